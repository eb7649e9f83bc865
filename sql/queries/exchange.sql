-- Catalogues out and in: lines of JSON, one a fact, in the order of operations.

-- name: export
select line from (
    select * from exported_operation($1::bigint, $2::bigint)
    union all select * from exported_word($1::bigint, $2::bigint)
    union all select * from exported_statement($1::bigint, $2::bigint)
    union all select * from exported_edition($1::bigint, $2::bigint)
    union all select * from exported_figure($1::bigint, $2::bigint)) x
order by operation_id, rank, key collate "C", line collate "C"

-- name: last_operation
select coalesce(max(operation_id), 0) as last from operation

-- name: lock_history
select pg_advisory_xact_lock(hashtextextended('adapt.operation', 0))

-- name: create_arrival
create temporary table arrival (number integer, body text) on commit drop

-- name: create_staged
create temporary table staged on commit drop as
select a.number as line, json_or_null(a.body) as body, null::text as type, null::integer as heading,
    null::bigint as operation_id, false as known
from arrival a

-- name: type_staged
update staged s set type = x.type, heading = x.heading
from (select line, body ->> 'type' as type,
        max(line) filter (where body ->> 'type' = 'operation') over (order by line) as heading
      from staged) x
where x.line = s.line

-- name: number_operations
with heading as (
    select s.line, (s.body ->> 'catalogue')::uuid as catalogue, (s.body ->> 'number')::bigint as number
    from staged s where s.type = 'operation'),
found as (
    select h.line, coalesce(g.operation_id, o.operation_id) as operation_id
    from heading h
    cross join catalogue_identity i
    left join operation_origin g on g.catalogue = h.catalogue and g.number = h.number
    left join operation o on i.catalogue = h.catalogue and o.operation_id = h.number),
numbered as (
    select f.line, f.operation_id is not null as known,
        coalesce(f.operation_id, (select coalesce(max(operation_id), 0) from operation)
            + count(*) filter (where f.operation_id is null) over (order by f.line)) as operation_id
    from found f)
update staged s set operation_id = n.operation_id, known = n.known from numbered n where n.line = s.heading

-- name: index_staged
create index on staged (type, line)

-- name: analyze_staged
analyze staged

-- name: faults
with named as (
    select s.* from staged s),
edition_line as (
    select s.line, s.body from staged s where s.type = 'edition' and not s.known),
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
    select (s.body ->> 'id')::bigint as id from staged s where s.type = 'element' and s.body ? 'id'),
term_known as (
    select (s.body ->> 'id')::bigint as id from staged s where s.type = 'term' and s.body ? 'id'),
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
-- Files may stand one below the other: each starts with a line of its own.
part as (
    select x.last, x.lines, h.body ->> 'version' as version, z.type as ending, z.body ->> 'lines' as said
    from (select min(y.line) as first, max(y.line) as last, count(*) - 1 as lines
          from (select line, count(*) filter (where type = 'catalogue') over (order by line) as part from staged) y
          group by y.part) x
    join staged h on h.line = x.first
    join staged z on z.line = x.last),
