-- Figures that were restated. $1 is the cut.

-- name: restatements
with vintage as (
    select o.*, b.operation_id,
        row_number() over figure as position,
        lag(o.published) over figure as published_old, lag(b.operation_id) over figure as operation_old,
        lag(o.low) over figure as low_old, lag(o.high) over figure as high_old,
        lag(o.comparator) over figure as comparator_old, lag(o.estimated) over figure as estimated_old,
        lag(o.wording) over figure as wording_old
    from observation o
    join batch_live($1::bigint) b on b.batch_id = o.batch_id
    where o.first_day <= $3::date + 6 and o.last_day >= $2::date
        and o.run_since <= $3::date + 6 and o.run_until >= $2::date
    window figure as (partition by o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.span_days
                      order by o.published, o.batch_id))
select s.code as series, k.kind, c.code as creative, coalesce(e.code, n.code) as edition, x.title,
    (select array_agg(s.code || '/' || je.code order by je.code collate "C") from edition je
     where je.series_id = v.series_id and je.edition_id = any(j.members)) as member_names,
    v.first_day, v.last_day, src.code as source, m.metric, m.market_code as measured, m.currency,
    v.published_old, v.published, v.comparator_old, v.low_old, v.high_old, v.estimated_old, v.wording_old,
    v.comparator, v.low, v.high, v.estimated, v.wording, v.operation_old, v.operation_id as operation
from vintage v
join measure m on m.measure_id = v.measure_id
join source src on src.source_id = m.source_id
join series s on s.series_id = v.series_id
join subject k on k.series_id = v.series_id and k.subject_id = v.subject_id
left join joint j on k.kind = 'joint' and j.series_id = v.series_id and j.joint_id = v.subject_id
left join creative c on k.kind = 'creative' and c.series_id = v.series_id and c.creative_id = v.subject_id
left join edition e on k.kind = 'edition' and e.series_id = v.series_id and e.edition_id = v.subject_id
left join edition n on n.series_id = c.series_id and n.edition_id = c.edition_id
left join lateral (select y.title from edition_state_live($1::bigint) y
    where y.series_id = v.series_id and y.edition_id = coalesce(e.edition_id, n.edition_id)
    order by y.revision desc limit 1) x on true
where v.position > 1
    and (v.low, v.high, v.comparator, v.estimated)
        is distinct from (v.low_old, v.high_old, v.comparator_old, v.estimated_old)
    and ($4::text is null or src.code = $4) and ($5::text is null or m.metric = $5)
    and ($6::text is null or m.market_code = $6 or m.market_code is null and exists (
        select from edition_as_of($1::bigint) y
        where y.series_id = v.series_id and y.edition_id = any(coalesce(j.members, array[coalesce(c.edition_id, v.subject_id)]))
            and y.market_code = $6))
    and ($7::text is null or s.code = $7)
    and ($8::bigint is null or $8 = any(coalesce(j.members, array[coalesce(c.edition_id, v.subject_id)])))
-- By names, which are the same in every copy of the catalogue: an edition, its creatives, then joint figures.
order by v.first_day, v.last_day, s.code collate "C", coalesce(e.code, n.code) collate "C", c.code collate "C" nulls first,
    member_names, src.code collate "C", m.metric, m.market_code nulls first, m.currency, v.published, v.batch_id

-- name: metrics
select metric from metric order by metric
