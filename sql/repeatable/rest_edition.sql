-- What rests on an operation: what was said of the editions that it registered or edited.

create or replace function found_by(series_id integer, edition_id integer, title text, cut bigint)
    returns table (operation_id bigint) language sql stable set search_path from current as $$
    select b.operation_id
    from batch_live($4) b
    where b.called @> array[fold($3)]
        and (exists (select from figure_run r
                where r.series_id = $1 and r.subject_id = $2 and r.batch_id = b.batch_id)
            or exists (select from ranking_claim c
                where c.series_id = $1 and c.subject_id = $2 and c.operation_id = b.operation_id))
        -- By what is or was its title it would have been found all the same, where no other is called so.
        and (not exists (select from edition_state_live($4) x
                where x.series_id = $1 and x.edition_id = $2 and fold(x.title) = fold($3))
            or exists (select from edition_state_live($4) x
                where fold(x.title) = fold($3) and (x.series_id, x.edition_id) <> ($1, $2))
            or exists (select from edition_alias_live($4) x
                where fold(x.title) = fold($3) and (x.series_id, x.edition_id) <> ($1, $2)))
$$;
comment on function found_by is 'Imports that brought figures or places of an edition which they found by one of its aliases';

create or replace function rests_on_editions(base bigint, cut bigint, most bigint)
    returns table (operation_id bigint, what text) language sql stable set search_path from current as $$
    with cut(now) as (select $2),
    names as not materialized (select e.series_id, e.edition_id, s.code || '/' || e.code as name
              from edition e join series s on s.series_id = e.series_id),
    -- What an edition says is found by its revisions, which have an index by operation.
    touched as (select r.series_id, r.edition_id, r.revision from revision r where r.operation_id = base),
    stated as (select x.series_id, x.edition_id from touched r join edition_state x using (series_id, edition_id, revision)),
    -- Those that exist by this operation: nothing that counts said anything of them before.
    made as (select x.series_id, x.edition_id from stated x
             -- offset 0 has each edition looked up by its key, however many there are.
             where not exists (select from cut, edition_state_live(now) y
                where y.series_id = x.series_id and y.edition_id = x.edition_id and y.operation_id < base offset 0)),
    -- What a series derives since is read once, not once an edition.
    derived as materialized (select y.* from cut, (select distinct m.series_id from made m) a
        cross join lateral (select * from lineage_live(now) y
                            where y.series_id = a.series_id and y.operation_id > base offset 0) y)
    select y.operation_id, format('says more of "%s"', n.name)
    from cut, stated x join names n using (series_id, edition_id)
    cross join lateral (select * from edition_state_live(now) y
                        where y.series_id = x.series_id and y.edition_id = x.edition_id offset 0) y
    where y.series_id = x.series_id and y.edition_id = x.edition_id and y.operation_id > base
    union all
    select y.operation_id, format('decides elements of "%s"', n.name)
    from cut, made m join names n using (series_id, edition_id)
    cross join lateral (select * from decision_live(now) y
                        where y.series_id = m.series_id and y.edition_id = m.edition_id offset 0) y
    where y.series_id = m.series_id and y.edition_id = m.edition_id and y.operation_id > base
    union all
    select y.operation_id, format('derives "%s" from "%s"', c.name, n.name)
    from derived y
    join made m on m.series_id = y.series_id and m.edition_id = y.parent_id
    join names n on n.series_id = m.series_id and n.edition_id = m.edition_id
    join names c on c.series_id = y.series_id and c.edition_id = y.edition_id
    union all
    select y.operation_id, format('draws on "%s"', n.name)
    from cut, made m join names n using (series_id, edition_id) cross join lateral lineage_source_live(now) y
    where y.source_series_id = m.series_id and y.source_edition_id = m.edition_id and y.operation_id > base
    union all
    select y.operation_id, format('says more of "%s"', n.name)
    from cut, made m join names n using (series_id, edition_id)
    cross join lateral (select operation_id from edition_alias_live(now) a
            where a.series_id = m.series_id and a.edition_id = m.edition_id
        union all select operation_id from external_identifier_live(now) a
            where a.series_id = m.series_id and a.edition_id = m.edition_id
        union all select operation_id from creative_live(now) a
            where a.series_id = m.series_id and a.edition_id = m.edition_id
        union all select operation_id from note_live(now) a
            where a.series_id = m.series_id and a.edition_id = m.edition_id) y
    where y.operation_id > base
    union all
    select b.operation_id, format('has figures of "%s"', n.name)
    from cut, made m join names n using (series_id, edition_id)
    join figure_run o on o.series_id = m.series_id and (o.subject_id = m.edition_id
        or o.subject_id in (select j.joint_id from joint_member j
                            where j.series_id = m.series_id and j.edition_id = m.edition_id))
    cross join lateral batch_live(now) b
    where b.batch_id = o.batch_id and b.operation_id > base
    union all
    select c.operation_id, format('places "%s" on a list', n.name)
    from cut, made m join names n using (series_id, edition_id)
    cross join lateral (select * from ranking_claim_live(now) c
                        where c.series_id = m.series_id and c.subject_id = m.edition_id offset 0) c
    where c.operation_id > base
    union all
    select y.operation_id, format('found "%s" by "%s"', n.name, x.title)
    from cut, edition_alias x join names n using (series_id, edition_id)
    cross join lateral found_by(x.series_id, x.edition_id, x.title, now) y
    where x.operation_id = base and not x.withdrawn and y.operation_id > base
        and not exists (select from edition_alias_live(now) a
            where (a.series_id, a.edition_id, a.title) = (x.series_id, x.edition_id, x.title) and a.operation_id <> base)
    limit $3
$$;
comment on function rests_on_editions is 'Later operations that rest on editions which an operation registered or said more of';
