-- Ranking editions of a week by one metric of one source, with their places in all weeks before it.

-- name: rank
-- $1 cut, $2 Monday of the week, $3 source, $4 metric, $5 market, $6 currency or null. An edition's figure of a week is its own,
-- or the sum of its creatives as a lower bound, where it has none or that guarantees more; a figure measured in the market asked for goes before one of
-- everywhere, and one of everywhere before those of single markets, which add up to a lower bound.
with weekly as (select w.* from weekly_reach_between($1::bigint, '0001-01-01', $2::date) w),
scope as materialized (select * from edition_as_of($1::bigint)),
contradicted as materialized (
    select x.series_id, x.subject_id from contradicted_in($1::bigint, $2::date) x join source s using (source_id)
    where s.code = $3 and x.metric = $4 and ($6::text is null or x.currency = $6)),
rule as (select t.adds_over_windows, t.adds_over_editions from metric t where t.metric = $4),
placed as (
    select w.*, m.market_code as measured, m.currency, k.kind, j.members,
        case when k.kind <> 'joint' then coalesce(c.edition_id, w.subject_id) end as edition_id,
        case when m.market_code = $5 then 0 when m.market_code is null then 1 else 2 end as class
    from weekly w
    join measure m on m.measure_id = w.measure_id
    join source s on s.source_id = m.source_id
    join subject k on k.series_id = w.series_id and k.subject_id = w.subject_id
    left join joint j on k.kind = 'joint' and j.series_id = w.series_id and j.joint_id = w.subject_id
    left join creative c on k.kind = 'creative' and c.series_id = w.series_id and c.creative_id = w.subject_id
    where s.code = $3 and m.metric = $4 and ($6::text is null or m.currency = $6)),
wanted as (
    select p.* from placed p
    where ($5::text is null or p.class = 0 or p.class = 1 and exists (select from scope x
            where x.series_id = p.series_id and x.edition_id = any(coalesce(p.members, array[p.edition_id]))
                and x.market_code = $5))
        -- Of weeks before only what is in a currency of this one: those are looked up once.
        and (p.week = $2::date
            or coalesce(p.currency, '') in (select coalesce(q.currency, '') from placed q where q.week = $2::date))),
nearest as (
    select w.*, min(w.class) over (partition by w.week, w.series_id, w.subject_id) as best from wanted w),
figure as (
    select n.week, n.series_id, n.subject_id, n.kind, n.edition_id, n.members, n.class,
        array_agg(n.measured order by n.measured) filter (where n.measured is not null) as markets,
        array_agg(distinct coalesce(n.currency, '')) as currencies,
        sum(n.low) as low,
        case when n.class = 2 or sum(n.open_above) > 0 or sum(n.high) > 9223372036854775807 then null
            else sum(n.high)::bigint end as high,
        sum(n.figures)::bigint as figures, sum(n.strict)::bigint as strict, sum(n.approximate)::bigint as approximate,
        sum(n.estimated)::bigint as estimated, sum(n.imputed)::bigint as imputed, min(n.days)::integer as days,
        max(n.published) as published, max(n.figures) as windows
    from nearest n where n.class = n.best
    group by n.week, n.series_id, n.subject_id, n.kind, n.edition_id, n.members, n.class),
market_set as (
    select x.markets, exists (
        select from unnest(x.markets) with ordinality a(market, n)
        join unnest(x.markets) with ordinality b(market, n) on a.n < b.n
        join market_territory_as_of($1::bigint) y on y.market_code = a.market
        join market_territory_as_of($1::bigint) z on z.market_code = b.market and z.territory = y.territory) as overlap
    from (select distinct f.markets from figure f where cardinality(f.markets) > 1) x),
judged as (
    select f.*, case
        when f.windows > 1 and not r.adds_over_windows then 'windows'
        when cardinality(f.currencies) > 1 then 'currencies'
        when cardinality(f.markets) > 1 and not r.adds_over_editions then 'markets'
        when o.overlap then 'overlap'
        when f.low > 9223372036854775807 then 'sum' end as fault
    from figure f cross join rule r
    left join market_set o on o.markets = f.markets),
own as (select * from judged where kind = 'edition'),
advertised as (
    select j.week, j.series_id, j.edition_id, sum(j.low) as low, sum(j.figures)::bigint as figures,
        sum(j.strict)::bigint as strict, sum(j.approximate)::bigint as approximate,
        sum(j.estimated)::bigint as estimated, sum(j.imputed)::bigint as imputed, min(j.days)::integer as days,
        max(j.published) as published, array_agg(distinct j.currencies[1]) as currencies,
        case when count(distinct j.currencies[1]) > 1 then 'currencies'
            when sum(j.low) > 9223372036854775807 then 'sum' end as fault
    from judged j cross join rule r
    where j.kind = 'creative' and j.fault is null and r.adds_over_editions
        -- What was measured in the market asked for goes before everywhere.
        and (j.class = 0 or not exists (select from own o
            where o.week = j.week and o.series_id = j.series_id and o.edition_id = j.edition_id and o.class = 0))
    group by j.week, j.series_id, j.edition_id),
-- Own figures of all the week and everywhere hold the creatives', where they have an upper bound.
more as materialized (
    select a.week, a.series_id, a.edition_id from advertised a join own o using (week, series_id, edition_id)
    where a.fault is null and o.fault is null and a.low > o.low and (o.days < 7 or o.high is null)),
