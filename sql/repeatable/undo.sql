-- Taking back operations. What one recorded counts or does not, as a whole; taking back an undo makes it count again.

create or replace function undo_base(operation bigint) returns bigint language sql stable set search_path from current as $$
    with recursive back(operation_id, undoes) as (
        select o.operation_id, o.undoes from operation o where o.operation_id = $1
        union all
        select o.operation_id, o.undoes from back b join operation o on o.operation_id = b.undoes)
    select operation_id from back where undoes is null
$$;
comment on function undo_base is 'The operation that a chain of undoing is about; of a plain operation itself';

create or replace function undo_tip(operation bigint, cut bigint) returns bigint language sql stable set search_path from current as $$
    with recursive forth(operation_id) as (
        select undo_base($1)
        union all
        select o.operation_id from forth f join operation o on o.undoes = f.operation_id
        where o.operation_id <= cut)
    select max(operation_id) from forth
$$;
comment on function undo_tip is 'The last operation up to a cut that took this one back or brought it again; itself where none did';

create or replace function term_wording(cut bigint)
    returns table (term_id integer, meant_id integer, word text, operation_id bigint) language sql stable as $$
    select t.term_id, t.meant_id, fold(l.label), l.operation_id
    from term_as_of(cut) t join term_label_live(cut) l on l.term_id = t.term_id
    union all
    select t.term_id, t.meant_id, w.word, c.operation_id
    from term_as_of(cut) t
    join term_code_live(cut) c on c.term_id = t.term_id
    cross join lateral (values (c.code), (t.vocabulary || ':' || c.code)) w(word)
$$;
comment on function term_wording is 'Every word that names a term as of an operation, folded: its labels and codes, with who said so';

