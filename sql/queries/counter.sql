-- Readings of counters, and the figures between them.

-- name: create_read
create temporary table read (
    line integer, series_id integer, subject_id integer, measure_id integer, day date, value bigint, published date)
    on commit drop

-- name: ensure_measures
select ensure_measure(s, m, k, c) as measure_id
from unnest($1::integer[], $2::text[], $3::text[], $4::text[]) with ordinality u(s, m, k, c, n) order by n

-- name: stage
insert into read (line, series_id, subject_id, measure_id, day, value, published)
select * from unnest($1::integer[], $2::integer[], $3::integer[], $4::integer[], $5::date[], $6::bigint[], $7::date[])

-- name: index_read
-- Without either, what is new is compared with itself row by row.
create index on read (series_id, subject_id, measure_id, day, line)

-- name: analyze_read
analyze read

-- name: faults
-- A reading that was another one on that day, or that lies between two whose difference is counted.
with known as materialized (
    select distinct k.series_id, k.subject_id, k.measure_id, k.day, k.value
    from (select distinct series_id, subject_id, measure_id from read) r
    join counter_reading_live(9223372036854775807) k using (series_id, subject_id, measure_id)),
beside as (
    select x.*, first_value(x.line) over same as first_line, first_value(x.value) over same as first_value,
        max(x.known_day) over (partition by x.series_id, x.subject_id, x.measure_id order by x.day) as before,
        min(x.known_day) over (partition by x.series_id, x.subject_id, x.measure_id order by x.day desc) as after
    from (select r.series_id, r.subject_id, r.measure_id, r.day, r.value, r.line, null::date as known_day from read r
        union all select k.series_id, k.subject_id, k.measure_id, k.day, null, null, k.day from known k) x
    window same as (partition by x.series_id, x.subject_id, x.measure_id, x.day order by x.line))
select b.line, b.day, b.value, b.first_line as other_line, b.first_value as other_value, null::date as before,
    null::date as after
from beside b
where b.line is not null and b.first_value <> b.value
union all
select r.line, r.day, r.value, null, k.value, null, null
from read r join known k using (series_id, subject_id, measure_id, day)
where k.value <> r.value
union all
select b.line, b.day, b.value, null, null, b.before, b.after
from beside b
where b.line is not null and b.before < b.day and b.day < b.after
order by line

-- name: forget_known
delete from read r using counter_reading_live(9223372036854775807) k
where k.series_id = r.series_id and k.subject_id = r.subject_id and k.measure_id = r.measure_id and k.day = r.day

-- name: differences
-- Between each new reading and the ones beside it, in the order of the days.
with every_one as (
    select distinct on (r.series_id, r.subject_id, r.measure_id, r.day)
        r.series_id, r.subject_id, r.measure_id, r.day, r.value, r.published, r.line
    from read r
    order by r.series_id, r.subject_id, r.measure_id, r.day, r.line),
both_kinds as (
    select * from every_one
    union all
    select distinct k.series_id, k.subject_id, k.measure_id, k.day, k.value, null::date, null::integer
    from (select distinct series_id, subject_id, measure_id from read) r
    join counter_reading_live(9223372036854775807) k using (series_id, subject_id, measure_id)),
pair as (
    select b.*, lag(b.day) over w as day_before, lag(b.value) over w as value_before, lag(b.line) over w as line_before,
        lag(b.published) over w as published_before
    from both_kinds b
    window w as (partition by b.series_id, b.subject_id, b.measure_id order by b.day))
select s.code || '/' || e.code as edition, src.code as source, m.metric, m.market_code as market, m.currency,
    p.day_before, p.day_before + 1 as first_day, p.day as last_day, p.value_before, p.value,
    coalesce(p.published, p.published_before) as published, coalesce(p.line, p.line_before) as line
from pair p
join series s on s.series_id = p.series_id
join edition e on e.series_id = p.series_id and e.edition_id = p.subject_id
join measure m on m.measure_id = p.measure_id
join source src on src.source_id = m.source_id
where p.day_before is not null and coalesce(p.line, p.line_before) is not null
order by line, last_day

-- name: count
select count(*) as readings from (select distinct series_id, subject_id, measure_id, day from read) r

-- name: apply
insert into counter_reading (series_id, subject_id, measure_id, day, operation_id, value, published, line)
select distinct on (series_id, subject_id, measure_id, day) series_id, subject_id, measure_id, day, $1, value, published,
    line
from read order by series_id, subject_id, measure_id, day, line
