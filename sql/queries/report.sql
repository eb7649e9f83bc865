-- Reporting figures. $1 is the cut; weeks are given by their Mondays.

-- name: measures_in
-- $2 source, $3 metric, or null; $4 and $5 first and last Monday.
select s.code as source, m.metric
from measure m join source s on s.source_id = m.source_id
where ($2::text is null or s.code = $2) and ($3::text is null or m.metric = $3)
    and case when $1::bigint = 9223372036854775807
        then exists (select from weekly_reach w
            where w.measure_id = m.measure_id and w.week between $4::date and $5::date)
        else m.measure_id in (select w.measure_id from weekly_reach_as_of($1::bigint, $4::date, $5::date + 6) w) end
group by s.code, m.metric
order by s.code, m.metric

-- name: measures_ever
-- $2 source, $3 metric, or null.
select s.code as source, m.metric
from measure m join source s on s.source_id = m.source_id
where ($2::text is null or s.code = $2) and ($3::text is null or m.metric = $3)
    and exists (select from figure_run o join batch_live($1::bigint) b on b.batch_id = o.batch_id
        where o.measure_id = m.measure_id)
group by s.code, m.metric
order by s.code, m.metric

-- name: metric
select adds_over_windows, adds_over_editions from metric where metric = $1

-- name: measures
-- Each market and currency of a metric of a source.
select m.measure_id, m.market_code, m.currency
from measure m join source s on s.source_id = m.source_id
where s.code = $1 and m.metric = $2
order by m.measure_id

-- name: overlapping_markets
-- As of $1, of the markets $2.
with held as materialized (
    select * from market_territory_as_of($1::bigint) t where t.market_code = any($2::text[]))
select distinct a.market, b.market as other
from unnest($2::text[]) a(market)
join held x on x.market_code = a.market
join held y on y.territory = x.territory
join unnest($2::text[]) b(market) on b.market = y.market_code and b.market <> a.market

-- name: edition_names
-- $1 series, $2 edition; null: all. Joined by the program to edition_states: together they would be planned for a few.
select e.edition_id, s.code, e.code
from edition e join series s on s.series_id = e.series_id
where ($1::text is null or s.code = $1) and ($2::text is null or e.code = $2)

-- name: edition_states
-- $2 series, $3 market, $4 statuses; null: all. $5: editions that belong to the market besides those made for it, $6: only
-- those made for this one. The order is that of the key, backwards: nothing need be sorted.
select x.edition_id, x.title, x.market_code, x.language, x.status
from (
    select distinct on (y.series_id, y.edition_id) y.edition_id, y.title, y.market_code, y.language, y.status
    from edition_state_live($1::bigint) y
    where $2::text is null or y.series_id = (select series_id from series where code = $2)
    order by y.series_id desc, y.edition_id desc, y.revision desc) x
where ($3::text is null or x.market_code = $3 or x.edition_id = any($5::integer[]))
    and ($4::text[] is null or x.status = any($4::text[])) and ($6::text is null or x.market_code = $6)

-- name: measured
-- Editions with a figure of the measures $4, of their own, a joint one or of a creative, in the weeks from Monday $2 to $3;
-- $5 series or null.
select distinct x.edition_id
from weekly_reach_between($1::bigint, $2::date, $3::date) w
left join creative c on c.series_id = w.series_id and c.creative_id = w.subject_id
left join joint j on j.series_id = w.series_id and j.joint_id = w.subject_id
cross join lateral unnest(coalesce(j.members, array[coalesce(c.edition_id, w.subject_id)])) x(edition_id)
where w.measure_id = any($4::integer[])
    and ($5::text is null or w.series_id = (select series_id from series where code = $5))

-- name: figures
-- $2 and $3 first and last Monday, $4 measures, $5 series or null. By week. What is so of nearly all rows travels as
-- null: the first of the measures, one exact figure of seven days.
select w.week, nullif(w.measure_id, ($4::integer[])[1]), w.subject_id, w.low, nullif(w.high, w.low),
    nullif(w.open_above, 0), nullif(w.figures, 1), nullif(w.strict, 0), nullif(w.approximate, 0),
    nullif(w.estimated, 0), nullif(w.inferred, 0), nullif(w.imputed, 0), nullif(w.days, 7::smallint), w.published
from weekly_reach_between($1::bigint, $2::date, $3::date) w
where w.measure_id = any($4::integer[])
    and ($5::text is null or w.series_id = (select series_id from series where code = $5))
order by w.week

