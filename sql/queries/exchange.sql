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

-- name: make_room
-- Until the transaction ends. A file has hundreds of thousands of operations: with room for no more than PostgreSQL gives
-- unasked, what is none of them is found by going through all of them, one after the other, each time.
select set_config('work_mem', greatest(pg_size_bytes(current_setting('work_mem')), 67108864) / 1024 || 'kB', true)

-- name: create_arrival
create temporary table arrival (number integer, body text) on commit drop

-- name: create_staged
create temporary table staged on commit drop as
select a.number as line, json_or_null(a.body) as body, null::text as type, null::integer as heading,
    null::integer as part, null::bigint as operation_id, false as known, false as repeated
from arrival a

-- name: type_staged
-- Files may stand one below the other: each starts with a line of its own, and has numbers of its own for words.
update staged s set type = x.type, heading = x.heading, part = x.part
from (select line, body ->> 'type' as type,
        count(*) filter (where body ->> 'type' = 'catalogue') over (order by line) as part,
        max(line) filter (where body ->> 'type' = 'operation') over (order by line) as heading
      from staged) x
where x.line = s.line

-- name: number_operations
-- Known is what is not to be recorded: it is here, or was said further up in the file.
with heading as (
    select s.line, (s.body ->> 'catalogue')::uuid as catalogue, (s.body ->> 'number')::bigint as number,
        min(s.line) over (partition by s.body ->> 'catalogue', s.body ->> 'number') as first
    from staged s where s.type = 'operation'),
found as (
    select h.line, h.first, coalesce(g.operation_id, o.operation_id) as operation_id
    from heading h
    cross join catalogue_identity i
    left join operation_origin g on g.catalogue = h.catalogue and g.number = h.number
    left join operation o on i.catalogue = h.catalogue and o.operation_id = h.number
    where h.line = h.first),
numbered as (
    select f.line, f.operation_id is not null as known,
        coalesce(f.operation_id, (select coalesce(max(operation_id), 0) from operation)
            + count(*) filter (where f.operation_id is null) over (order by f.line)) as operation_id
    from found f)
update staged s set operation_id = n.operation_id, known = n.known or h.line <> h.first, repeated = h.line <> h.first
from heading h join numbered n on n.line = h.first
where h.line = s.heading

-- name: index_staged
create index on staged (type, line)

-- name: analyze_staged
analyze staged

-- name: tally
select count(*) filter (where type = 'operation') as read, count(*) filter (where type = 'operation' and not known) as new,
    count(*) filter (where type = 'series' and not known) as series,
    count(*) filter (where type = 'edition' and not known) as editions,
    count(*) filter (where type = 'figure' and not known) as figures,
    min(operation_id) filter (where type = 'operation' and not known) as first,
    max(operation_id) filter (where type = 'operation' and not known) as last
from staged

-- name: taken_back_here
-- Operations here alone by which operations of the file do not count, each with the file of an import of figures.
select distinct u.since as by, b.file_name as file
from staged s
join undone u on u.operation_id = s.operation_id and u.until = 9223372036854775807
left join batch b on b.operation_id = s.operation_id
where s.type = 'operation' and s.known and not s.repeated
    and u.since not in (select operation_id from staged where type = 'operation' and known)
order by 1 desc
