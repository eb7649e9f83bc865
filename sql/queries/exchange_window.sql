-- Figures of a catalogue that comes in beside those that are here.

-- name: window_conflicts
-- Windows of the file that overlap others here; the same window is a later vintage of it.
with fresh as materialized (
    select b.batch_id from batch b
    where b.operation_id in (select operation_id from staged where type = 'batch' and not known)
        and b.batch_id not in (select batch_id from undone_batch)),
pair as (
    -- One that stands alone has no arrays: its window is that of the run.
    select n.series_id, n.subject_id, n.measure_id, n.batch_id, coalesce(n.first_days, array[n.since]) as days,
        case when n.lows is null then array[n.until - n.since + 1] else n.lengths::integer[] end as lengths,
        o.batch_id as old_batch, coalesce(o.first_days, array[o.since]) as old_days,
        case when o.lows is null then array[o.until - o.since + 1] else o.lengths::integer[] end as old_lengths,
        case when o.lows is null then array[o.line] else o.lines end as old_lines
    from fresh f
    join figure_run n on n.batch_id = f.batch_id and n.since is not null
    join figure_run o on o.series_id = n.series_id and o.subject_id = n.subject_id and o.measure_id = n.measure_id
        and o.since <= n.until and o.until >= n.since
    where o.batch_id not in (select batch_id from fresh) and o.batch_id not in (select batch_id from undone_batch)),
-- Each window once for each import here that stands in its way: that is what is to be taken back.
crossing as (
    select distinct on (p.series_id, p.subject_id, p.measure_id, p.batch_id, w.first, w.last, p.old_batch) p.series_id,
        p.subject_id, p.measure_id, p.batch_id, w.first, w.last, v.first as old_first, v.last as old_last, v.line, p.old_batch
    from pair p
    cross join lateral (select u.day as first, u.day + coalesce(u.length, 1) - 1 as last
        from unnest(p.days, p.lengths) u(day, length)) w
    cross join lateral (select u.day as first, u.day + coalesce(u.length, 1) - 1 as last, u.line
        from unnest(p.old_days, p.old_lengths, p.old_lines) u(day, length, line)) v
    where v.first <= w.last and v.last >= w.first and (v.first, v.last) <> (w.first, w.last)
    order by p.series_id, p.subject_id, p.measure_id, p.batch_id, w.first, w.last, p.old_batch, v.first, v.last)
select l.line, format('window %s..%s of "%s" overlaps %s..%s in line %s of %s, imported here (operation %s)', c.first, c.last,
        concat_ws(' ', (select string_agg(edition_name(c.series_id, e.id), ' + ' order by e.n)
            from unnest(x.editions) with ordinality e(id, n)), x.creative),
        c.old_first, c.old_last, c.line, b.file_name, b.operation_id) as message,
    format('one source counts a day of an edition once: adapt undo %s takes back the one here, then the file can come in',
        b.operation_id) as hint
from crossing c
join batch b on b.batch_id = c.old_batch
join measure m on m.measure_id = c.measure_id
left join joint j on j.series_id = c.series_id and j.joint_id = c.subject_id
left join creative a on a.series_id = c.series_id and a.creative_id = c.subject_id
cross join lateral (select coalesce(j.members, array[coalesce(a.edition_id, c.subject_id)]), a.code) x(editions, creative)
-- Of several vintages of it the first.
cross join lateral (select min(f.at) as line from figure_line f
    where f.batch_id = c.batch_id and f.series_id = c.series_id and f.editions = x.editions
        and f.body ->> 'creative' is not distinct from x.creative and f.source_id = m.source_id
        and f.body ->> 'metric' = m.metric and f.body ->> 'market' is not distinct from m.market_code
        and f.body ->> 'currency' is not distinct from m.currency
        and (f.body ->> 'from')::date = c.first and (f.body ->> 'until')::date = c.last) l
order by 1, 2 limit 1000