-- name: has_others
select exists (select from joint) or exists (select from creative) as found

-- name: others
-- What has figures in these weeks and is not an edition: joint subjects with their members, creatives with their edition.
select j.joint_id as subject_id, j.members, null::integer as promoted, null as creative,
    (select array_agg(s.code || '/' || e.code order by e.code collate "C") from edition e
     where e.series_id = j.series_id and e.edition_id = any(j.members)) as names
from joint j join series s on s.series_id = j.series_id
where ($5::text is null or s.code = $5) and (j.series_id, j.joint_id) in (select w.series_id, w.subject_id
    from weekly_reach_between($1::bigint, $2::date, $3::date) w where w.measure_id = any($4::integer[]))
union all
select c.creative_id, null, c.edition_id, c.code, null
from creative c join series s on s.series_id = c.series_id
where ($5::text is null or s.code = $5) and (c.series_id, c.creative_id) in (select w.series_id, w.subject_id
    from weekly_reach_between($1::bigint, $2::date, $3::date) w where w.measure_id = any($4::integer[]))

-- name: weeks_on_list
-- How many weeks before $2 each subject has a figure of one of the measures $3; $4 series or null. Where a market was asked
-- for, $5 are those of everywhere, which count for the editions $6 alone, made for the market.
-- Of one measure, a subject has one row a week, and nothing need be sorted.
select w.subject_id, count(*)
from weekly_reach_between($1::bigint, '0001-01-01', $2::date - 7) w
where cardinality($3::integer[]) = 1 and w.measure_id = any($3::integer[])
    and ($4::text is null or w.series_id = (select series_id from series where code = $4))
    and (w.measure_id <> all($5::integer[]) or w.subject_id = any($6::integer[]))
group by w.series_id, w.subject_id
union all
select w.subject_id, count(distinct w.week)
from weekly_reach_between($1::bigint, '0001-01-01', $2::date - 7) w
where cardinality($3::integer[]) > 1 and w.measure_id = any($3::integer[])
    and ($4::text is null or w.series_id = (select series_id from series where code = $4))
    and (w.measure_id <> all($5::integer[]) or w.subject_id = any($6::integer[]))
group by w.series_id, w.subject_id

-- name: has_unplaced
-- Counted, not looked for: whoever looks for the first of what is hardly ever there is planned to read all.
select count(*) > 0 as found from figure_run o
where o.measure_id = any($1::integer[]) and not o.placed

-- name: unplaced
select distinct on (o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.span_days)
    s.code as series, k.kind, e.code as edition, c.code as creative, j.members, o.series_id, o.subject_id,
    coalesce(e.edition_id, c.edition_id) as edition_id, o.first_day, o.last_day, o.span_days,
    o.low, o.high, o.comparator, o.estimated, o.wording, src.code as source, m.metric, m.market_code, m.currency
from observation o
join batch_live($1::bigint) b on b.batch_id = o.batch_id
join measure m on m.measure_id = o.measure_id
join source src on src.source_id = m.source_id
join series s on s.series_id = o.series_id
join subject k on k.series_id = o.series_id and k.subject_id = o.subject_id
left join joint j on k.kind = 'joint' and j.series_id = o.series_id and j.joint_id = o.subject_id
left join creative c on k.kind = 'creative' and c.series_id = o.series_id and c.creative_id = o.subject_id
left join edition e on e.series_id = o.series_id and e.edition_id = coalesce(c.edition_id, o.subject_id)
where not o.placed
    and (o.first_day is null or o.first_day <= $3::date + 6 and o.last_day >= $2::date)
    and src.code = $4 and m.metric = $5 and ($6::text is null or s.code = $6) and ($7::text is null or m.currency = $7)
order by o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.span_days, o.published desc,
    o.batch_id desc

-- name: check_weekly_reach
with stored as (table weekly_reach),
computed as (select * from weekly_reach_as_of(9223372036854775807, '0001-01-01', '9999-12-24'))
select (select count(*) from stored) as rows,
    (select count(*) from ((table stored except table computed) union all (table computed except table stored)) d) as wrong

-- name: check_revisions
select count(*) as rows, count(*) filter (where revision <> position) as wrong
from (select revision, row_number() over (partition by series_id, edition_id order by operation_id) as position
      from revision) r

-- name: check_editions
with counting as (
    select distinct s.series_id, s.code || '/' || e.code as name
    from edition_state_live(9223372036854775807) x
    join edition e on e.series_id = x.series_id and e.edition_id = x.edition_id
    join series s on s.series_id = x.series_id),
