-- What rests on an operation: decisions taken on what it decided, or on the parents that it named.

create or replace function kept_from(series_id integer, edition_id integer, element_id integer, moment bigint, cut bigint)
    returns table (edition_id integer, moment bigint) language sql stable set search_path from current as $$
    with recursive line(edition_id, upto, moment, ends) as (
        select $2, $4, $4, false
        union
        -- What decides ends it; a keep holds what was there when it was taken; what says nothing is passed through.
        select l.parent_id, a.moment, case when d.state = 'keep' and not d.minor then d.operation_id else a.moment end,
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
    select edition_id, upto from line
$$;
comment on function kept_from is 'The editions that what was kept of an element at a moment may be from, each with the moment up to which it could say it';

-- They hold it since they kept it, or by nothing but corrections after that. What was changed since stands nowhere but in
-- what they hold.
create or replace function keepers(series_id integer, element_id integer, cut bigint)
    returns table (edition_id integer, from_id integer) language sql stable set search_path from current as $$
    select k.edition_id, f.edition_id
    from (select e.edition_id from edition e where e.series_id = $1 offset 0) e
    cross join lateral (select y.edition_id, y.operation_id, y.state from decision_live($3) y
                        where y.series_id = $1 and y.edition_id = e.edition_id and y.element_id = $2
                        order by y.revision desc limit 1) k
    cross join lateral (select * from kept_from($1, k.edition_id, $2, k.operation_id, $3)
                        where k.state = 'keep' offset 0) f
    cross join lateral (select y.operation_id, y.state from decision_live($3) y
                        where y.series_id = $1 and y.edition_id = f.edition_id and y.element_id = $2
                        order by y.revision desc limit 1) o
    where o.state = 'value' and f.edition_id <> k.edition_id
        and not exists (
            select from decision_live($3) y
            where y.series_id = $1 and y.edition_id = f.edition_id and y.element_id = $2 and y.operation_id > f.moment
                and not y.minor)
        -- Nor had it moved on before that was said, nor has somebody nearer corrected it since.
        and not exists (
            select from kept_from($1, k.edition_id, $2, k.operation_id, $3) g
            cross join lateral (select y.operation_id, y.minor, y.state from decision_live($3) y
                                where y.series_id = $1 and y.edition_id = g.edition_id and y.element_id = $2
                                    and y.operation_id > g.moment offset 0) y
            where g.edition_id <> f.edition_id and y.state <> 'keep'
                and case when y.minor then y.state in ('value', 'absent') and exists (
                        select from ancestors_ever($1, g.edition_id, $3) w where w.edition_id = f.edition_id)
                    else y.operation_id < o.operation_id end)
$$;
comment on function keepers is 'The editions that keep what another says of an element, and that hold it as it says it';

create or replace function rests_on_decisions(base bigint, cut bigint, most bigint)
    returns table (operation_id bigint, what text) language sql stable set search_path from current as $$
    with cut(now) as (select $2),
    names as not materialized (select e.series_id, e.edition_id, s.code || '/' || e.code as name
              from edition e join series s on s.series_id = e.series_id),
    -- What an edition says is found by its revisions, which have an index by operation.
    touched as (select r.series_id, r.edition_id, r.revision from revision r where r.operation_id = base),
    -- Editions that derive, or once derived, from those whose decisions or parents this operation set.
    said as materialized (select d.series_id, d.edition_id, d.element_id, d.minor
             from touched r join decision d using (series_id, edition_id, revision)),
    placed as materialized (select l.series_id, l.edition_id
               from touched r join lineage l using (series_id, edition_id, revision)),
    -- What was kept later is read once, not once for each thing said: nobody has counted what has just come in.
    kept as materialized (select y.series_id, y.edition_id, y.element_id, y.operation_id
              from cut, (select series_id from said union select series_id from placed) s
              cross join lateral (select * from decision_live(now) y
                                  where y.series_id = s.series_id and y.state = 'keep' and y.operation_id > base
                                  offset 0) y),
    found as (
        select y.operation_id, 'says anew from what %2$s derives' as what, y.series_id, y.edition_id,
            y.edition_id as by, null::integer as element_id
        from cut, placed x
        cross join lateral (select * from lineage_live(now) y
                            where y.series_id = x.series_id and y.edition_id = x.edition_id and y.operation_id > base
                            offset 0) y
        union all
        select k.operation_id, 'keeps %1$s of %3$s as its parents have it', k.series_id, x.edition_id, k.edition_id,
            k.element_id
        from cut, kept k
        cross join lateral (select distinct a.edition_id from ancestors_ever(k.series_id, k.edition_id, now) a) a
        join placed x on x.series_id = k.series_id and x.edition_id = a.edition_id
        union all
        select y.operation_id, 'decides %1$s of %2$s again', y.series_id, y.edition_id, y.edition_id, y.element_id
        from cut, said x
        cross join lateral (select * from decision_live(now) y
                            where y.series_id = x.series_id and y.edition_id = x.edition_id
                                and y.element_id = x.element_id and y.operation_id > base offset 0) y
        union all
        select k.operation_id, 'keeps %1$s of %3$s as %2$s has it', k.series_id, x.edition_id, k.edition_id,
            k.element_id
        from cut, kept k
        cross join lateral (select f.edition_id, bool_or(f.decides) as decides
                            from (select f.edition_id, f.moment >= base as decides
                                  from kept_from(k.series_id, k.edition_id, k.element_id, k.operation_id, now) f
                                  union all
                                  select a.edition_id, false from ancestors_ever(k.series_id, k.edition_id, now) a) f
                            group by f.edition_id) a
        join said x on x.series_id = k.series_id and x.edition_id = a.edition_id and x.element_id = k.element_id
        where x.edition_id <> k.edition_id and (x.minor or a.decides))
    select f.operation_id, format(f.what, format('"%s"', e.path), format('"%s"', n.name), format('"%s"', c.name))
    from cut, found f
    join names n on n.series_id = f.series_id and n.edition_id = f.edition_id
    join names c on c.series_id = f.series_id and c.edition_id = f.by
    left join lateral (select e.path from element_as_of(now) e where e.element_id = f.element_id) e on true
    limit $3
$$;
comment on function rests_on_decisions is 'Later operations that rest on decisions or parents which an operation set';
