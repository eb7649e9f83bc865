-- Importing figures: what came, judged against what is known, then applied with its weeks.

-- name: edition_subjects
-- A market stands for an edition where only one of the series is made for it. The order is that of the key, backwards.
select e.series || '/' || e.code as name, e.series_id, e.edition_id,
    e.series || '/' || x.market_code as market_name,
    -- Where nothing is recorded that says otherwise, a code is as good as a market.
    x.market_code is null and split_part(lower(coalesce(x.language, '')), '-', 1) <> e.code as stands
from (select distinct on (y.series_id, y.edition_id) y.series_id, y.edition_id, y.market_code, y.language
    from edition_state_live(9223372036854775807) y
    order by y.series_id desc, y.edition_id desc, y.revision desc) x
join (select s.code as series, e.* from edition e join series s using (series_id) offset 0) e
    on e.series_id = x.series_id and e.edition_id = x.edition_id

-- name: identified_subjects
select distinct i.scheme || ':' || i.value as name, s.code || '/' || e.code as edition
from external_identifier_live(9223372036854775807) i
join series s on s.series_id = i.series_id
join edition e on e.series_id = i.series_id and e.edition_id = i.edition_id
order by 1, 2

-- name: creative_subjects
select s.code || '/' || e.code || ' ' || c.code as name, c.series_id, c.creative_id, c.edition_id, c.code
from creative_live(9223372036854775807) c
join series s on s.series_id = c.series_id
join edition e on e.series_id = c.series_id and e.edition_id = c.edition_id

-- name: known_names
select 'source' as kind, code, source_id as id, null as unit, null::boolean as adds, null as name
from source_live(9223372036854775807)
union all select 'metric', metric, null, unit, adds_over_windows, null from metric
union all select 'market', market_code, null, null, null, name from market_as_of(9223372036854775807)
union all select 'currency', currency, null, null, null, null from currency

-- name: lock_source
select pg_advisory_xact_lock(hashtextextended('adapt.source ' || $1::text, 0))

-- name: try_source
select pg_try_advisory_xact_lock(hashtextextended('adapt.source ' || $1::text, 0)) as held

-- name: overtaken
-- Whether an import with a later number than $1 has brought figures of source $2.
select exists (select from figure_batch b where b.batch_id > $1 and exists (select from figure_run r
    join measure m using (measure_id) join source s using (source_id)
    where r.batch_id = b.batch_id and s.code = $2)) as overtaken

-- name: ensure_measure
-- What the function adds, the statement itself does not see.
select m.measure_id, not exists (select from measure x where x.measure_id = m.measure_id) as is_new,
    exists (select from figure_run r where r.measure_id = m.measure_id and not r.placed) as has_outside
from ensure_measure($1::integer, $2, $3, $4) m(measure_id)

-- name: ensure_joint
select ensure_joint($1::integer, $2::integer[]) as joint_id

-- name: known_batch
select b.operation_id, b.rows_read, b.attempt as attempts,
    b.rows_refused = 0 and b.batch_id not in (select batch_id from undone_batch) as live, b.rows_unchanged + (
        select coalesce(sum(coalesce(cardinality(r.lows), 1) - case when r.marks is null then 0 else
            (select count(*) from unnest(r.marks) m(mark) where m.mark & 64 <> 0) end), 0)::bigint
        from figure_run r where r.batch_id = b.batch_id) as figures
from batch b where b.content_hash = $1 order by b.attempt desc limit 1

-- name: restated_since
-- The last import that counts and says otherwise, in the same or a later publication, what operation $1 said of windows.
select n.operation_id
from batch b
join figure_run r on r.batch_id = b.batch_id
cross join lateral (select * from figure_run s
    where s.series_id = r.series_id and s.subject_id = r.subject_id and s.measure_id = r.measure_id
        and s.stretch = r.stretch and s.batch_id > r.batch_id offset 0) s
join batch_live(9223372036854775807) n on n.batch_id = s.batch_id
where b.operation_id = $1::bigint
    and case when r.first_days is null or s.first_days is null
        then r.since <= s.until and s.since <= r.until or r.since is null and s.since is null
        else r.first_days && s.first_days end
    and exists (
        select from observation x
        join observation y on y.first_day is not distinct from x.first_day and y.last_day is not distinct from x.last_day
            and y.span_days is not distinct from x.span_days and y.published >= x.published
            and (y.low, y.high, y.comparator, y.estimated) is distinct from (x.low, x.high, x.comparator, x.estimated)
        where (x.series_id, x.subject_id, x.measure_id, x.stretch, x.batch_id)
                = (r.series_id, r.subject_id, r.measure_id, r.stretch, r.batch_id)
            and (y.series_id, y.subject_id, y.measure_id, y.stretch, y.batch_id)
                = (s.series_id, s.subject_id, s.measure_id, s.stretch, s.batch_id))
order by n.operation_id desc limit 1

-- Tracks are given by their series $1, subjects $2 and measures $3, and looked up one by one: what the planner thinks
-- it knows of the newest weeks is always out of date.

-- name: weeks_begun
-- Of measures $1 and Mondays $2, counted from 1970-01-01, those that there is a sum of.
select k.position
from unnest($1::integer[], $2::integer[]) with ordinality k(measure_id, monday, position)
cross join lateral (select from weekly_reach w
    where w.week = date '1970-01-01' + k.monday and w.measure_id = k.measure_id limit 1) w

