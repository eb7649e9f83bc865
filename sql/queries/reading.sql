-- Reading a week around its reach: creatives, titles and what publishers say of the whole market. $1 is the cut.

-- name: creatives
-- $2 Monday of the week or null, $3 series, $4 edition or null.
select s.code || '/' || e.code as edition, c.code as creative, c.description, c.duration_seconds, c.first_seen,
    c.last_seen, nullif(array_to_string(c.beats, ' > '), '') as beats, case
        when c.first_seen is null and c.last_seen is null then 'dates_not_stated'
        when $2::date is null then 'dated'
        when coalesce(c.first_seen, c.last_seen) > $2::date + 6
            or coalesce(c.last_seen, c.first_seen) < $2::date then 'not_active'
        when c.first_seen >= $2::date then 'new'
        else 'active' end as state
from creative_as_of($1::bigint) c
join series s on s.series_id = c.series_id
join edition e on e.series_id = c.series_id and e.edition_id = c.edition_id
where ($3::text is null or s.code = $3) and ($4::bigint is null or e.edition_id = $4)
order by s.code, e.code, c.code

-- name: creative_figures
-- The last vintage of each window that touches the week; windows without dates stand in every week's list, placed in none.
select x.edition, x.creative, x.source, x.metric, x.market, x.first_day as "from", x.last_day as until,
    x.span_days as days, x.low as at_least, x.comparator, case when x.estimated then 'yes' else 'no' end as estimated,
    x.wording, case when x.first_day is null or x.last_day > date_trunc('week', x.first_day)::date + 6
        then 'yes' else 'no' end as unplaced
from (
    select distinct on (o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.span_days)
        s.code || '/' || e.code as edition, c.code as creative, src.code as source, m.metric, m.market_code as market,
        o.first_day, o.last_day, o.span_days, o.low, o.comparator, o.estimated, o.wording
    from observation o
    join batch_live($1::bigint) b on b.batch_id = o.batch_id
    join creative_live($1::bigint) c on c.series_id = o.series_id and c.creative_id = o.subject_id
    join series s on s.series_id = c.series_id
    join edition e on e.series_id = c.series_id and e.edition_id = c.edition_id
    join measure m on m.measure_id = o.measure_id
    join source src on src.source_id = m.source_id
    where ($3::text is null or s.code = $3) and ($4::bigint is null or e.edition_id = $4)
        and ($2::date is null or o.first_day is null or o.first_day <= $2::date + 6 and o.last_day >= $2::date)
    order by o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.span_days, o.published desc,
        o.batch_id desc) x
order by x.edition, x.creative, x.source, x.metric, x.market nulls first, x.first_day nulls first, x.last_day,
    x.span_days

-- name: titles
-- $2 Monday of the week. Editions in promotion, with a figure of the week (also jointly or of a creative), or
-- registered in it.
with contradicted as materialized (
    select x.series_id, x.subject_id from contradicted_in($1::bigint, $2::date) x),
weekly as (
    select w.week, w.series_id, w.subject_id, w.imputed from weekly_reach_between($1::bigint, '0001-01-01', $2::date) w),
subject_weeks as (
    select w.series_id, w.subject_id, min(w.week) as first_week, bool_or(w.week = $2::date) as this_week,
        bool_or(w.week = $2::date and w.imputed > 0) as imputed
    from weekly w group by w.series_id, w.subject_id),
reported as (
    select y.series_id, y.edition_id, min(y.first_week) as first_week, bool_or(y.this_week) as this_week,
        bool_or(y.imputed) as imputed
    from (
        select w.series_id, w.subject_id as edition_id, w.first_week, w.this_week, w.imputed
        from subject_weeks w join edition e on e.series_id = w.series_id and e.edition_id = w.subject_id
        union all
        select w.series_id, m.edition_id, w.first_week, w.this_week, w.imputed
        from subject_weeks w join joint_member m on m.series_id = w.series_id and m.joint_id = w.subject_id
        union all
        select w.series_id, c.edition_id, w.first_week, w.this_week, w.imputed
        from subject_weeks w join creative c on c.series_id = w.series_id and c.creative_id = w.subject_id) y
    group by y.series_id, y.edition_id),
title as (
    select x.*, coalesce(x.status = 'in_promotion', false) as in_promotion, coalesce(r.this_week, false) as has_figure,
        coalesce(r.imputed, false) as imputed, r.first_week, (
            select (min(o.at) at time zone 'UTC')::date from edition_state_live($1::bigint) y
            join operation o on o.operation_id = y.operation_id
            where y.series_id = x.series_id and y.edition_id = x.edition_id) as registered
    from edition_as_of($1::bigint) x
    left join reported r on r.series_id = x.series_id and r.edition_id = x.edition_id)
select t.series, t.edition_id, t.series || '/' || t.edition as edition, t.title, t.market_code as market, t.status,
    case when t.derived then t.method else 'source' end as method, t.in_promotion, t.has_figure, t.imputed, t.first_week,
    t.registered, (t.series_id, t.edition_id) in (table contradicted) as contradicts
from title t
where t.in_promotion or t.has_figure or t.registered between $2::date and $2::date + 6
order by t.series, t.edition

-- name: claims
select s.code as source, c.scope, c.aspect, c.comparator, c.low::text as low, c.high::text as high, c.unit, c.wording
from snapshot_claim_live($1::bigint) c
join source s on s.source_id = c.source_id
where c.first_day >= $2::date and c.last_day <= $2::date + 6
order by s.code, c.scope, array_position(array['titles_active', 'titles_new', 'share_new', 'titles_animated',
    'share_animated'], c.aspect), c.first_day, c.snapshot_claim_id
