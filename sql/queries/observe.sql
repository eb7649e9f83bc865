-- Importing figures: what came, judged against what is known, then applied with its weeks.

-- name: create_incoming
create temporary table incoming (
    line integer, series_id integer, subject integer, measure integer, first_day date, last_day date,
    span_days smallint, published date, low bigint, high bigint, estimated boolean, window_inferred boolean,
    comparator text, wording text) on commit drop

-- name: create_vintage
create temporary table vintage (
    line integer, turn integer, series_id integer, subject_id integer, measure_id integer, first_day date,
    last_day date, span_days smallint, published date, low bigint, high bigint, estimated boolean,
    window_inferred boolean, comparator text, wording text, verdict text, confirms integer) on commit drop

-- name: edition_subjects
select x.series || '/' || x.edition as name, x.series_id, x.edition_id, x.series || '/' || x.market_code as market_name
from edition_as_of(9223372036854775807) x

-- name: creative_subjects
select s.code || '/' || e.code || ' ' || c.code as name, c.series_id, c.creative_id
from creative_live(9223372036854775807) c
join series s on s.series_id = c.series_id
join edition e on e.series_id = c.series_id and e.edition_id = c.edition_id

-- name: known_names
select 'source' as kind, code, source_id as id from source_live(9223372036854775807)
union all select 'metric', metric, null from metric
union all select 'market', market_code, null from market_as_of(9223372036854775807)

-- name: lock_sources
select pg_advisory_xact_lock(hashtextextended('adapt.source ' || x, 0)) from unnest($1::text[]) x order by x

-- name: ensure_measures
select ensure_measure(s, m, k, c) as measure_id
from unnest($1::integer[], $2::text[], $3::text[], $4::text[]) with ordinality u(s, m, k, c, n) order by n

-- name: ensure_joint
select ensure_joint($1::integer, $2::integer[]) as joint_id

-- name: known_batch
select b.operation_id, b.rows_read, (select count(*) from batch x where x.content_hash = $1) as attempts,
    b.rows_refused = 0 and b.batch_id not in (select batch_id from undone_batch) as live
from batch b where b.content_hash = $1 order by b.attempt desc limit 1

-- name: arrive
insert into vintage (line, turn, series_id, subject_id, measure_id, first_day, last_day, span_days, published, low,
    high, estimated, window_inferred, comparator, wording)
select i.line, 2147483647, i.series_id, coalesce(j.joint_id, i.subject), m.measure_id, i.first_day, i.last_day,
    i.span_days, i.published, i.low, i.high, i.estimated, i.window_inferred, i.comparator, normalize(i.wording, nfc)
from incoming i
join unnest($1::integer[]) with ordinality m(measure_id, position) on m.position = i.measure + 1
left join unnest($2::integer[]) with ordinality j(joint_id, position) on j.position = -i.subject

-- name: contradictions
select min(line) as first_line, max(line) as line from vintage
group by series_id, subject_id, measure_id, first_day, last_day, span_days, published
having count(distinct (low, high, comparator, estimated)) > 1
order by 2

-- name: analyze_vintage
analyze vintage

-- name: overlaps
with span as (
    select series_id, subject_id, measure_id, min(first_day) as since, max(last_day) as until
    from vintage where first_day is not null
    group by series_id, subject_id, measure_id),
every_row as (
    select series_id, subject_id, measure_id, first_day, last_day, line, null as file_name
    from vintage where first_day is not null
    union all
    select o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.line, b.file_name
    from span s
    join observation o on o.series_id = s.series_id and o.subject_id = s.subject_id and o.measure_id = s.measure_id
        and o.first_day <= s.until and o.last_day >= s.since
    join batch b on b.batch_id = o.batch_id
    where o.batch_id not in (select batch_id from undone_batch)),
-- One row a window: of this file where it has it, else of the file that brought it.
windows as (
    select series_id, subject_id, measure_id, first_day, last_day,
        coalesce(min(line) filter (where file_name is null), min(line)) as line,
        case when bool_and(file_name is not null) then min(file_name) end as file_name
    from every_row
    group by series_id, subject_id, measure_id, first_day, last_day),
flagged as (
    select * from (select w.*, max(last_day) over (partition by series_id, subject_id, measure_id
        order by first_day, last_day rows between unbounded preceding and 1 preceding) as reached from windows w) w
    where first_day <= reached),
pairs as (
    select x.first_day, x.last_day, x.line, x.file_name, o.first_day as other_first, o.last_day as other_last,
        o.line as other_line, o.file_name as other_file
    from flagged x
    cross join lateral (select * from windows o
        where o.series_id = x.series_id and o.subject_id = x.subject_id and o.measure_id = x.measure_id
          and o.first_day <= x.last_day and o.last_day >= x.first_day
          and (o.first_day, o.last_day) < (x.first_day, x.last_day)
        order by o.first_day limit 1) o)
select case when file_name is null then line else other_line end as line,
    case when file_name is null then first_day else other_first end as first_day,
    case when file_name is null then last_day else other_last end as last_day,
    case when file_name is null then other_first else first_day end as other_first,
    case when file_name is null then other_last else last_day end as other_last,
    case when file_name is null then other_line else line end as other_line,
    coalesce(file_name, other_file) as other_file
from pairs
where file_name is null or other_file is null
order by 1, 4

