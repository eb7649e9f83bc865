-- What was said of series and editions besides their elements, and instead of what.

create or replace function fact_changes(cut bigint, series_ids integer[], edition_ids integer[])
    returns table (n bigint, place integer, what text, value text, before text, operation_id bigint, by bigint)
    language sql stable as $$
    with asked as (
        select u.series_id, u.edition_id, u.n
        from unnest(series_ids, edition_ids) with ordinality u(series_id, edition_id, n)),
    said as (
        select a.n, y.operation_id, v.place, v.what, v.value
        from asked a
        join series_state_live(cut) y on y.series_id = a.series_id
        cross join lateral (values (1, 'title', y.title), (2, 'language', y.language), (4, 'origin', y.origin),
            (7, 'note', y.note)) v(place, what, value)
        where a.edition_id is null
        union all
        -- How many editions somebody says that there are; 0: that is taken away.
        select a.n, y.operation_id, 8, 'asserted', nullif(y.editions, 0)::text
        from asked a
        join edition_assertion_live(cut) y on y.series_id = a.series_id
        where a.edition_id is null
        union all
        select a.n, y.operation_id, v.place, v.what, v.value
        from asked a
        join edition_state_live(cut) y on y.series_id = a.series_id and y.edition_id = a.edition_id
        cross join lateral (values (1, 'title', y.title), (2, 'language', y.language), (3, 'market', y.market_code),
            (4, 'origin', y.origin), (5, 'platform', y.platform), (6, 'status', y.status), (7, 'note', y.note))
            v(place, what, value)
        union all
        select a.n, y.operation_id, v.place, v.what, v.value
        from asked a
        join lineage_live(cut) y on y.series_id = a.series_id and y.edition_id = a.edition_id
        left join edition p on p.series_id = y.series_id and p.edition_id = y.parent_id
        cross join lateral (values (8, 'from', p.code), (9, 'method', y.method), (10, 'certainty', y.certainty))
            v(place, what, value)
        union all
        -- What kind of title one is, and how a source is drawn on.
        select a.n, y.operation_id, 11, 'alias "' || y.title || '"', y.kind || coalesce('/' || y.language, '')
        from asked a
        join edition_alias_live(cut) y on y.series_id = a.series_id and y.edition_id = a.edition_id
        union all
        select a.n, y.operation_id, 12, 'also_from ' || edition_name(y.source_series_id, y.source_edition_id),
            y.method || ', ' || y.certainty
        from asked a
        join lineage_source_live(cut) y on y.series_id = a.series_id and y.edition_id = a.edition_id),
    followed as (
        select s.*, lag(s.value) over (partition by s.n, s.place, s.what order by s.operation_id) as before from said s),
    changed as (
        select f.*, lag(f.operation_id) over (partition by f.n, f.place, f.what order by f.operation_id) as by
        from followed f where f.value is distinct from f.before)
    select c.n, c.place, c.what, c.value, c.before, c.operation_id, c.by from changed c
$$;
comment on function fact_changes is 'What was said up to an operation of some editions (null: of the series themselves), by their place in the list, otherwise than before: what it was, and which operation had said that';
