-- What rests on an operation: decisions taken on what it decided, or on the parents that it named.

create or replace function rests_on_decisions(base bigint, cut bigint, most bigint)
    returns table (operation_id bigint, what text) language sql stable set search_path from current as $$
    with cut(now) as (select $2),
    names as not materialized (select e.series_id, e.edition_id, s.code || '/' || e.code as name
              from edition e join series s on s.series_id = e.series_id),
    -- What an edition says is found by its revisions, which have an index by operation.
    touched as (select r.series_id, r.edition_id, r.revision from revision r where r.operation_id = base),
    -- Editions that derive, or once derived, from those whose decisions or parents this operation set.
    said as (select d.series_id, d.edition_id, d.element_id
             from touched r join decision d using (series_id, edition_id, revision)),
    placed as (select l.series_id, l.edition_id from touched r join lineage l using (series_id, edition_id, revision))
    select y.operation_id, format('says anew from what "%s" derives', n.name)
    from cut, placed x join names n using (series_id, edition_id)
    cross join lateral (select * from lineage_live(now) y
                        where y.series_id = x.series_id and y.edition_id = x.edition_id offset 0) y
    where y.series_id = x.series_id and y.edition_id = x.edition_id and y.operation_id > base
    union all
    select y.operation_id, format('keeps "%s" of "%s" as its parents have it', e.path, c.name)
    from cut, placed x
    cross join lateral (select * from decision_live(now) y
                        where y.series_id = x.series_id and y.state = 'keep' offset 0) y
    cross join lateral element_as_of(now) e
    join names c on c.series_id = y.series_id and c.edition_id = y.edition_id
    where y.series_id = x.series_id and y.operation_id > base and y.state = 'keep' and e.element_id = y.element_id
        and x.edition_id in (select a.edition_id from ancestors_ever(y.series_id, y.edition_id, now) a)
    union all
    select y.operation_id, format('decides "%s" of "%s" again', e.path, n.name)
    from cut, said x join names n using (series_id, edition_id)
    cross join lateral (select * from decision_live(now) y
                        where y.series_id = x.series_id and y.element_id = x.element_id offset 0) y
    cross join lateral element_as_of(now) e
    where y.series_id = x.series_id and y.edition_id = x.edition_id and y.element_id = x.element_id
        and y.operation_id > base and e.element_id = x.element_id
    union all
    select y.operation_id, format('keeps "%s" of "%s" as "%s" has it', e.path, c.name, n.name)
    from cut, said x join names n using (series_id, edition_id)
    cross join lateral (select * from decision_live(now) y
                        where y.series_id = x.series_id and y.element_id = x.element_id offset 0) y
    cross join lateral element_as_of(now) e
    join names c on c.series_id = y.series_id and c.edition_id = y.edition_id
    where y.series_id = x.series_id and y.edition_id <> x.edition_id and y.element_id = x.element_id
        and y.operation_id > base and y.state = 'keep' and e.element_id = x.element_id
        and x.edition_id in (select a.edition_id from ancestors_ever(y.series_id, y.edition_id, now) a)
    limit $3
$$;
comment on function rests_on_decisions is 'Later operations that rest on decisions or parents which an operation set';