-- name: recall
insert into vintage (turn, series_id, subject_id, measure_id, first_day, last_day, span_days, published, low, high,
    estimated, window_inferred, comparator)
select o.batch_id, o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.span_days, o.published, o.low,
    o.high, o.estimated, o.window_inferred, o.comparator
from (select distinct series_id, subject_id, measure_id, first_day, last_day from vintage
      where first_day is not null) w
join observation o using (series_id, subject_id, measure_id, first_day, last_day)
where o.batch_id not in (select batch_id from undone_batch)
union all
select o.batch_id, o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.span_days, o.published, o.low,
    o.high, o.estimated, o.window_inferred, o.comparator
from (select distinct series_id, subject_id, measure_id, span_days from vintage where first_day is null) w
join observation o on o.series_id = w.series_id and o.subject_id = w.subject_id and o.measure_id = w.measure_id
    and o.first_day is null and o.span_days is not distinct from w.span_days
where o.batch_id not in (select batch_id from undone_batch)

-- name: judge
with judged as (
    select line, row_number() over w as position, figure, lag(figure) over w as before,
        lag(turn) over w as before_turn,
        count(*) filter (where line is null) over (w rows between current row and unbounded following) > 0 as is_older
    from (select *, concat_ws(' ', comparator, low, high, estimated) as figure from vintage) v
    window w as (partition by series_id, subject_id, measure_id, first_day, last_day, span_days
        order by published, turn, line))
update vintage v
set verdict = case when j.before = j.figure then 'unchanged'
    when j.is_older then 'older'
    when j.position = 1 then 'new'
    else 'revised' end,
    confirms = case when j.before = j.figure and j.before_turn < 2147483647 then j.before_turn end
from judged j
where j.line = v.line

-- name: tally
select count(*) filter (where verdict = 'new') as new, count(*) filter (where verdict = 'revised') as revised,
    count(*) filter (where verdict = 'older') as older, count(*) filter (where verdict = 'unchanged') as unchanged,
    count(*) filter (where verdict in ('new', 'revised')
        and (first_day is null or last_day > date_trunc('week', first_day)::date + 6)) as unplaced,
    array_to_string(array_agg(distinct date_trunc('week', first_day)::date order by date_trunc('week', first_day)::date)
        filter (where verdict in ('new', 'revised') and last_day <= date_trunc('week', first_day)::date + 6), ' ') as weeks
from vintage where line is not null

-- name: apply
insert into observation (series_id, subject_id, measure_id, batch_id, first_day, last_day, published, line, low, high,
    span_days, estimated, window_inferred, comparator, wording)
select series_id, subject_id, measure_id, $1, first_day, last_day, published, line, low, high, span_days, estimated,
    window_inferred, comparator, wording
from vintage where verdict <> 'unchanged'

-- name: apply_confirmations
insert into batch_confirmation (batch_id, confirmed_id) select distinct $1::integer, confirms from vintage
where confirms is not null

-- name: apply_weeks
with turned as (
    select v.*, row_number() over (partition by series_id, subject_id, measure_id, first_day, last_day
            order by published desc, turn desc, line desc) = 1 as holds,
        line is null and row_number() over (partition by series_id, subject_id, measure_id, first_day, last_day,
            line is null order by published desc, turn desc) = 1 as held
    from vintage v
    where last_day <= date_trunc('week', first_day)::date + 6 and verdict is distinct from 'unchanged'),
signed as (
    select *, 1 as sign from turned where holds
    union all
    select *, -1 from turned where held),
delta as (
    select series_id, subject_id, measure_id, date_trunc('week', first_day)::date as week,
        sum(sign * low)::bigint as low, sum(sign * coalesce(high, 0))::bigint as high, sum(sign)::integer as figures,
        sum(sign * (high is null)::integer)::integer as open_above,
        sum(sign * (comparator = '>')::integer)::integer as strict,
        sum(sign * (comparator = '~')::integer)::integer as approximate,
        sum(sign * estimated::integer)::integer as estimated,
        sum(sign * window_inferred::integer)::integer as inferred,
        sum(sign * (last_day - first_day + 1))::smallint as days,
        max(published) filter (where sign = 1) as published
    from signed
    group by series_id, subject_id, measure_id, week),
updated as (
    update weekly_reach w
    set low = w.low + d.low, high = w.high + d.high, figures = w.figures + d.figures,
        open_above = w.open_above + d.open_above, strict = w.strict + d.strict,
        approximate = w.approximate + d.approximate, estimated = w.estimated + d.estimated,
        inferred = w.inferred + d.inferred, days = w.days + d.days, published = greatest(w.published, d.published)
    from delta d
    where w.series_id = d.series_id and w.subject_id = d.subject_id and w.measure_id = d.measure_id
        and w.week = d.week
    returning w.series_id, w.subject_id, w.measure_id, w.week)
insert into weekly_reach (week, measure_id, series_id, subject_id, low, high, figures, open_above, strict, approximate,
    estimated, inferred, days, published)
select d.week, d.measure_id, d.series_id, d.subject_id, d.low, d.high, d.figures, d.open_above, d.strict,
    d.approximate, d.estimated, d.inferred, d.days, d.published
from delta d
where not exists (select from updated u where u.series_id = d.series_id and u.subject_id = d.subject_id
    and u.measure_id = d.measure_id and u.week = d.week)

-- name: next_batch
select nextval(pg_get_serial_sequence('batch', 'batch_id')) as batch_id