drop function if exists undo_obstacle(bigint);
drop function if exists resting_on(bigint, bigint);
create or replace function resting_on(base bigint, cut bigint, most bigint default null)
    returns table (operation_id bigint, what text) language sql stable set search_path from current as $$
    with cut(now) as (select $2),
    names as not materialized (select e.series_id, e.edition_id, s.code || '/' || e.code as name
              from edition e join series s on s.series_id = e.series_id),
    -- Editions and series that exist by this operation: nothing that counts said anything of them before.
    -- What an edition says is found by its revisions, which have an index by operation.
    touched as (select r.series_id, r.edition_id, r.revision from revision r where r.operation_id = base),
    stated as (select x.series_id, x.edition_id from touched r join edition_state x using (series_id, edition_id, revision)),
    made as (select x.series_id, x.edition_id from stated x
             -- offset 0 has each edition looked up by its key, however many there are.
             where not exists (select from cut, edition_state_live(now) y
                where y.series_id = x.series_id and y.edition_id = x.edition_id and y.operation_id < base offset 0)),
    begun as (select x.series_id from series_state x
              where x.operation_id = base and not exists (select from cut, series_state_live(now) y
                where y.series_id = x.series_id and y.operation_id < base)),
    -- Editions that derive, or once derived, from those whose decisions or parents this operation set.
    said as (select d.series_id, d.edition_id, d.element_id
             from touched r join decision d using (series_id, edition_id, revision)),
    placed as (select l.series_id, l.edition_id from touched r join lineage l using (series_id, edition_id, revision))
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
    from cut, made m join names n using (series_id, edition_id)
    cross join lateral (select * from lineage_live(now) y
                        where y.series_id = m.series_id offset 0) y
    join names c on c.series_id = y.series_id and c.edition_id = y.edition_id
    where y.series_id = m.series_id and y.parent_id = m.edition_id and y.operation_id > base
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
    select y.operation_id, format('counts on from readings of "%s"', n.name)
    from cut, (select distinct series_id, subject_id, measure_id from counter_reading where operation_id = base) x
    join names n on n.series_id = x.series_id and n.edition_id = x.subject_id
    cross join lateral (select distinct y.operation_id from counter_reading_live(now) y where y.series_id = x.series_id
        and y.subject_id = x.subject_id and y.measure_id = x.measure_id offset 0) y
    where y.operation_id > base
    union all
    select c.operation_id, format('places "%s" on a list', n.name)
    from cut, made m join names n using (series_id, edition_id)
    cross join lateral (select * from ranking_claim_live(now) c
                        where c.series_id = m.series_id and c.subject_id = m.edition_id offset 0) c
    where c.operation_id > base
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
    union all
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
    union all
    select y.operation_id, format('uses element "%s"', p.path)
    from cut, element e join element_path p using (element_id, operation_id) cross join lateral decision_live(now) y
    where e.operation_id = base and y.element_id = e.element_id and y.operation_id > base
    union all
    select y.operation_id, format('names element "%s" anew', x.path)
    from cut, element_path x cross join lateral element_path_live(now) y
    where x.operation_id = base and y.element_id = x.element_id and y.operation_id > base
    union all
    select y.operation_id, format('uses term "%s:%s"', t.vocabulary, c.code)
    from cut, term t join term_code c using (term_id, operation_id)
    cross join lateral (select operation_id from decision_live(now) a where a.term_id = t.term_id
        union all select operation_id from term_label_live(now) a where a.term_id = t.term_id
        union all select operation_id from term_merger_live(now) a where t.term_id in (a.term_id, a.into_id)) y
    where t.operation_id = base and y.operation_id > base
    union all
    select y.operation_id, format('names term "%s" anew', x.code)
    from cut, term_code x cross join lateral term_code_live(now) y
    where x.operation_id = base and y.term_id = x.term_id and y.operation_id > base
    union all
    -- What names a term that took in another may mean what the other said.
    select y.operation_id, format(y.does, t.vocabulary || ':' || w.code)
    from cut, term_merger x
    cross join lateral (select a.operation_id, 'merges term "%s" too' as does from term_merger_live(now) a
            where a.term_id in (x.term_id, x.into_id) or a.into_id in (x.term_id, x.into_id)
        union all select a.operation_id, 'names term "%s" anew' from term_code_live(now) a where a.term_id = x.into_id
        union all select a.operation_id, 'labels term "%s"' from term_label_live(now) a where a.term_id = x.into_id) y
    join term t on t.term_id = x.into_id
    cross join lateral (select c.code from term_code_live(now) c where c.term_id = t.term_id
                        order by c.operation_id desc limit 1) w
    where x.operation_id = base and y.operation_id > base
    union all
    -- Words that named what was given up have meant the other since, and would go on saying so.
    select y.operation_id, format('decides "%s" of "%s" by the word "%s"', e.path, n.name, y.value)
    from cut, term_merger x
    cross join lateral (select * from decision_live(now) y where y.term_id = x.into_id offset 0) y
    cross join lateral element_as_of(now) e
    join names n on n.series_id = y.series_id and n.edition_id = y.edition_id
    where x.operation_id = base and y.operation_id > base and e.element_id = y.element_id
        and fold(y.value) in (select w.word from term_wording(now) w
            where w.term_id in (select m.term_id from term_as_of(base - 1) m where m.meant_id = x.term_id))
    union all
    -- The same of a label, unless the term has that name otherwise too.
    select y.operation_id, format('decides "%s" of "%s" by the word "%s"', e.path, n.name, y.value)
    from cut, term_label x
    join term_as_of(now) m on m.term_id = x.term_id
    cross join lateral (select * from decision_live(now) y
                        where y.term_id in (x.term_id, m.meant_id) and fold(y.value) = fold(x.label) offset 0) y
    cross join lateral element_as_of(now) e
    join names n on n.series_id = y.series_id and n.edition_id = y.edition_id
    where x.operation_id = base and y.operation_id > base and e.element_id = y.element_id
        and not exists (select from term_wording(now) w
            where w.meant_id = m.meant_id and w.word = fold(x.label) and w.operation_id <> base)
    union all
    select y.operation_id, format('uses market "%s"', x.market_code)
    from cut, market_state x
    cross join lateral (select operation_id from edition_state_live(now) a
            where x.market_code in (a.market_code, a.origin)
        union all select operation_id from series_state_live(now) a where a.origin = x.market_code
        union all select operation_id from market_state_live(now) a where a.market_code = x.market_code
        union all select operation_id from ranking_claim_live(now) a where a.market_code = x.market_code
        union all select r.operation_id from measure m join counter_reading_live(now) r using (measure_id)
            where m.market_code = x.market_code
        union all select b.operation_id from measure m join figure_run o using (measure_id)
            join batch_live(now) b using (batch_id) where m.market_code = x.market_code) y
    where x.operation_id = base and y.operation_id > base
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
    select y.operation_id, format('gives the name "%s" to another', y.name)
    from cut
    cross join lateral (select a.operation_id, a.code as name from source x, source_live(now) a
            where x.operation_id = base and a.code = x.code
        union all select a.operation_id, a.code from creative x, creative_live(now) a
            where x.operation_id = base and (a.series_id, a.edition_id, a.code) = (x.series_id, x.edition_id, x.code)
        union all select a.operation_id, a.path from element_path x, element_path_live(now) a
            where x.operation_id = base and a.path = x.path
        union all select a.operation_id, a.code from term_code x join term t using (term_id), term_code_live(now) a
            join term o using (term_id)
            where x.operation_id = base and a.code = x.code and o.vocabulary = t.vocabulary
        -- Two editions may share an identifier where somebody says so; none comes to share one by an undo.
        union all select a.operation_id, a.scheme || ':' || a.value from external_identifier x,
                external_identifier_live(now) a
            where x.operation_id = base and (a.scheme, a.value) = (x.scheme, x.value)
                and (a.series_id, a.edition_id) <> (x.series_id, x.edition_id)
                and exists (select from undone b where b.operation_id = base and b.since <= now and now <= b.until)) y
    where y.operation_id > base
    union all
    select y.operation_id, format('says figures of "%s" again, which are stored once', b.file_name)
    from cut, batch b join batch_confirmation c on c.confirmed_id = b.batch_id
    cross join lateral batch_live(now) y
    where b.operation_id = base and y.batch_id = c.batch_id
    limit $3