fault (line, message) as (
    select line, 'line is not JSON' from named where body is null
    union all
    select line, format('type "%s" is not known', coalesce(type, ''))
    from named where body is not null and coalesce(type, '') <> all(array['catalogue', 'operation', 'source', 'market',
        'term', 'term_code', 'label', 'merger', 'element', 'path', 'series', 'edition', 'assertion', 'creative',
        'snapshot', 'note', 'batch', 'figure', 'import_profile', 'ranking',
        'creative_state', 'reading', 'end'])
    union all
    select line, format('version %s of the format is newer than this program', body ->> 'version')
    from named where type = 'catalogue' and body ->> 'version' not in ('1', '2')
    union all
    -- The first version has no last line.
    select last, format('file is cut off after line %s: its last line is missing', last)
    from part where version = '2' and ending is distinct from 'end'
    union all
    select last, format('file is not whole: %s lines stand above the last one, which says %s', lines, said)
    from part where version = '2' and ending = 'end' and said is distinct from lines::text
    union all
    select line, 'line stands before the first operation' from named
    where heading is null and body is not null and type not in ('catalogue', 'end')
    union all
    select line, format('"%s" is missing', k) from named
    join (values ('operation', 'verb'), ('operation', 'catalogue'), ('operation', 'number'), ('source', 'code'), ('source', 'title'), ('market', 'code'), ('market', 'name'),
        ('market', 'territories'), ('term', 'id'), ('term', 'term'), ('term_code', 'id'), ('term_code', 'term'),
        ('label', 'id'), ('label', 'language'), ('label', 'label'), ('merger', 'id'), ('merger', 'into'),
        ('element', 'id'), ('element', 'path'), ('element', 'kind'), ('path', 'id'), ('path', 'path'),
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
    select line, format('series "%s" is not known', body ->> 'series') from named
    where body ? 'series' and body ->> 'series' not in (select code from series_known)
    union all
    select n.line, format('edition "%s/%s" is not known', n.body ->> 'series', x.code)
    from named n
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
    from named, lateral (values (body ->> 'market'), (body ->> 'origin')) x(m)
    where type in ('series', 'edition', 'figure', 'ranking', 'reading') and m not in (select code from market_known)
    union all
    select s.line, format('element "%s" has no line of its own', coalesce(d ->> 'element', d ->> 'id'))
    from edition_line s, jsonb_array_elements(s.body -> 'decisions') d
    where coalesce((d ->> 'id')::bigint, -1) not in (select id from element_known)
    union all
    select s.line, format('term %s has no line of its own', d ->> 'term_id')
    from edition_line s, jsonb_array_elements(s.body -> 'decisions') d
    where d ? 'term_id' and (d ->> 'term_id')::bigint not in (select id from term_known)
    union all
    select line, format('%s "%s" is not a code', type, body ->> 'code') from named
    where type in ('series', 'edition', 'source', 'market', 'creative')
      and not (body ->> 'code' ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(body ->> 'code') <= 64)
    union all
    select line, format('language "%s" does not exist', body ->> 'language') from named
    where type in ('series', 'edition', 'label')
      and split_part(body ->> 'language', '-', 1) not in (select subtag from language_subtag)
    union all
    select s.line, format('state "%s" is not one of the list', d ->> 'state')
    from edition_line s, jsonb_array_elements(s.body -> 'decisions') d
    where coalesce(d ->> 'state', '') not in ('value', 'keep', 'absent', 'unknown', 'inherit')
    union all
    select s.line, format('series "%s" is already there, from another catalogue', s.body ->> 'code')
    from staged s
    where s.type = 'series' and not s.known
      and exists (select from series_as_of(9223372036854775807) x where x.series = s.body ->> 'code')
      and not exists (select from staged k where k.type = 'series' and k.known and k.body ->> 'code' = s.body ->> 'code')
    union all
    select min(s.line), format('edition "%s/%s" was changed here since it was last imported (operation %s)',
        s.body ->> 'series', s.body ->> 'code', max(r.operation_id))
    from staged s
    join series t on t.code = s.body ->> 'series'
    join edition e on e.series_id = t.series_id and e.code = s.body ->> 'code'
    join revision r on r.series_id = e.series_id and r.edition_id = e.edition_id
    where s.type = 'edition' and not s.known
      and r.operation_id not in (select k.operation_id from staged k where k.known and k.type = 'operation')
    group by s.body ->> 'series', s.body ->> 'code')
select line, message from fault order by line, message limit 1000

-- name: tally
select count(*) filter (where type = 'operation') as read, count(*) filter (where type = 'operation' and not known) as new,
    count(*) filter (where type = 'series' and not known) as series,
    count(*) filter (where type = 'edition' and not known) as editions,
    count(*) filter (where type = 'figure' and not known) as figures,
    min(operation_id) filter (where type = 'operation' and not known) as first,
    max(operation_id) filter (where type = 'operation' and not known) as last
from staged
