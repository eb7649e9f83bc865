-- Whether the lines of a catalogue are shaped as they should be, before any of it is read as a number, a day or a list.

-- name: shapes
with field (type, field, form) as (
    values ('operation', 'catalogue', 'uuid'), ('operation', 'number', 'number'), ('operation', 'at', 'moment'),
        ('operation', 'author', 'name'), ('operation', 'verb', 'name'), ('operation', 'message', 'text'),
        ('operation', 'undoes', 'number'), ('operation', 'undoes_in', 'uuid'),
        ('source', 'code', 'code'), ('source', 'title', 'name'), ('source', 'publisher', 'text'), ('source', 'url', 'text'),
        ('source', 'published', 'day'),
        ('market', 'code', 'code'), ('market', 'name', 'name'), ('market', 'territories', 'texts'),
        ('market', 'citation', 'object'),
        ('import_profile', 'profile', 'text'), ('import_profile', 'settings', 'texts'),
        ('term', 'id', 'number'), ('term', 'term', 'term'), ('term_code', 'id', 'number'), ('term_code', 'term', 'term'),
        ('label', 'id', 'number'), ('label', 'language', 'text'), ('label', 'label', 'name'), ('label', 'position', 'count'),
        ('merger', 'id', 'number'), ('merger', 'into', 'number'),
        ('term_evidence', 'id', 'number'), ('term_evidence', 'citation', 'object'),
        ('element', 'id', 'number'), ('element', 'path', 'path'), ('element', 'kind', 'text'), ('element', 'label', 'text'),
        ('element', 'vocabulary', 'text'), ('element', 'tradition', 'text'), ('element', 'citation', 'object'),
        ('element_state', 'id', 'number'), ('element_state', 'kind', 'text'), ('element_state', 'label', 'text'),
        ('element_state', 'vocabulary', 'text'), ('element_state', 'tradition', 'text'), ('element_state', 'citation', 'object'),
        ('path', 'id', 'number'), ('path', 'path', 'path'),
        ('series', 'code', 'code'), ('series', 'title', 'name'), ('series', 'language', 'text'), ('series', 'origin', 'text'),
        ('series', 'note', 'text'), ('series', 'citation', 'object'), ('series', 'said', 'texts'),
        ('edition', 'series', 'code'), ('edition', 'code', 'code'), ('edition', 'title', 'name'),
        ('edition', 'language', 'text'), ('edition', 'market', 'text'), ('edition', 'origin', 'text'),
        ('edition', 'platform', 'text'), ('edition', 'status', 'status'), ('edition', 'note', 'text'),
        ('edition', 'citation', 'object'), ('edition', 'lineage', 'object'), ('edition', 'also_from', 'objects'),
        ('edition', 'aliases', 'objects'), ('edition', 'identifiers', 'texts'), ('edition', 'decisions', 'objects'),
        ('edition', 'said', 'texts'), ('edition', 'identifiers_withdrawn', 'texts'),
        ('assertion', 'series', 'code'), ('assertion', 'editions', 'count'), ('assertion', 'wording', 'text'),
        ('assertion', 'from', 'day'), ('assertion', 'until', 'day'), ('assertion', 'citation', 'object'),
        ('creative', 'series', 'code'), ('creative', 'edition', 'code'), ('creative', 'code', 'code'),
        ('creative', 'duration_seconds', 'count'), ('creative', 'first_seen', 'day'), ('creative', 'last_seen', 'day'),
        ('creative', 'beats', 'texts'), ('creative', 'citation', 'object'),
        ('creative_state', 'series', 'code'), ('creative_state', 'edition', 'code'), ('creative_state', 'creative', 'code'),
        ('creative_state', 'duration_seconds', 'count'), ('creative_state', 'first_seen', 'day'),
        ('creative_state', 'last_seen', 'day'), ('creative_state', 'beats', 'texts'), ('creative_state', 'citation', 'object'),
        ('snapshot', 'from', 'day'), ('snapshot', 'until', 'day'), ('snapshot', 'low', 'decimal'),
        ('snapshot', 'high', 'decimal'), ('snapshot', 'comparator', 'comparator'), ('snapshot', 'citation', 'object'),
        ('ranking', 'from', 'day'), ('ranking', 'until', 'day'), ('ranking', 'rank', 'count'),
        ('ranking', 'weeks_on_list', 'count'), ('ranking', 'published', 'day'), ('ranking', 'citation', 'object'),
        ('note', 'topic', 'text'), ('note', 'body', 'text'), ('note', 'citation', 'object'),
        ('batch', 'read', 'count'), ('batch', 'new', 'count'), ('batch', 'revised', 'count'), ('batch', 'unchanged', 'count'),
        ('batch', 'refused', 'count'), ('batch', 'unplaced', 'count'), ('batch', 'attempt', 'count'),
        ('batch', 'confirms', 'texts'), ('batch', 'called', 'texts'),
        ('figure', 'series', 'code'), ('figure', 'editions', 'texts'), ('figure', 'creative', 'text'),
        ('figure', 'from', 'day'), ('figure', 'until', 'day'), ('figure', 'days', 'count'), ('figure', 'published', 'day'),
        ('figure', 'line', 'count'), ('figure', 'low', 'figure'), ('figure', 'high', 'figure'),
        ('figure', 'comparator', 'comparator'), ('figure', 'estimated', 'flag'), ('figure', 'window_inferred', 'flag'),
        ('figure', 'imputed', 'flag'),
        ('reading', 'series', 'code'), ('reading', 'edition', 'code'), ('reading', 'day', 'day'),
        ('reading', 'value', 'figure'), ('reading', 'published', 'day'), ('reading', 'line', 'count')),