wrong as (
    select c.name from counting c
    where not exists (select from series_state_live(9223372036854775807) x where x.series_id = c.series_id))
select (select count(*) from counting) as rows, (select count(*) from wrong) as wrong,
    (select string_agg(w.name, ' ' order by w.name collate "C") from (select name from wrong order by name collate "C" limit 20) w) as named

-- name: check_names
select (select count(*) from element_path_live(9223372036854775807)) + (select count(*) from term_code_live(9223372036854775807))
        + (select count(*) from source_live(9223372036854775807)) + (select count(*) from creative_live(9223372036854775807)) as rows,
    count(*) as wrong, string_agg(d.what || ' ' || d.name, ', ' order by d.n) filter (where d.n <= 20) as named
from (select d.*, row_number() over (order by d.what, d.name collate "C") as n from doubled_name() d) d

-- name: check_lineage
select (select count(*) from lineage_live(9223372036854775807) l where l.parent_id is not null)
        + (select count(*) from lineage_source_live(9223372036854775807)) as rows, count(*) as wrong,
    string_agg(edition_name(c.series_id, c.edition_id), ' ' order by c.n) filter (where c.n <= 20) as named
from (select c.*, row_number() over (order by c.series_id, c.edition_id) as n from circled_edition c) c

-- name: check_batches
-- And no run of it twice.
select count(*) as rows, count(*) filter (where b.rows_new + b.rows_revised > o.figures or o.runs > o.numbers) as wrong
from batch b
cross join lateral (
    select coalesce(sum(coalesce(cardinality(r.lows), 1)), 0) as figures, count(*) as runs, count(distinct r.run) as numbers
    from figure_run r where r.batch_id = b.batch_id) o

-- name: check_facts
-- Foreign keys keep it so, where they are not switched off.
with fact(table_name, series_id, subject_id, revision) as (
    select 'revision', series_id, edition_id, null::integer from revision
    union all select 'edition_state', series_id, edition_id, revision from edition_state
    union all select 'lineage', series_id, edition_id, revision from lineage
    union all select 'decision', series_id, edition_id, revision from decision
    union all select 'edition_alias', series_id, edition_id, null from edition_alias
    union all select 'external_identifier', series_id, edition_id, null from external_identifier
    union all select 'lineage_source', series_id, edition_id, null from lineage_source
    union all select 'joint_member', series_id, edition_id, null from joint_member
    union all select 'creative', series_id, edition_id, null from creative
    union all select 'note', series_id, edition_id, null from note where edition_id is not null),
figure(table_name, series_id, subject_id) as (
    select 'figure_run', series_id, subject_id from figure_run
    union all select 'counter_reading', series_id, subject_id from counter_reading
    union all select 'ranking_claim', series_id, subject_id from ranking_claim),
wrong as (
    select f.table_name, count(*) as rows
    from fact f
    left join edition e on e.series_id = f.series_id and e.edition_id = f.subject_id
    left join revision r on r.series_id = f.series_id and r.edition_id = f.subject_id and r.revision = f.revision
    where e.edition_id is null or f.revision is not null and r.revision is null
    group by f.table_name
    union all
    select f.table_name, count(*) from figure f
    where not exists (select from subject s where s.series_id = f.series_id and s.subject_id = f.subject_id)
    group by f.table_name)
select (select count(*) from fact) + (select count(*) from figure) as rows, coalesce(sum(w.rows), 0)::bigint as wrong,
    string_agg(format('%s in table %s', w.rows, w.table_name), ', ' order by w.table_name) as named
from wrong w

-- name: check_undone
with stored as (select operation_id, since, until from undone),
computed as (table undone_computed)
select (select count(*) from stored) as rows,
    (select count(*) from ((table stored except table computed) union all (table computed except table stored)) d) as wrong

-- name: markets_within
-- Those whose territories are among those of market $2, with figures of source $3 and metric $4 from Monday $5 to $6.
with held as materialized (select * from market_territory_as_of($1::bigint))
select distinct m.market_code as market
from measure m join source s on s.source_id = m.source_id
where s.code = $3 and m.metric = $4 and m.market_code <> $2
    and exists (select from held t where t.market_code = m.market_code)
    and not exists (select from held t where t.market_code = m.market_code
        and t.territory not in (select h.territory from held h where h.market_code = $2))
    and exists (select from weekly_reach_between($1::bigint, $5::date, $6::date) w where w.measure_id = m.measure_id)
order by market