-- name: known_weeks
-- $4 Mondays, counted from 1970-01-01; the positions of those that there is a sum of.
select k.position, w.covered
from unnest($1::integer[], $2::integer[], $3::integer[], $4::integer[])
    with ordinality k(series_id, subject_id, measure_id, monday, position)
cross join lateral (select w.covered from weekly_reach w
    where w.series_id = k.series_id and w.subject_id = k.subject_id and w.measure_id = k.measure_id
        and w.week = date '1970-01-01' + k.monday offset 0) w

-- name: known_figures
-- Those inside weeks that touch the days from $4 to $5, counted from 1970-01-01.
select k.position, o.first_day - date '1970-01-01' as first_day, o.last_day - o.first_day + 1 as length,
    o.published - date '1970-01-01' as published, o.batch_id, coalesce(o.line, 0) as line, o.low, o.high, o.comparator,
    o.estimated, o.window_inferred, o.imputed, coalesce(b.file_name, '') as file_name
from unnest($1::integer[], $2::integer[], $3::integer[], $4::integer[], $5::integer[])
    with ordinality k(series_id, subject_id, measure_id, since, until, position)
cross join lateral (select * from observation o
    where o.series_id = k.series_id and o.subject_id = k.subject_id and o.measure_id = k.measure_id
        and o.stretch between (k.since + 719162) / 56 and (k.until + 719162) / 56 and o.placed
        and o.run_since <= date '1970-01-01' + k.until and o.run_until >= date '1970-01-01' + k.since
        and o.first_day <= date '1970-01-01' + k.until and o.last_day >= date '1970-01-01' + k.since offset 0) o
left join batch b on b.batch_id = o.batch_id
where o.batch_id not in (select batch_id from undone_batch)
order by k.position, o.first_day, o.last_day, o.published, o.batch_id, o.line

-- name: known_figures_outside
select k.position, o.first_day - date '1970-01-01' as first_day,
    coalesce(o.last_day - o.first_day + 1, o.span_days, 0) as length,
    o.published - date '1970-01-01' as published, o.batch_id, coalesce(o.line, 0) as line, o.low, o.high, o.comparator,
    o.estimated, o.window_inferred, o.imputed, coalesce(b.file_name, '') as file_name
from unnest($1::integer[], $2::integer[], $3::integer[])
    with ordinality k(series_id, subject_id, measure_id, position)
cross join lateral (select * from observation o
    where o.series_id = k.series_id and o.subject_id = k.subject_id and o.measure_id = k.measure_id
        and not o.placed offset 0) o
left join batch b on b.batch_id = o.batch_id
where o.batch_id not in (select batch_id from undone_batch)
order by k.position, o.first_day, o.last_day, o.published, o.batch_id, o.line

-- name: composed
select normalize(x, nfc) as word from unnest($1::text[]) with ordinality u(x, n) order by n

-- name: copy_runs
copy figure_run (series_id, subject_id, measure_id, batch_id, run, since, until, placed, first_days, lengths,
    published, lines, lows, widths, marks, wordings, published_on, line, low, width) from stdin (format binary)

-- name: copy_weeks
copy weekly_reach (week, measure_id, series_id, subject_id, low, high, figures, open_above, strict, approximate,
    estimated, inferred, imputed, days, covered, published) from stdin (format binary)

-- name: look_up
-- While $1 is off: one index probe a track, whatever the statistics say.
select set_config(x, $1, true) from unnest(array['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan']) x

-- name: add_to_weeks
-- The places of those that are left out: where there is no such week, its sums would pass 64 bits or, but where $2, it
-- covers a day of theirs already. The numbers are named once for all that is read of them: what a parameter holds is
-- copied to each place that names it.
with added as (
    update weekly_reach w
    set low = w.low + d.low, high = w.high + d.high, figures = w.figures + d.figures,
        open_above = w.open_above + d.open_above, strict = w.strict + d.strict,
        approximate = w.approximate + d.approximate, estimated = w.estimated + d.estimated,
        inferred = w.inferred + d.inferred, imputed = w.imputed + d.imputed, days = w.days + d.days,
        covered = w.covered | d.covered, published = greatest(w.published, d.published)
    from (select $1::bigint[] as numbers offset 0) n cross join lateral week_sums(n.numbers) d
    where w.week = d.week and w.measure_id = d.measure_id and w.series_id = d.series_id and w.subject_id = d.subject_id
        and d.low <= 9223372036854775807 - w.low and d.high <= 9223372036854775807 - w.high
        and ($2::boolean or w.covered & d.covered = 0)
    returning d.place)
select coalesce(array_agg(x.place), '{}') as left_out
from (select generate_series(0, cardinality($1::bigint[]) / 16 - 1) as place except select place from added) x

-- name: beyond_weeks
-- The first of them whose sums would pass 64 bits, counted from 0.
select d.place
from (select $1::bigint[] as numbers offset 0) n cross join lateral week_sums(n.numbers) d
join weekly_reach w using (week, measure_id, series_id, subject_id)
where d.low > 9223372036854775807 - w.low or d.high > 9223372036854775807 - w.high
order by d.place limit 1

-- name: confirm
insert into batch_confirmation (batch_id, confirmed_id) select $1::integer, unnest($2::integer[])

-- name: next_batch
select nextval(pg_get_serial_sequence('batch', 'batch_id')) as batch_id
