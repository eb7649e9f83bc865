-- Whether the lines of a catalogue are shaped as they should be, before any of it is read as a number, a day or a list.

-- name: shapes
-- Of every kind of line, and of the parts of one, all the fields that any version of the format has had, each with its
-- form; any: what it is does not matter, it is read as a text. What is none of them is told with those there are, last.
with field (type, field, form) as (
    values ('catalogue', 'version', 'any'), ('end', 'lines', 'any'),
        ('operation', 'catalogue', 'uuid'), ('operation', 'number', 'number'), ('operation', 'at', 'moment'),
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
        ('creative', 'beats', 'texts'), ('creative', 'citation', 'object'), ('creative', 'description', 'any'),
        ('creative_state', 'series', 'code'), ('creative_state', 'edition', 'code'), ('creative_state', 'creative', 'code'),
        ('creative_state', 'duration_seconds', 'count'), ('creative_state', 'first_seen', 'day'),
        ('creative_state', 'last_seen', 'day'), ('creative_state', 'beats', 'texts'), ('creative_state', 'citation', 'object'),
        ('creative_state', 'description', 'any'),
        ('snapshot', 'from', 'day'), ('snapshot', 'until', 'day'), ('snapshot', 'low', 'decimal'),
        ('snapshot', 'high', 'decimal'), ('snapshot', 'comparator', 'comparator'), ('snapshot', 'citation', 'object'),
        ('snapshot', 'source', 'any'), ('snapshot', 'scope', 'any'), ('snapshot', 'aspect', 'any'),
        ('snapshot', 'unit', 'any'), ('snapshot', 'wording', 'any'),
        ('ranking', 'from', 'day'), ('ranking', 'until', 'day'), ('ranking', 'rank', 'count'),
        ('ranking', 'weeks_on_list', 'count'), ('ranking', 'published', 'day'), ('ranking', 'citation', 'object'),
        ('ranking', 'source', 'any'), ('ranking', 'list', 'any'), ('ranking', 'market', 'any'), ('ranking', 'series', 'any'),
        ('ranking', 'edition', 'any'),
        ('note', 'topic', 'text'), ('note', 'body', 'text'), ('note', 'citation', 'object'),
        ('note', 'series', 'any'), ('note', 'edition', 'any'),
        ('batch', 'read', 'count'), ('batch', 'new', 'count'), ('batch', 'revised', 'count'), ('batch', 'unchanged', 'count'),
        ('batch', 'refused', 'count'), ('batch', 'unplaced', 'count'), ('batch', 'attempt', 'count'),
        ('batch', 'confirms', 'texts'), ('batch', 'called', 'texts'), ('batch', 'content_hash', 'any'),
        ('batch', 'file_name', 'any'),
        ('figure', 'series', 'code'), ('figure', 'editions', 'texts'), ('figure', 'creative', 'text'),
        ('figure', 'from', 'day'), ('figure', 'until', 'day'), ('figure', 'days', 'count'), ('figure', 'published', 'day'),
        ('figure', 'line', 'count'), ('figure', 'low', 'figure'), ('figure', 'high', 'figure'),
        ('figure', 'comparator', 'comparator'), ('figure', 'estimated', 'flag'), ('figure', 'window_inferred', 'flag'),
        ('figure', 'imputed', 'flag'), ('figure', 'repeated', 'any'), ('figure', 'source', 'any'), ('figure', 'metric', 'any'),
        ('figure', 'market', 'any'), ('figure', 'currency', 'any'), ('figure', 'wording', 'any'),
        ('reading', 'series', 'code'), ('reading', 'edition', 'code'), ('reading', 'day', 'day'),
        ('reading', 'value', 'figure'), ('reading', 'published', 'day'), ('reading', 'line', 'count'),
        ('reading', 'source', 'any'), ('reading', 'metric', 'any'), ('reading', 'market', 'any'),
        ('reading', 'currency', 'any')),
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
        ('decisions', 'reasons', 'reasons'), ('decisions', 'note', 'text'), ('decisions', 'citation', 'object'),
        ('citation', 'source', 'any'), ('citation', 'locator', 'any'), ('citation', 'quote', 'any')),
-- The parts of editions, where they are lists of objects, or an object.
said (line, part, body) as not materialized (
    select s.line, 'lineage', s.body -> 'lineage' from staged s
    where s.type = 'edition' and jsonb_typeof(s.body -> 'lineage') = 'object'
    union all
    select s.line, p.part, x.body
    from staged s
    cross join (values ('also_from'), ('aliases'), ('decisions')) p(part)
    cross join lateral jsonb_array_elements(
        case when jsonb_typeof(s.body -> p.part) = 'array' then s.body -> p.part else '[]' end) x(body)
    where s.type = 'edition' and jsonb_typeof(x.body) = 'object'),
-- All that is known in each, in its citation likewise.
known (is_part, kind, fields, cited) as (
    select k.*, c.*
    from (select false, type, array_agg(field order by field) || array['type'] from field group by type
          union all
          select true, part, array_agg(field order by field) from part group by part) k
    cross join (select array_agg(field order by field) from part where part = 'citation') c),
odd (line, place, body, fields, cited) as (
    select s.line, s.place, s.body, k.fields, k.cited
    from (select line, '', false, type, body from staged where jsonb_typeof(body) = 'object'
          union all
          select line, part || ': ', true, part, body from said) s(line, place, is_part, kind, body)
    join known k using (is_part, kind)
    where s.body - k.fields <> '{}'
        or case when jsonb_typeof(s.body -> 'citation') = 'object' then (s.body -> 'citation') - k.cited <> '{}' end),
fault (line, message, unknown, known) as (
    select s.line, format('%s %s is not %s', f.field, s.body -> f.field, form_in_words(f.form)), null, null::text[]
    from staged s join field f using (type)
    where f.form <> 'any' and jsonb_typeof(s.body -> f.field) <> 'null' and fits(f.form, s.body -> f.field) is not true
    union all
    select s.line, format('%s: %s %s is not %s', p.part, p.field, s.body -> p.field, form_in_words(p.form)), null, null
    from said s join part p using (part)
    where p.form <> 'any' and jsonb_typeof(s.body -> p.field) <> 'null' and fits(p.form, s.body -> p.field) is not true
    union all
    select o.line, format('%sfield "%s" is not known', o.place, k), k, o.fields
    from odd o cross join jsonb_object_keys(o.body - o.fields) k
    union all
    select o.line, format('%scitation: field "%s" is not known', o.place, k), k, o.cited
    from odd o cross join jsonb_object_keys(
        case when jsonb_typeof(o.body -> 'citation') = 'object' then o.body -> 'citation' else '{}' end - o.cited) k)
select line, case when length(message) > 300 then left(message, 300) || '...' else message end as message, unknown, known
from fault order by unknown is not null, line, message limit 1000

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
