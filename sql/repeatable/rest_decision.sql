-- What rests on an operation: decisions taken on what it decided, or on the parents that it named.

create or replace function kept_from(series_id integer, edition_id integer, element_id integer, moment bigint, cut bigint)
    returns table (edition_id integer, moment bigint) language sql stable set search_path from current as $$
    with recursive line(edition_id, moment, ends) as (
        select $2, $4, false
        union
        -- What decides ends it; a keep holds what was there when it was taken; what says nothing is passed through.
        select l.parent_id, case when d.state = 'keep' and not d.minor then d.operation_id else a.moment end,
            coalesce(d.state in ('value', 'absent', 'unknown'), false)
        from line a
        cross join lateral (select x.parent_id from lineage_live($5) x
                            where x.series_id = $1 and x.edition_id = a.edition_id and x.operation_id <= a.moment
                            order by x.revision desc limit 1) l
        left join lateral (select y.state, y.minor, y.operation_id from decision_live($5) y
                           where y.series_id = $1 and y.edition_id = l.parent_id and y.element_id = $3
                               and y.operation_id <= a.moment
                           order by y.revision desc limit 1) d on true
        where l.parent_id is not null and not a.ends)
    select edition_id, moment from line
$$;
comment on function kept_from is 'The editions that what was kept of an element at a moment may be from, each with the moment up to which it could say it';

create or replace function rests_on_decisions(base bigint, cut bigint, most bigint)
    returns table (operation_id bigint, what text) language sql stable set search_path from current as $$
    with cut(now) as (select $2),
    names as not materialized (select e.series_id, e.edition_id, s.code || '/' || e.code as name
              from edition e join series s on s.series_id = e.series_id),
    -- What an edition says is found by its revisions, which have an index by operation.
    touched as (select r.series_id, r.edition_id, r.revision from revision r where r.operation_id = base),
    -- Editions that derive, or once derived, from those whose decisions or parents this operation set.
    said as (select d.series_id, d.edition_id, d.element_id, d.minor
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
        and case when x.minor
            then x.edition_id in (select a.edition_id from ancestors_ever(y.series_id, y.edition_id, now) a)
            else exists (select from kept_from(y.series_id, y.edition_id, y.element_id, y.operation_id, now) k
                         where k.edition_id = x.edition_id and k.moment >= base) end
    limit $3
$$;
comment on function rests_on_decisions is 'Later operations that rest on decisions or parents which an operation set';