part (part, field, form) as (
    values ('lineage', 'parent', 'text'), ('lineage', 'method', 'method'), ('lineage', 'certainty', 'certainty'),
        ('lineage', 'citation', 'object'), ('lineage', 'said', 'texts'),
        ('also_from', 'series', 'code'), ('also_from', 'code', 'code'), ('also_from', 'method', 'method'),
        ('also_from', 'certainty', 'certainty'), ('also_from', 'citation', 'object'),
        ('also_from', 'said', 'texts'), ('also_from', 'withdrawn', 'flag'),
        ('aliases', 'title', 'name'), ('aliases', 'kind', 'alias kind'), ('aliases', 'language', 'text'),
        ('aliases', 'withdrawn', 'flag'),
        ('decisions', 'id', 'number'), ('decisions', 'element', 'text'), ('decisions', 'state', 'state'),
        ('decisions', 'value', 'name'), ('decisions', 'term_id', 'number'), ('decisions', 'minor', 'flag'),
        ('decisions', 'reasons', 'reasons'), ('decisions', 'note', 'text'), ('decisions', 'citation', 'object')),
-- The parts of editions, where they are lists of objects, or an object.
said as (
    select s.line, 'lineage' as part, s.body -> 'lineage' as body from staged s
    where s.type = 'edition' and jsonb_typeof(s.body -> 'lineage') = 'object'
    union all
    select s.line, p.part, x.body
    from staged s
    cross join (values ('also_from'), ('aliases'), ('decisions')) p(part)
    cross join lateral jsonb_array_elements(
        case when jsonb_typeof(s.body -> p.part) = 'array' then s.body -> p.part else '[]' end) x(body)
    where s.type = 'edition' and jsonb_typeof(x.body) = 'object'),
fault (line, message) as (
    select s.line, format('%s %s is not %s', f.field, s.body -> f.field, form_in_words(f.form))
    from staged s join field f using (type)
    where jsonb_typeof(s.body -> f.field) <> 'null' and fits(f.form, s.body -> f.field) is not true
    union all
    select s.line, format('%s: %s %s is not %s', p.part, p.field, s.body -> p.field, form_in_words(p.form))
    from said s join part p using (part)
    where jsonb_typeof(s.body -> p.field) <> 'null' and fits(p.form, s.body -> p.field) is not true)
select line, case when length(message) > 300 then left(message, 300) || '...' else message end as message, null as hint
from fault order by line, message limit 1000

-- name: languages_said
select min(line) as line, language
from (select line, body ->> 'language' as language from staged
      where type in ('series', 'edition', 'label') and jsonb_typeof(body -> 'language') = 'string'
      union all
      select s.line, a ->> 'language' from staged s
      cross join lateral jsonb_array_elements(
          case when jsonb_typeof(s.body -> 'aliases') = 'array' then s.body -> 'aliases' else '[]' end) a
      where s.type = 'edition' and jsonb_typeof(a) = 'object' and jsonb_typeof(a -> 'language') = 'string') x
group by language order by 1, 2

-- name: identifiers_said
select min(s.line) as line, i #>> '{}' as identifier
from staged s
cross join (values ('identifiers'), ('identifiers_withdrawn')) k(key)
cross join lateral jsonb_array_elements(
    case when jsonb_typeof(s.body -> k.key) = 'array' then s.body -> k.key else '[]' end) i
where s.type = 'edition' and jsonb_typeof(i) = 'string'
group by i #>> '{}' order by 1, 2
