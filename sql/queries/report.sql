-- Reporting figures. $1 is the cut; weeks are given by their Mondays.

-- name: measures_in
with weekly as (
    select distinct w.measure_id from weekly_reach w
    where $1::bigint = 9223372036854775807 and w.week between $2::date and $3::date
    union all
    select distinct w.measure_id from weekly_reach_as_of($1::bigint, $2::date, $3::date + 6) w
    where $1::bigint <> 9223372036854775807)
select s.code as source, m.metric
from measure m join source s on s.source_id = m.source_id
where m.measure_id in (select measure_id from weekly)
group by s.code, m.metric
order by s.code, m.metric

-- name: measures_ever
select s.code as source, m.metric
from measure m join source s on s.source_id = m.source_id
where exists (select from observation o join batch_live($1::bigint) b on b.batch_id = o.batch_id
    where o.measure_id = m.measure_id)
group by s.code, m.metric
order by s.code, m.metric

-- name: metric
select adds_over_windows, adds_over_editions from metric where metric = $1

-- name: lines
with weekly as (
    select * from weekly_reach w
    where $1::bigint = 9223372036854775807 and w.week between $2::date and $3::date
    union all
    select * from weekly_reach_as_of($1::bigint, $2::date, $3::date + 6) w
    where $1::bigint <> 9223372036854775807)
select w.week, w.series_id, w.subject_id, k.kind, m.market_code as measured, m.currency, w.low, w.high, w.figures, w.open_above,
    w.strict, w.approximate, w.estimated, w.inferred, w.days, w.published, j.members, c.edition_id as promoted,
    c.code as creative,
    (select array_agg(js.code || '/' || je.code order by je.edition_id) from edition je join series js using (series_id)
     where je.series_id = w.series_id and je.edition_id = any(j.members)) as member_names
from weekly w
join measure m on m.measure_id = w.measure_id
join source s on s.source_id = m.source_id
join subject k on k.series_id = w.series_id and k.subject_id = w.subject_id
left join joint j on k.kind = 'joint' and j.series_id = w.series_id and j.joint_id = w.subject_id
left join creative c on k.kind = 'creative' and c.series_id = w.series_id and c.creative_id = w.subject_id
where s.code = $4 and m.metric = $5
order by w.week, w.series_id, w.subject_id, m.market_code nulls first

-- name: scope
select x.series_id, x.edition_id, x.series, x.edition, x.title, x.market_code, x.language, x.status
from edition_as_of($1::bigint, (select series_id from series where code = $2)) x
where ($2::text is null or x.series = $2) and ($3::text is null or x.edition = $3)
order by x.series, x.edition

-- name: unplaced
select distinct on (o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.span_days)
    s.code as series, k.kind, e.code as edition, c.code as creative, j.members, o.series_id, o.subject_id,
    coalesce(e.edition_id, c.edition_id) as edition_id, o.first_day, o.last_day, o.span_days,
    o.low, o.high, o.comparator, o.estimated, o.wording, src.code as source, m.metric
from observation o
join batch_live($1::bigint) b on b.batch_id = o.batch_id
join measure m on m.measure_id = o.measure_id
join source src on src.source_id = m.source_id
join series s on s.series_id = o.series_id
join subject k on k.series_id = o.series_id and k.subject_id = o.subject_id
left join joint j on k.kind = 'joint' and j.series_id = o.series_id and j.joint_id = o.subject_id
left join creative c on k.kind = 'creative' and c.series_id = o.series_id and c.creative_id = o.subject_id
left join edition e on e.series_id = o.series_id and e.edition_id = coalesce(c.edition_id, o.subject_id)
where (o.first_day is null or o.last_day - o.first_day > 7 - extract(isodow from o.first_day)::integer)
    and (o.first_day is null or o.first_day <= $3::date + 6 and o.last_day >= $2::date)
    and src.code = $4 and m.metric = $5 and ($6::text is null or s.code = $6)
order by o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.span_days, o.published desc,
    o.batch_id desc

-- name: overlapping_markets
select exists (
    select from unnest($1::text[]) with ordinality a(market, n)
    join unnest($1::text[]) with ordinality b(market, n) on a.n < b.n
    join market_territory x on x.market_code = a.market
    join market_territory y on y.market_code = b.market and y.territory = x.territory) as overlap

-- name: weeks_on_list
with weekly as (
    select series_id, subject_id, measure_id, week from weekly_reach w
    where $4::bigint = 9223372036854775807 and w.week <= $3::date
    union all
    select series_id, subject_id, measure_id, week from weekly_reach_as_of($4::bigint, '0001-01-01', $3::date + 6) w
    where $4::bigint <> 9223372036854775807 and w.week <= $3::date)
select w.series_id, w.subject_id, count(distinct w.week) as weeks
from weekly w
join measure m on m.measure_id = w.measure_id
join source s on s.source_id = m.source_id
where s.code = $1 and m.metric = $2
group by w.series_id, w.subject_id

-- name: check_weekly_reach
with stored as (table weekly_reach),
computed as (select * from weekly_reach_as_of(9223372036854775807, '0001-01-01', '9999-12-24'))
select (select count(*) from stored) as rows,
    (select count(*) from ((table stored except table computed) union all (table computed except table stored)) d) as wrong

-- name: check_revisions
select count(*) as rows, count(*) filter (where revision <> position) as wrong
from (select revision, row_number() over (partition by series_id, edition_id order by operation_id) as position
      from revision) r

-- name: check_batches
select count(*) as rows, count(*) filter (where b.rows_new + b.rows_revised > o.figures) as wrong
from batch b
cross join lateral (select count(*) as figures from observation o where o.batch_id = b.batch_id) o

-- name: check_undone
with stored as (select operation_id, since, until from undone),
computed as (table undone_computed)
select (select count(*) from stored) as rows,
    (select count(*) from ((table stored except table computed) union all (table computed except table stored)) d) as wrong
