-- Readings of counters, and the figures between them.

-- name: create_read
create temporary table read (
    line integer, series_id integer, subject_id integer, measure_id integer, day date, value bigint, published date,
    stated boolean, role text not null default 'news') on commit drop

-- name: ensure_measures
select ensure_measure(s, m, k, c) as measure_id
from unnest($1::integer[], $2::text[], $3::text[], $4::text[]) with ordinality u(s, m, k, c, n) order by n

-- name: stage
insert into read (line, series_id, subject_id, measure_id, day, value, published, stated)
select * from unnest($1::integer[], $2::integer[], $3::integer[], $4::integer[], $5::date[], $6::bigint[], $7::date[],
    $8::boolean[])

-- name: index_read
-- Without either, what is new is compared with itself row by row.
create index on read (series_id, subject_id, measure_id, day, line)

-- name: analyze_read
analyze read

-- name: contradictions
-- Readings of one day and publication that differ, each with the first of them.
select x.line, x.day, x.value, x.first_line, x.first_value from (
    select r.line, r.day, r.value, first_value(r.line) over same as first_line,
        first_value(r.value) over same as first_value
    from read r
    window same as (partition by r.series_id, r.subject_id, r.measure_id, r.day, r.published order by r.line)) x
where x.value <> x.first_value
order by x.line

-- name: keep_latest
-- Of several vintages of a day the latest; of equal ones the first.
delete from read r using read o
where o.series_id = r.series_id and o.subject_id = r.subject_id and o.measure_id = r.measure_id and o.day = r.day
    and (o.published > r.published or o.published = r.published and o.line < r.line)

-- name: create_known
-- What is known of the counters that the file has, of each day the latest vintage; of one publication the later import's.
create temporary table known_reading on commit drop as
select distinct on (k.series_id, k.subject_id, k.measure_id, k.day)
    k.series_id, k.subject_id, k.measure_id, k.day, k.value, k.published, k.operation_id
from (select distinct series_id, subject_id, measure_id from read) r
join counter_reading_live(9223372036854775807) k using (series_id, subject_id, measure_id)
order by k.series_id, k.subject_id, k.measure_id, k.day, k.published desc, k.operation_id desc

-- name: index_known
create index on known_reading (series_id, subject_id, measure_id, day)

-- name: analyze_known
analyze known_reading

-- name: judge
-- By the same rule as figures: one that says what the one published before it says is kept where it states a later
-- publication, and else says nothing; one published before the latest that is known is older. Neither is news.
update read r
set role = case when p.value <> r.value or p.value is null then 'older'
    when r.stated and p.published < r.published then 'repeated' else 'unchanged' end
from known_reading k
left join lateral (
    select n.value, n.published from read x
    join counter_reading_live(9223372036854775807) n using (series_id, subject_id, measure_id, day)
    where x.series_id = k.series_id and x.subject_id = k.subject_id and x.measure_id = k.measure_id and x.day = k.day
        and n.published <= x.published
    order by n.published desc, n.operation_id desc limit 1) p on true
where k.series_id = r.series_id and k.subject_id = r.subject_id and k.measure_id = r.measure_id and k.day = r.day
    and (r.published < k.published or p.value = r.value)

-- name: forget_unchanged
delete from read where role = 'unchanged'

-- name: faults
-- A reading that lies between two whose difference is counted, with the import that brought the later one.
with beside as (
    select x.*, max(x.known_day) over (partition by x.series_id, x.subject_id, x.measure_id order by x.day) as before,
        min(x.known_day) over (partition by x.series_id, x.subject_id, x.measure_id order by x.day desc) as after
    from (select r.series_id, r.subject_id, r.measure_id, r.day, r.value, r.line, null::date as known_day from read r
        union all select k.series_id, k.subject_id, k.measure_id, k.day, null, null, k.day from known_reading k) x)
select b.line, b.day, b.value, b.before, b.after, k.operation_id
from beside b
join known_reading k on k.series_id = b.series_id and k.subject_id = b.subject_id and k.measure_id = b.measure_id
    and k.day = b.after
join known_reading l on l.series_id = b.series_id and l.subject_id = b.subject_id and l.measure_id = b.measure_id
    and l.day = b.before
-- A fall is no figure: what lies in it counts.
where b.line is not null and b.before < b.day and b.day < b.after and l.value <= k.value
order by b.line

-- name: differences
-- Between each reading that is new or restated and the ones beside it, in the order of the days; known as soon as both
-- are. Whether a figure of the same days is counted already, and which import brought the reading that is restated.
with every_one as (
    select r.series_id, r.subject_id, r.measure_id, r.day, r.value, r.published, r.line, k.value as known_value,
        k.operation_id
    from read r left join known_reading k using (series_id, subject_id, measure_id, day)
    where r.role = 'news'
    union all
    select k.series_id, k.subject_id, k.measure_id, k.day, k.value, k.published, null, k.value, k.operation_id
    from known_reading k
    where not exists (select from read r where r.role = 'news' and r.series_id = k.series_id and r.subject_id = k.subject_id
        and r.measure_id = k.measure_id and r.day = k.day)),
pair as (
    select b.*, lag(b.day) over w as day_before, lag(b.value) over w as value_before, lag(b.line) over w as line_before,
        lag(b.published) over w as published_before, lag(b.known_value) over w as known_before,
        lag(b.operation_id) over w as operation_before
    from every_one b
    window w as (partition by b.series_id, b.subject_id, b.measure_id order by b.day))
select s.code || '/' || e.code as edition, src.code as source, m.metric, m.market_code as market, m.currency,
    p.day_before, p.day_before + 1 as first_day, p.day as last_day, p.value_before, p.value,
    greatest(p.published, p.published_before) as published, coalesce(p.line, p.line_before) as line,
    coalesce(p.known_value >= p.known_before, false) as is_counted,
    case when p.line is not null then p.operation_id else p.operation_before end as operation_id
from pair p
join series s on s.series_id = p.series_id
join edition e on e.series_id = p.series_id and e.edition_id = p.subject_id
join measure m on m.measure_id = p.measure_id
join source src on src.source_id = m.source_id
where p.day_before is not null and coalesce(p.line, p.line_before) is not null
order by line, last_day

-- name: count
select count(*) filter (where r.role = 'news') as news, count(*) filter (where r.role = 'news' and exists (
    select from known_reading k where k.series_id = r.series_id and k.subject_id = r.subject_id
        and k.measure_id = r.measure_id and k.day = r.day)) as restated,
    count(*) filter (where r.role = 'older') as older, count(*) filter (where r.role = 'repeated') as repeated
from read r

-- name: apply
insert into counter_reading (series_id, subject_id, measure_id, day, operation_id, value, published, line)
select series_id, subject_id, measure_id, day, $1, value, published, line from read
