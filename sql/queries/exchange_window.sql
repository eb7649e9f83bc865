-- Figures of a catalogue that comes in beside those that are here.

-- name: window_conflicts
-- Windows of the file that overlap others here; the same window is a later vintage of it.
with fresh as materialized (
    select b.batch_id from batch b
    where b.operation_id in (select operation_id from staged where type = 'batch' and not known)
        and b.batch_id not in (select batch_id from undone_batch)),
pair as (
    select n.series_id, n.batch_id, n.first_days as days, n.lengths, o.batch_id as old_batch, o.first_days as old_days,
        o.lengths as old_lengths, o.lines as old_lines
    from fresh f
    join figure_run n on n.batch_id = f.batch_id and n.first_days is not null
    join figure_run o on o.series_id = n.series_id and o.subject_id = n.subject_id and o.measure_id = n.measure_id
        and o.since <= n.until and o.until >= n.since
    where o.batch_id not in (select batch_id from fresh) and o.batch_id not in (select batch_id from undone_batch)),
crossing as (
    select distinct on (p.batch_id, p.series_id, w.first, w.last) p.batch_id, p.series_id, w.first, w.last, v.first as old_first,
        v.last as old_last, v.line, p.old_batch
    from pair p
    cross join lateral (select u.day as first, u.day + coalesce(u.length, 1) - 1 as last
        from unnest(p.days, p.lengths) u(day, length)) w
    cross join lateral (select u.day as first, u.day + coalesce(u.length, 1) - 1 as last, u.line
        from unnest(p.old_days, p.old_lengths, p.old_lines) u(day, length, line)) v
    where v.first <= w.last and v.last >= w.first and (v.first, v.last) <> (w.first, w.last)
    order by p.batch_id, p.series_id, w.first, w.last, v.first, v.last, p.old_batch)
select min(l.at) as line,
    format('window %s..%s of "%s" overlaps %s..%s in line %s of %s, imported here (operation %s)', c.first, c.last, t.code,
        c.old_first, c.old_last, c.line, b.file_name, b.operation_id) as message,
    format('one source counts a day of an edition once: adapt undo %s takes back the one here, then the file can come in',
        b.operation_id) as hint
from crossing c
join series t on t.series_id = c.series_id
join batch b on b.batch_id = c.old_batch
join figure_line l on l.batch_id = c.batch_id and l.series_id = c.series_id
    and (l.body ->> 'from')::date = c.first and (l.body ->> 'until')::date = c.last
group by c.first, c.last, t.code, c.old_first, c.old_last, c.line, b.file_name, b.operation_id
order by 1, 2 limit 1000
