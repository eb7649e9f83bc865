-- What rests on an operation: what was said of the series, creatives and readings that it brought.

create or replace function rests_on_series(base bigint, cut bigint, most bigint)
    returns table (operation_id bigint, what text) language sql stable set search_path from current as $$
    with cut(now) as (select $2),
    names as not materialized (select e.series_id, e.edition_id, s.code || '/' || e.code as name
              from edition e join series s on s.series_id = e.series_id),
    -- Those that exist by this operation: nothing that counts said anything of them before.
    begun as (select x.series_id from series_state x
              where x.operation_id = base and not exists (select from cut, series_state_live(now) y
                where y.series_id = x.series_id and y.operation_id < base))
    select y.operation_id, format('counts on from readings of "%s"', n.name)
    from cut, (select distinct series_id, subject_id, measure_id from counter_reading where operation_id = base) x
    join names n on n.series_id = x.series_id and n.edition_id = x.subject_id
    cross join lateral (select distinct y.operation_id from counter_reading_live(now) y where y.series_id = x.series_id
        and y.subject_id = x.subject_id and y.measure_id = x.measure_id offset 0) y
    where y.operation_id > base
    union all
    select b.operation_id, format('has figures of creative "%s"', c.code)
    from cut, creative c
    join figure_run o on o.series_id = c.series_id and o.subject_id = c.creative_id
    cross join lateral batch_live(now) b
    where c.operation_id = base and b.batch_id = o.batch_id and b.operation_id > base
    union all
    select y.operation_id, format('says more of creative "%s"', c.code)
    from cut, (select series_id, creative_id from creative where operation_id = base
            union select series_id, creative_id from creative_state where operation_id = base) x
    join creative c using (series_id, creative_id)
    cross join lateral (select * from creative_state_live(now) y
                        where y.series_id = x.series_id and y.creative_id = x.creative_id offset 0) y
    where y.operation_id > base
    union all
    select y.operation_id, format('says more of series "%s"', s.code)
    from cut, series_state x join series s using (series_id) cross join lateral series_state_live(now) y
    where x.operation_id = base and y.series_id = x.series_id and y.operation_id > base
    union all
    select y.operation_id, format('says something of series "%s"', s.code)
    from cut, begun x join series s using (series_id)
    cross join lateral (select operation_id from edition_state_live(now) a where a.series_id = x.series_id
        union all select operation_id from edition_assertion_live(now) a where a.series_id = x.series_id
        union all select operation_id from note_live(now) a where a.series_id = x.series_id) y
    where y.operation_id > base
    limit $3
$$;
comment on function rests_on_series is 'Later operations that rest on series, creatives or readings of counters which an operation brought';
