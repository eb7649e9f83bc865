-- What is wrong with the lines of a catalogue, each by itself and beside the others.

-- name: faults
with edition_line as (
    select s.line, s.part, s.body from staged s where s.type = 'edition' and not s.known),
series_known as (
    select s.body ->> 'code' as code from staged s
    where s.type = 'series' and s.body ? 'code' union select code from series),
edition_known as (
    select s.body ->> 'series' as series, s.body ->> 'code' as code from staged s
    where s.type = 'edition' and s.body ?& '{title,series,code}'
    union select s.code, e.code from edition e join series s using (series_id)),
source_known as (
    select s.body ->> 'code' as code from staged s where s.type = 'source' and s.body ? 'code' union select code from source),
market_known as (
    select s.body ->> 'code' as code from staged s where s.type = 'market' and s.body ? 'code'
    union select market_code from market),
element_known as (
    select s.part, (s.body ->> 'id')::bigint as id from staged s where s.type = 'element' and s.body ? 'id'),
term_known as (
    select s.part, (s.body ->> 'id')::bigint as id from staged s where s.type = 'term' and s.body ? 'id'),
cited as (
    select s.line, s.body #>> '{citation,source}' as source from staged s where s.body #>> '{citation,source}' is not null
    union all
    select s.line, d #>> '{citation,source}' from edition_line s, jsonb_array_elements(s.body -> 'decisions') d
    where d #>> '{citation,source}' is not null
    union all
    select s.line, s.body #>> '{lineage,citation,source}' from edition_line s
    where s.body #>> '{lineage,citation,source}' is not null
    union all
    select s.line, s.body ->> 'source' from staged s where s.type in ('figure', 'snapshot', 'ranking', 'reading')),
part as (
    select x.last, x.lines, h.body ->> 'version' as version, z.type as ending, z.body ->> 'lines' as said
    from (select min(y.line) as first, max(y.line) as last, count(*) - 1 as lines
          from staged y group by y.part) x
    join staged h on h.line = x.first
    join staged z on z.line = x.last),