$$;
comment on function resting_on is 'Later operations that count as of another one and rest on what an operation recorded, and how; one may come several times, and no more are looked for than asked';

create or replace function undo_obstacle(base bigint, most bigint default null)
    returns table (operation_id bigint, what text) language sql stable set search_path from current as $$
    select r.operation_id, r.what from resting_on(base, 9223372036854775807, most) r
    union all
    -- Brought again, it must find what it rested on as it was: what came and went since stands in its way too.
    select undo_tip(o.operation_id, 9223372036854775807), format('%s operation %s, which operation %s rests on',
        case when o.counted then 'takes back' else 'brings back' end, o.operation_id, base)
    from (select u.operation_id, not bool_or(u.since <= base and base <= u.until) as counted
          from undone u
          where u.operation_id < base
              and exists (select from undone b where b.operation_id = base and b.until = 9223372036854775807)
          group by u.operation_id
          having bool_or(u.since <= base and base <= u.until) <> bool_or(u.until = 9223372036854775807)) o
    cross join lateral resting_on(o.operation_id, base) r
    where r.operation_id = base
$$;
comment on function undo_obstacle is 'Operations that count and keep one from being taken back, or brought again, before them';

create or replace function recompute_weeks(batches integer[]) returns void language plpgsql set search_path from current as $$
declare busy text;
begin
    -- Whoever imports figures of a source holds its lock before the one of the history: waiting here could be for ever.
    select min(s.code) into busy
    from source s
    where s.source_id in (select m.source_id from figure_run r join measure m using (measure_id)
                          where r.batch_id = any(batches))
        and not pg_try_advisory_xact_lock(hashtextextended('adapt.source ' || s.code, 0));
    if busy is not null then
        raise exception 'an import of source "%" is under way', busy using errcode = 'lock_not_available';
    end if;
    create temporary table recomputed on commit drop as
        select distinct o.series_id, o.subject_id, o.measure_id, date_trunc('week', o.first_day)::date as week
        from observation o
        where o.batch_id = any(batches) and o.placed;
    delete from weekly_reach w using recomputed t
    where w.series_id = t.series_id and w.subject_id = t.subject_id and w.measure_id = t.measure_id and w.week = t.week;
    insert into weekly_reach
    select w.*
    from (select min(week) as since, max(week) + 6 as until from recomputed) d
    cross join lateral weekly_reach_as_of(9223372036854775807, d.since, d.until) w
    join recomputed t on t.series_id = w.series_id and t.subject_id = w.subject_id and t.measure_id = w.measure_id
        and t.week = w.week;
    drop table recomputed;
end $$;
comment on function recompute_weeks is 'Makes the weeks that some imports touch anew from the figures that count';

create or replace view undone_computed as
    with recursive chain(base, operation_id) as (
        select o.operation_id, u.operation_id from operation o join operation u on u.undoes = o.operation_id
        where o.undoes is null
        union all
        select c.base, u.operation_id from chain c join operation u on u.undoes = c.operation_id),
    turned as (
        select base, operation_id as since, row_number() over w as turn,
            coalesce(lead(operation_id) over w - 1, 9223372036854775807) as until
        from chain window w as (partition by base order by operation_id))
    select base as operation_id, since, until from turned where turn % 2 = 1;
comment on view undone_computed is 'What table undone should hold, by operation.undoes';
comment on column undone_computed.operation_id is 'The operation taken back';
comment on column undone_computed.since is 'The first operation as of which it does not count';
comment on column undone_computed.until is 'The last one';

create or replace function toggle(base bigint, by bigint) returns void language plpgsql set search_path from current as $$
begin
    -- Only derived rows are written: whether the facts of the operation count from here on.
    update undone u set until = toggle.by - 1
    where u.operation_id = base and u.until = 9223372036854775807;
    if not found then
        insert into undone (operation_id, since) values (base, toggle.by);
    end if;
    perform add_revision(r.series_id, r.edition_id, toggle.by)
    from (select r.series_id, r.edition_id from revision r where r.operation_id = base order by 1, 2) r;
    perform refuse_cycle(l.series_id, l.edition_id)
    from (select series_id, edition_id from lineage where operation_id = base
          union select series_id, edition_id from lineage_source where operation_id = base) l;
    perform recompute_weeks(array(select b.batch_id from batch b where b.operation_id = base));
end $$;
comment on function toggle is 'Makes an operation not count from another one on, or count again, with what is derived from it';
