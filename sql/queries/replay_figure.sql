-- What came in as lines, recorded again: imports with their figures and readings.

-- name: replay_batches
-- The same file may have been read here too: each reading is an attempt of its own, numbered in the order of operations.
insert into batch (operation_id, content_hash, attempt, file_name, rows_read, rows_new, rows_revised, rows_unchanged,
    rows_refused, rows_unplaced, called)
select s.operation_id, h.content_hash,
    coalesce((select max(b.attempt) from batch b where b.content_hash = h.content_hash), 0)
        + row_number() over (partition by h.content_hash order by s.line),
    s.body ->> 'file_name',
    coalesce((s.body ->> 'read')::bigint, 0), coalesce((s.body ->> 'new')::bigint, 0),
    coalesce((s.body ->> 'revised')::bigint, 0), coalesce((s.body ->> 'unchanged')::bigint, 0),
    coalesce((s.body ->> 'refused')::bigint, 0), coalesce((s.body ->> 'unplaced')::bigint, 0),
    texts_in(s.body -> 'called')
from staged s
cross join lateral (select s.body ->> 'content_hash') h(content_hash)
where s.type = 'batch' and not s.known
order by s.line

-- name: replay_confirmations
-- They go by the attempts of the file, which may have other numbers here.
insert into batch_confirmation (batch_id, confirmed_id)
select distinct b.batch_id, x.batch_id
from staged s
join batch b on b.operation_id = s.operation_id
cross join lateral jsonb_array_elements_text(s.body -> 'confirms') c
join staged y on y.type = 'batch' and y.part = s.part
    and (y.body ->> 'content_hash') || ' ' || coalesce(y.body ->> 'attempt', '1') = c
join batch x on x.operation_id = y.operation_id
where s.type = 'batch' and not s.known

-- name: create_figure_line
create temporary table figure_line on commit drop as
select s.line as at, s.body, b.batch_id, t.series_id, src.source_id,
    array(select e.edition_id from jsonb_array_elements_text(s.body -> 'editions') x
          join edition e on e.series_id = t.series_id and e.code = x order by 1) as editions, s.operation_id
from staged s
join batch b on b.operation_id = s.operation_id
join series t on t.code = s.body ->> 'series'
cross join lateral (select source_at(s.body ->> 'source', s.operation_id)) src(source_id)
where s.type = 'figure' and not s.known

-- name: analyze_figure_line
analyze figure_line

-- name: replay_figures
with measures as (
    select x.source_id, x.metric, x.market, x.currency,
        ensure_measure(x.source_id, x.metric, x.market, x.currency) as measure_id
    from (select distinct source_id, body ->> 'metric' as metric, body ->> 'market' as market,
            body ->> 'currency' as currency from figure_line) x),
joints as (
    select x.series_id, x.editions, ensure_joint(x.series_id, x.editions) as joint_id
    from (select distinct series_id, editions from figure_line where cardinality(editions) > 1) x),
figure as (
    select f.series_id, coalesce(j.joint_id, c.creative_id, f.editions[1]) as subject_id, m.measure_id, f.batch_id,
        (f.body ->> 'from')::date as first_day, (f.body ->> 'until')::date as last_day,
        (f.body ->> 'published')::date as published, (f.body ->> 'line')::integer as line,
        (f.body ->> 'low')::bigint as low, (f.body ->> 'high')::bigint as high, (f.body ->> 'days')::smallint as days,
        f.body ->> 'wording' as wording, f.at,
        coalesce((f.body ->> 'estimated')::boolean, false)::integer
            + 2 * coalesce((f.body ->> 'window_inferred')::boolean, false)::integer
            + case f.body ->> 'comparator' when '~' then 4 when '>' then 8 when '<' then 24 when '<=' then 16 else 0 end
            + 32 * coalesce((f.body ->> 'imputed')::boolean, false)::integer
            + 64 * coalesce((f.body ->> 'repeated')::boolean, false)::integer as mark
    from figure_line f
    join measures m on m.source_id = f.source_id and m.metric = f.body ->> 'metric'
        and m.market is not distinct from f.body ->> 'market' and m.currency is not distinct from f.body ->> 'currency'
    left join joints j on j.series_id = f.series_id and j.editions = f.editions
    left join lateral (select x.creative_id from creative x where x.series_id = f.series_id
        and x.edition_id = f.editions[1] and x.code = f.body ->> 'creative' and x.operation_id <= f.operation_id
        order by x.operation_id desc limit 1) c on true),
track as (
    select f.*, row_number() over track as n, (row_number() over track - 1) / 64 as part
    from (select f.*, (f.first_day - date '0001-01-01') / 56 as stretch,
              coalesce(f.last_day - f.first_day <= 7 - extract(isodow from f.first_day), false) as placed
          from figure f) f
    window track as (partition by series_id, subject_id, measure_id, batch_id, stretch, placed
        order by first_day, last_day, published, line, at))
insert into figure_run (series_id, subject_id, measure_id, batch_id, run, since, until, placed, first_days, lengths,
    published, lines, lows, widths, marks, wordings)
select series_id, subject_id, measure_id, batch_id, row_number() over (partition by batch_id order by min(at)),
    min(first_day), max(last_day), placed, case when min(first_day) is not null then array_agg(first_day order by n) end,
    case when min(first_day) is null or max(last_day - first_day) > 0
        then array_agg(coalesce(last_day - first_day + 1, days)::smallint order by n) end,
    array_agg(published order by n), array_agg(line order by n), array_agg(low order by n),
    case when bool_or(high is distinct from low) then array_agg(high - low order by n) end,
    case when bool_or(mark > 0) then array_agg(mark::smallint order by n) end,
    case when bool_or(wording is not null) then array_agg(wording order by n) end
from track
group by series_id, subject_id, measure_id, batch_id, stretch, placed, part

-- name: replay_readings
insert into counter_reading (series_id, subject_id, measure_id, day, operation_id, value, published, line)
select e.series_id, e.edition_id, ensure_measure(c.source_id, s.body ->> 'metric', s.body ->> 'market',
    s.body ->> 'currency'), (s.body ->> 'day')::date, s.operation_id, (s.body ->> 'value')::bigint,
    (s.body ->> 'published')::date, (s.body ->> 'line')::integer
from staged s
join series t on t.code = s.body ->> 'series'
join edition e on e.series_id = t.series_id and e.code = s.body ->> 'edition'
cross join lateral (select source_at(s.body ->> 'source', s.operation_id)) c(source_id)
where s.type = 'reading' and not s.known
order by s.line

-- name: replay_weeks
select recompute_weeks(array(
    select b.batch_id from batch b
    where b.operation_id in (select operation_id from staged where not known and type = 'batch')
       or b.operation_id in (select undo_base(operation_id) from staged where not known and type = 'operation')))
