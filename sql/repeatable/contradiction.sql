-- Figures of a week that are less than what they hold has by itself: one of them is wrong.

drop function if exists contradicted_in(bigint, date);
create or replace function contradicted_in(cut bigint, monday date)
    returns table (source_id integer, metric text, currency text, series_id integer, subject_id integer, than text)
    language sql stable set search_path from current as $$
    with figure as materialized (
        select m.source_id, m.metric, coalesce(m.currency, '') as currency, coalesce(m.market_code, '') as market,
            t.adds_over_editions as adds, k.kind, w.series_id, w.subject_id,
            coalesce(c.edition_id, w.subject_id) as edition_id, j.members, w.low, w.high, w.approximate = 0 as is_sure,
            w.approximate = 0 and w.open_above = 0 and w.days = 7 as is_whole
        from weekly_reach_between(cut, monday, monday) w
        join measure m on m.measure_id = w.measure_id
        join metric t on t.metric = m.metric
        join subject k on k.series_id = w.series_id and k.subject_id = w.subject_id
        left join joint j on k.kind = 'joint' and j.series_id = w.series_id and j.joint_id = w.subject_id
        left join creative c on k.kind = 'creative' and c.series_id = w.series_id and c.creative_id = w.subject_id),
    -- What an edition or a creative has for sure, everywhere ('') and in each market. Everywhere contains the markets.
    part as (
        select f.source_id, f.metric, f.currency, f.series_id, f.edition_id, f.subject_id, f.kind, f.adds, x.within,
            coalesce(max(f.low) filter (where f.market = ''), case when f.adds then sum(f.low) else max(f.low) end) as least
        from figure f
        cross join lateral (select '' as within union select f.market) x
        where f.is_sure and f.kind <> 'joint'
        group by f.source_id, f.metric, f.currency, f.series_id, f.edition_id, f.subject_id, f.kind, f.adds, x.within),
    advertised as (
        select p.source_id, p.metric, p.currency, p.series_id, p.edition_id, p.within,
            case when p.adds then sum(p.least) else max(p.least) end as least
        from part p where p.kind = 'creative'
        group by p.source_id, p.metric, p.currency, p.series_id, p.edition_id, p.within, p.adds),
    own as (select * from part p where p.kind = 'edition'),
    -- Of a joint subject the edition is the subject itself.
    markets as (
        select f.source_id, f.metric, f.currency, f.series_id, f.edition_id, f.adds, sum(f.low) as total,
            max(f.low) as most, array_agg(f.market) as names
        from figure f where f.is_sure and f.kind <> 'creative' and f.market <> ''
        group by f.source_id, f.metric, f.currency, f.series_id, f.edition_id, f.adds),
    less as (
        select f.source_id, f.metric, f.currency, f.series_id, f.subject_id
        from figure f join markets x using (source_id, metric, currency, series_id, edition_id)
        where f.kind <> 'creative' and f.is_whole and f.market = '' and (x.most > f.high or x.adds and x.total > f.high
            -- Markets that share a country do not add up.
            and not exists (
                select from market_territory_as_of(cut) a join market_territory_as_of(cut) b using (territory)
                where a.market_code < b.market_code and a.market_code = any(x.names) and b.market_code = any(x.names)))
        union
        select f.source_id, f.metric, f.currency, f.series_id, f.subject_id
        from figure f join advertised a using (source_id, metric, currency, series_id, edition_id)
        where f.kind = 'edition' and f.is_whole and a.within = f.market and a.least > f.high),
    joint_less as (
        select f.source_id, f.metric, f.currency, f.series_id, f.subject_id, f.members, f.market
        from figure f
        cross join lateral (
            select case when f.adds then sum(x.least) else max(x.least) end as least
            from unnest(f.members) e(edition_id)
            cross join lateral (
                select o.least from own o where o.source_id = f.source_id and o.metric = f.metric
                    and o.currency = f.currency and o.series_id = f.series_id and o.edition_id = e.edition_id
                    and o.within = f.market
                union all
                select a.least from advertised a where a.source_id = f.source_id and a.metric = f.metric
                    and a.currency = f.currency and a.series_id = f.series_id and a.edition_id = e.edition_id
                    and a.within = f.market and not exists (
                        select from figure o where o.kind = 'edition' and o.source_id = f.source_id
                            and o.metric = f.metric and o.currency = f.currency and o.series_id = f.series_id
                            and o.subject_id = e.edition_id)) x) y
        where f.kind = 'joint' and f.is_whole and y.least > f.high)
    select l.source_id, l.metric, nullif(l.currency, ''), l.series_id, l.subject_id, 'parts' from less l
    union
    select l.source_id, l.metric, nullif(l.currency, ''), l.series_id, l.subject_id, 'editions' from joint_less l
    union
    -- And its editions' own figures, which it holds.
    select l.source_id, l.metric, nullif(l.currency, ''), l.series_id, f.subject_id, 'editions'
    from joint_less l
    join figure f on f.kind = 'edition' and f.source_id = l.source_id and f.metric = l.metric
        and f.currency = l.currency and f.series_id = l.series_id and f.subject_id = any(l.members)
        and l.market in ('', f.market)
$$;
comment on function contradicted_in is 'Editions and joint subjects of which figures of a week contradict each other: a joint one is less than its editions have, one of everywhere less than its own in single markets, an edition less than its creatives. Than: parts (its markets or creatives) or editions';
