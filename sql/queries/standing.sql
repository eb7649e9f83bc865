-- Standing exports: what changed since the last one of the same kind.

-- name: last_operation
select coalesce(max(operation_id), 0) as operation from operation

-- name: exports
-- Up to which operation the weeks from one Monday to another (null: no end) were handed on by exports of kind $1.
select first_week, last_week, max(until) as until from reach_export where kind = $1
group by first_week, last_week

-- name: last_export
-- The last one with a week from $2 to $3, or null.
select since, until, weeks::text[] as weeks from reach_export
where kind = $1 and exists (select from unnest(weeks) w
    where w >= coalesce($2::date, '-infinity') and w <= coalesce($3::date, 'infinity'))
order by reach_export_id desc limit 1

-- name: weeks_changed
-- Weeks whose figures of the measures $3 may have changed by the operations after $1 up to $2: imports, and what took
-- imports back or brought them again; and whether there are figures of the week after it, which is compared with it. $4
-- series, $5 first and $6 last Monday, or null. $7: whether status and market choose the editions; then the weeks of those
-- of which they changed are among them.
with turned as materialized (
    select b.batch_id from batch b join undone u on u.operation_id = b.operation_id
    where u.since > $1::bigint and u.since <= $2::bigint or u.until >= $1::bigint and u.until < $2::bigint),
moved as materialized (
    select series_id, edition_id from edition_as_of($2::bigint) n join edition_as_of($1::bigint) o
        using (series_id, edition_id)
    where $7::boolean and $1::bigint > 0
        and (n.status is distinct from o.status or n.market_code is distinct from o.market_code)),
moved_subject as (
    select m.series_id, m.edition_id as subject_id from moved m
    union
    select j.series_id, j.joint_id from moved m join joint_member j using (series_id, edition_id)
    union
    select c.series_id, c.creative_id from moved m join creative c using (series_id, edition_id))
select x.week, exists (select from weekly_reach w
    where w.week = x.week + 7 and w.measure_id = any($3::integer[])
        and ($4::text is null or w.series_id = (select series_id from series where code = $4))) as is_followed
from (select w.week from moved_subject m join weekly_reach w using (series_id, subject_id)
where w.measure_id = any($3::integer[]) and ($5::date is null or w.week >= $5::date)
    and ($6::date is null or w.week <= $6::date)
    and ($4::text is null or w.series_id = (select series_id from series where code = $4))
union
select date_trunc('week', o.first_day)::date
from observation o
where o.batch_id in (
        select b.batch_id from batch b
        where b.operation_id > $1::bigint and b.operation_id <= $2::bigint
        union
        select batch_id from turned)
    and o.measure_id = any($3::integer[])
    and ($4::text is null or o.series_id = (select series_id from series where code = $4))
    -- What is said again changes nothing when it comes, but when it goes: another figure may count then.
    and o.placed and (not o.repeated or o.batch_id in (select batch_id from turned))
    and ($5::date is null or o.run_until >= $5::date and o.first_day >= $5::date)
    and ($6::date is null or o.run_since <= $6::date + 6 and o.first_day <= $6::date + 6)) x
order by x.week

-- name: may_note
-- Whether the user may note one.
select has_table_privilege('reach_export', 'insert') as may

-- name: note
insert into reach_export (kind, since, until, weeks, author, first_week, last_week)
values ($1, $2, $3, $4::date[], $5, $6, $7)

-- name: latest_week
-- Of all figures.
select case when $1::bigint = 9223372036854775807 then (select max(week) from weekly_reach)
    else (select max(w.week) from weekly_reach_as_of($1::bigint, '0001-01-01', '9999-12-26') w) end as week

-- name: latest_week_of
-- Of figures of source $2, metric $3 and currency $5 that say something of market $4 (measured there, or everywhere and of an
-- edition made for it), of editions of series $6, code $7, made for $8 and of statuses $9; null: any.
with wanted as (
    select x.series_id, x.edition_id, x.market_code from edition_as_of($1::bigint) x
    where ($6::text is null or x.series = $6) and ($7::text is null or x.edition = $7)
        and ($8::text is null or x.market_code = $8) and ($9::text[] is null or x.status = any($9))),
subject_wanted as (
    select w.series_id, w.edition_id as subject_id, w.market_code from wanted w
    union all
    select j.series_id, j.joint_id, w.market_code from joint_member j join wanted w using (series_id, edition_id)
    union all
    select c.series_id, c.creative_id, w.market_code from creative c join wanted w using (series_id, edition_id))
select r.week::text as week
from weekly_reach_between($1::bigint, '0001-01-01', '9999-12-20') r
join measure m on m.measure_id = r.measure_id
join source s on s.source_id = m.source_id
where ($2::text is null or s.code = $2) and ($3::text is null or m.metric = $3)
    and ($5::text is null or m.currency = $5)
    and ($4::text is null or m.market_code = $4 or m.market_code is null
        and (r.series_id, r.subject_id) in (select w.series_id, w.subject_id from subject_wanted w where w.market_code = $4))
    and (coalesce($6, $7, $8) is null and $9::text[] is null
        or (r.series_id, r.subject_id) in (select w.series_id, w.subject_id from subject_wanted w))
order by r.week desc limit 1