-- Where the two contradict each other, the larger guarantees nothing.
contested as (
    select w.week, x.series_id, x.subject_id as edition_id
    from (select distinct m.week from more m) w
    cross join lateral contradicted_in($1::bigint, w.week) x
    join source s on s.source_id = x.source_id
    where s.code = $3 and x.metric = $4 and ($6::text is null or x.currency = $6) and x.than = 'parts'),
prevailing as (
    select m.week, m.series_id, m.edition_id from more m
    except select c.week, c.series_id, c.edition_id from contested c),
alone as (
    select a.* from advertised a
    where (a.week, a.series_id, a.edition_id) in (table prevailing) or not exists (select from own o
        where o.week = a.week and o.series_id = a.series_id and o.edition_id = a.edition_id)),
listed as (
    select week, series_id, edition_id, 'edition' as scope, markets, currencies, low::bigint, high, figures, strict,
        approximate, estimated, imputed, days, published
    from own where fault is null and (week, series_id, edition_id) not in (table prevailing)
    union all
    select week, series_id, edition_id, 'creative', null, currencies, low::bigint, null, figures, strict, approximate,
        estimated, imputed, days, published
    from alone where fault is null),
ranked as (
    select l.*, rank() over (partition by l.week order by l.low desc) as place from listed l),
history as (
    select r.series_id, r.edition_id, count(*) as weeks, min(r.place) as peak,
        max(r.place) filter (where r.week = $2::date - 7) as previous,
        max(r.week) filter (where r.week < $2::date) as last_week
    from ranked r group by r.series_id, r.edition_id),
line as (
    select r.series_id, r.edition_id as subject_id, r.scope, r.place, r.markets, r.currencies, r.low, r.high,
        r.figures, r.strict, r.approximate, r.estimated, r.imputed, r.days, r.published, null::text as fault,
        array[r.edition_id] as editions
    from ranked r where r.week = $2::date
    union all
    select j.series_id, j.subject_id, j.kind, null, j.markets, j.currencies,
        least(j.low, 9223372036854775807)::bigint, j.high, j.figures, j.strict, j.approximate, j.estimated, j.imputed,
        j.days, j.published, j.fault, coalesce(j.members, array[j.edition_id])
    from judged j
    where j.week = $2::date and (j.kind = 'joint' or j.fault is not null)
    union all
    select a.series_id, a.edition_id, 'creative', null, null, a.currencies, 9223372036854775807, null, a.figures, a.strict,
        a.approximate, a.estimated, a.imputed, a.days, a.published, a.fault, array[a.edition_id]
    from alone a where a.week = $2::date and a.fault is not null)
select s.code as series, n.editions, n.title, n.market_code, n.language, l.scope, l.place, l.markets, l.currencies,
    l.low, l.high, l.figures, l.strict, l.approximate, l.estimated, l.imputed, l.days, l.published, l.fault,
    h.previous, h.peak, h.weeks, h.last_week,
    (l.series_id, l.subject_id) in (table contradicted) as contradicts,
    -- As in reach: what is of everywhere counts for the editions made for the market alone.
    l.scope = 'joint' and l.markets is null and not n.are_home as is_beyond
from line l
join series s on s.series_id = l.series_id
join lateral (
    select array_agg(x.series || '/' || x.edition order by x.edition collate "C") as editions,
        string_agg(distinct x.title, ' + ' order by x.title) as title,
        bool_and($5::text is null or x.market_code is not distinct from $5) as are_home,
        case when count(*) = 1 then max(x.market_code) end as market_code,
        case when count(*) = 1 then max(x.language) end as language
    from scope x where x.series_id = l.series_id and x.edition_id = any(l.editions)) n on n.editions is not null
left join history h on l.scope <> 'joint' and l.fault is null and h.series_id = l.series_id
    and h.edition_id = l.subject_id
order by l.place nulls last, l.low desc, s.code, l.scope, l.subject_id

-- name: claims
-- $1 cut, $2 Monday of the week, $3 source, $4 market or null, $5 list or null: places on publishers' lists, of the
-- latest vintage; with place before, best place and how many weeks on the list up to this one.
with claim as (
    select distinct on (c.list, week, c.series_id, c.subject_id)
        c.list, date_trunc('week', c.first_day)::date as week, c.series_id, c.subject_id, c.rank, c.weeks_on_list
    from ranking_claim_live($1::bigint) c
    join source s on s.source_id = c.source_id
    where s.code = $3 and c.first_day <= $2::date + 6 and c.last_day <= date_trunc('week', c.first_day)::date + 6
        and nullif(c.market_code, 'world') is not distinct from nullif($4::text, 'world')
        and ($5::text is null or c.list = $5)
    order by c.list, week, c.series_id, c.subject_id, c.published desc, c.ranking_claim_id desc),
history as (
    select c.list, c.series_id, c.subject_id, min(c.rank) as peak, count(*) as weeks,
        max(c.rank) filter (where c.week = $2::date - 7) as previous
    from claim c group by c.list, c.series_id, c.subject_id)
select x.series, x.series || '/' || x.edition as edition, x.title, x.market_code, x.language, c.list, c.rank,
    c.weeks_on_list, h.previous, h.peak, h.weeks
from claim c
join history h using (list, series_id, subject_id)
join edition_as_of($1::bigint) x on x.series_id = c.series_id and x.edition_id = c.subject_id
where c.week = $2::date
order by c.list, c.rank, edition

-- name: claim_sources
-- Sources with a list of the week $2; $3 market or null.
select distinct s.code
from ranking_claim_live($1::bigint) c
join source s on s.source_id = c.source_id
where c.first_day >= $2::date and c.last_day <= $2::date + 6
    and nullif(c.market_code, 'world') is not distinct from nullif($3::text, 'world')
order by s.code