fault (line, message) as (
    select line, 'line is not JSON' from staged where body is null
    union all
    select line, format('type "%s" is not known', coalesce(type, ''))
    from staged where body is not null and coalesce(type, '') <> all(array['catalogue', 'operation', 'source', 'market',
        'term', 'term_code', 'label', 'merger', 'term_evidence', 'element', 'element_state', 'path', 'series', 'edition',
        'assertion', 'creative', 'snapshot', 'note', 'batch', 'figure', 'import_profile', 'ranking',
        'creative_state', 'reading', 'end'])
    union all
    select line, format('version %s of the format is newer than this program', body ->> 'version')
    from staged where type = 'catalogue' and body ->> 'version' not in ('1', '2', '3')
    union all
    -- The first version has no last line.
    select last, format('file is cut off after line %s: its last line is missing', last)
    from part where version in ('2', '3') and ending is distinct from 'end'
    union all
    select last, format('file is not whole: %s lines stand above the last one, which says %s', lines, said)
    from part where version in ('2', '3') and ending = 'end' and said is distinct from lines::text
    union all
    select line, 'line stands before the first operation' from staged
    where heading is null and body is not null and type not in ('catalogue', 'end')
    union all
    select line, format('"%s" is missing', k) from staged
    join (values ('operation', 'verb'), ('operation', 'catalogue'), ('operation', 'number'), ('source', 'code'), ('source', 'title'), ('market', 'code'), ('market', 'name'),
        ('market', 'territories'), ('term', 'id'), ('term', 'term'), ('term_code', 'id'), ('term_code', 'term'),
        ('label', 'id'), ('label', 'language'), ('label', 'label'), ('merger', 'id'), ('merger', 'into'),
        ('term_evidence', 'id'), ('term_evidence', 'citation'),
        ('element', 'id'), ('element', 'path'), ('element', 'kind'), ('element_state', 'id'), ('element_state', 'kind'),
        ('path', 'id'), ('path', 'path'),
        ('series', 'code'), ('series', 'title'), ('edition', 'series'), ('edition', 'code'), ('assertion', 'series'),
        ('assertion', 'editions'), ('creative', 'series'), ('creative', 'edition'), ('creative', 'code'),
        ('snapshot', 'source'), ('snapshot', 'scope'), ('snapshot', 'aspect'), ('snapshot', 'from'),
        ('snapshot', 'until'), ('snapshot', 'low'), ('snapshot', 'comparator'), ('snapshot', 'unit'),
        ('note', 'topic'), ('note', 'body'), ('batch', 'content_hash'), ('batch', 'file_name'), ('figure', 'series'),
        ('figure', 'editions'), ('figure', 'source'), ('figure', 'metric'), ('figure', 'published'), ('figure', 'low'),
        ('figure', 'comparator'), ('import_profile', 'profile'), ('import_profile', 'settings'), ('reading', 'series'), ('reading', 'edition'), ('reading', 'source'),
        ('reading', 'metric'), ('reading', 'day'), ('reading', 'value'), ('reading', 'published'),
        ('creative_state', 'series'), ('creative_state', 'edition'), ('creative_state', 'creative'),
        ('ranking', 'source'),
        ('ranking', 'list'), ('ranking', 'from'), ('ranking', 'until'), ('ranking', 'rank'), ('ranking', 'series'),
        ('ranking', 'edition'), ('ranking', 'published')) need(type, k) using (type)
    where body -> k is null or jsonb_typeof(body -> k) = 'null'
    union all
    select line, format('series "%s" is not known', body ->> 'series') from staged
    where body ? 'series' and body ->> 'series' not in (select code from series_known)
    union all
    select n.line, format('edition "%s/%s" is not known', n.body ->> 'series', x.code)
    from staged n
    cross join lateral (select n.body ->> 'code' where n.type = 'edition'
        union all select n.body ->> 'edition' where n.type in ('creative', 'creative_state', 'note', 'ranking', 'reading')
        union all select n.body #>> '{lineage,parent}' where n.type = 'edition'
        union all select jsonb_array_elements_text(n.body -> 'editions') where n.type = 'figure') x(code)
    where x.code is not null and (n.body ->> 'series', x.code) not in (select series, code from edition_known)
    union all
    select s.line, format('edition "%s/%s" is not known', d ->> 'series', d ->> 'code')
    from edition_line s, jsonb_array_elements(s.body -> 'also_from') d
    where (d ->> 'series', d ->> 'code') not in (select series, code from edition_known)
    union all
    select line, format('source "%s" is not known', source) from cited where source not in (select code from source_known)
    union all
    select line, format('market "%s" is not known', m)
    from staged, lateral (values (body ->> 'market'), (body ->> 'origin')) x(m)
    where type in ('series', 'edition', 'figure', 'ranking', 'reading') and m not in (select code from market_known)
    union all
    select line, format('currency "%s" is not an ISO 4217 code', body ->> 'currency')
    from staged where type in ('figure', 'reading') and body ->> 'currency' not in (select currency from currency)
    union all
    select s.line, format('element "%s" has no line of its own', coalesce(d ->> 'element', d ->> 'id'))
    from edition_line s, jsonb_array_elements(s.body -> 'decisions') d
    where (s.part, coalesce((d ->> 'id')::bigint, -1)) not in (select part, id from element_known)
    union all
    select s.line, format('element %s has no line of its own', s.body ->> 'id') from staged s
    where s.type = 'element_state' and (s.part, (s.body ->> 'id')::bigint) not in (select part, id from element_known)
    union all
    select line, 'citation: "source" is missing' from staged
    where type = 'term_evidence' and jsonb_typeof(body -> 'citation') = 'object'
        and body #>> '{citation,source}' is null
    union all
    select s.line, format('term %s has no line of its own', s.body ->> 'id') from staged s
    where s.type = 'term_evidence' and (s.part, (s.body ->> 'id')::bigint) not in (select part, id from term_known)
    union all
    select s.line, format('term %s has no line of its own', d ->> 'term_id')
    from edition_line s, jsonb_array_elements(s.body -> 'decisions') d
    where d ? 'term_id' and (s.part, (d ->> 'term_id')::bigint) not in (select part, id from term_known)
    union all
    select line, format('%s "%s" is not a code', type, body ->> 'code') from staged
    where type in ('series', 'edition', 'source', 'market', 'creative')
      and not (body ->> 'code' ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(body ->> 'code') <= 64)
    union all
    select s.line, format('state "%s" is not one of the list', d ->> 'state')
    from edition_line s, jsonb_array_elements(s.body -> 'decisions') d
    where coalesce(d ->> 'state', '') not in ('value', 'keep', 'absent', 'unknown', 'inherit'))
select line, message, null as hint from fault order by line, message limit 1000
