-- What rests on an operation: uses of its markets, sources and names, and figures that came again.

create or replace function rests_on_sources(base bigint, cut bigint, most bigint)
    returns table (operation_id bigint, what text) language sql stable set search_path from current as $$
    with cut(now) as (select $2)
    select y.operation_id, format('uses market "%s"', x.market_code)
    from cut, market_state x
    cross join lateral (select operation_id from edition_state_live(now) a
            where x.market_code in (a.market_code, a.origin)
        union all select operation_id from series_state_live(now) a where a.origin = x.market_code
        union all select operation_id from ranking_claim_live(now) a where a.market_code = x.market_code
        union all select r.operation_id from measure m join counter_reading_live(now) r using (measure_id)
            where m.market_code = x.market_code
        union all select b.operation_id from measure m join figure_run o using (measure_id)
            join batch_live(now) b using (batch_id) where m.market_code = x.market_code) y
    where x.operation_id = base and y.operation_id > base
        -- It is there without what says it again.
        and not exists (select from market_state_live(now) o
            where o.market_code = x.market_code and o.operation_id < base
                and o.territories @> x.territories and o.territories <@ x.territories)
    union all
    select y.operation_id, format('cites source "%s"', x.code)
    from cut, source x
    cross join lateral (select c.operation_id from citation c where c.source_id = x.source_id
            and not exists (select from undone u where u.operation_id = c.operation_id
                and u.since <= now and now <= u.until)
        union all select operation_id from snapshot_claim_live(now) a where a.source_id = x.source_id
        union all select operation_id from ranking_claim_live(now) a where a.source_id = x.source_id
        union all select r.operation_id from measure m join counter_reading_live(now) r using (measure_id)
            where m.source_id = x.source_id
        union all select b.operation_id from measure m join figure_run o using (measure_id)
            join batch_live(now) b using (batch_id) where m.source_id = x.source_id) y
    where x.operation_id = base and y.operation_id > base
    union all
    -- Where it counts no more: brought again, its name would be two. The other may have been named before it, where it came
    -- from another catalogue, taken back there already.
    select y.operation_id, format('gives the name "%s" to another', y.name)
    from cut
    cross join lateral (select a.operation_id, a.code as name from source x, source_live(now) a
            where x.operation_id = base and a.code = x.code
        union all select a.operation_id, a.code from creative x, creative_live(now) a
            where x.operation_id = base and (a.series_id, a.edition_id, a.code) = (x.series_id, x.edition_id, x.code)
        union all select a.operation_id, a.path from element_path x, element_path_live(now) a
            where x.operation_id = base and a.path = x.path and a.element_id <> x.element_id
        union all select a.operation_id, a.code from term_code x join term t using (term_id), term_code_live(now) a
            join term o using (term_id)
            where x.operation_id = base and a.code = x.code and o.vocabulary = t.vocabulary and o.term_id <> t.term_id
        -- Of the same countries it is one, which two may have said.
        union all select a.operation_id, a.market_code from market_state x, market_state_live(now) a
            where x.operation_id = base and a.market_code = x.market_code
                and not (a.territories @> x.territories and a.territories <@ x.territories)) y
    where exists (select from undone b where b.operation_id = base and b.since <= now and now <= b.until)
    union all
    -- Two editions may share an identifier where somebody says so; none comes to share one by an undo, be it of its
    -- having been taken away.
    select y.operation_id, format('gives the name "%s:%s" to another', y.scheme, y.value)
    from cut, external_identifier x cross join lateral external_identifier_live(now) y
    where x.operation_id = base and (y.scheme, y.value) = (x.scheme, x.value)
        and (y.series_id, y.edition_id) <> (x.series_id, x.edition_id)
        and x.withdrawn <> exists (select from undone b
            where b.operation_id = base and b.since <= now and now <= b.until)
        and y.operation_id > base
    union all
    select y.operation_id, format('says figures of "%s" again, which are stored once', b.file_name)
    from cut, batch b join batch_confirmation c on c.confirmed_id = b.batch_id
    cross join lateral batch_live(now) y
    where b.operation_id = base and y.batch_id = c.batch_id
    limit $3
$$;
comment on function rests_on_sources is 'Later operations that use markets or sources of an operation or say its figures again, and any that gave a name which it had';
