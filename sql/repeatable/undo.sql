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

create or replace function taken_back_by(operation bigint) returns bigint language sql stable set search_path from current as $$
    with recursive forth(operation_id, turns) as (
        select $1, 0
        union all
        select o.operation_id, f.turns + 1 from forth f join operation o on o.undoes = f.operation_id)
    select max(f.operation_id) from forth f having max(f.turns) % 2 = 1
$$;
comment on function taken_back_by is 'The operation since which what this one did is taken back, an undo''s too; null: it stands, or stands again';

create or replace function undo_message(id bigint) returns text language plpgsql stable set search_path from current as $$
declare
    o record;
    words text := '';
    at_id bigint := id;
begin
    loop
        select x.undoes, operation_subject(x.message) as message into o from operation x where x.operation_id = at_id;
        if o.undoes is null or coalesce(o.message, '') !~ '^operation [0-9]+: undo operation [0-9]+: ' then
            -- An operation that counts again is taken back by its own number.
            return words || case when o.undoes is null then o.message
                else regexp_replace(o.message, '^operation [0-9]+', 'operation ' || undo_base(at_id)) end;
        end if;
        words := words || 'operation ' || o.undoes || ': undo ';
        at_id := o.undoes;
    end loop;
end $$;
comment on function undo_message is 'What the program says of an operation; what an undo took back, in it, by its number here, wherever it was recorded';

drop function if exists undo_obstacle(bigint);
drop function if exists resting_on(bigint, bigint);
create or replace function resting_on(base bigint, cut bigint, most bigint default null)
    returns table (operation_id bigint, what text) language sql stable as $$
    -- The planner looks through it, as it has no settings of its own: its parts are planned once a query, not a call, and
    -- those that are about what the operation recorded nothing of not at all.
    select r.* from rests_on_editions(base, cut, most) r
    where exists (select from revision v join edition_state x using (series_id, edition_id, revision) where v.operation_id = base)
        or exists (select from edition_alias x where x.operation_id = base)
    union all
    select r.* from rests_on_series(base, cut, most) r
    where exists (select from series_state x where x.operation_id = base)
        or exists (select from creative x where x.operation_id = base)
        or exists (select from creative_state x where x.operation_id = base)
        or exists (select from counter_reading x where x.operation_id = base)
    union all
    select r.* from rests_on_decisions(base, cut, most) r
    where exists (select from revision x where x.operation_id = base)
    union all
    select r.* from rests_on_words(base, cut, most) r
    where exists (select from element x where x.operation_id = base)
        or exists (select from element_state x where x.operation_id = base)
        or exists (select from element_path x where x.operation_id = base)
        or exists (select from term x where x.operation_id = base)
        or exists (select from term_code x where x.operation_id = base)
        or exists (select from term_label x where x.operation_id = base)
        or exists (select from term_merger x where x.operation_id = base)
    union all
    select r.* from rests_on_vocabularies(base, cut, most) r
    where exists (select from revision x where x.operation_id = base)
        and exists (select from element_state x where x.operation_id > base)
    union all
    select r.* from rests_on_sources(base, cut, most) r
    where exists (select from market_state x where x.operation_id = base)
        or exists (select from source x where x.operation_id = base)
        or exists (select from external_identifier x where x.operation_id = base)
        or exists (select from batch x where x.operation_id = base)
        -- Brought again, it gives all names that it had.
        or exists (select from undone x where x.operation_id = base and x.since <= cut and cut <= x.until)
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
    union all
    -- An edition that came in when its series counted no more, taken back itself, was never of one that counts; a series
    -- that the operation brought itself comes back with it.
    select undo_tip(o.operation_id, 9223372036854775807), format('takes back series "%s"', s.code)
    from (select x.series_id, max(y.operation_id) as operation_id
          from revision r
          join edition_state x using (series_id, edition_id, revision)
          join series_state y using (series_id)
          where r.operation_id = base
              and exists (select from undone b where b.operation_id = base and b.until = 9223372036854775807)
              and not exists (select from series_state_live(9223372036854775807) z where z.series_id = x.series_id)
              and not exists (select from series_state z where z.series_id = x.series_id and z.operation_id = base)
          group by x.series_id) o
    join series s using (series_id)
$$;
comment on function undo_obstacle is 'Operations that count and keep one from being taken back, or brought again, before them';

create or replace function hold_sources(batches integer[]) returns void language plpgsql set search_path from current
    set enable_seqscan to off as $$
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
end $$;
comment on function hold_sources is 'Keeps others from importing figures of the sources of some imports, or refuses where somebody is at it';

create or replace function recompute_weeks(batches integer[]) returns void language plpgsql set search_path from current
    -- What some imports brought is looked up piece by piece: it costs what they hold, however long the history is.
    set enable_seqscan to off as $$
declare
    track record;
    beyond text;
begin
    perform hold_sources(batches);
    create temporary table recomputed on commit drop as
        select distinct o.series_id, o.subject_id, o.measure_id, date_trunc('week', o.first_day)::date as week
        from observation o
        where o.batch_id = any(batches) and o.placed;
    analyze recomputed;
    delete from weekly_reach w using recomputed t
    where w.series_id = t.series_id and w.subject_id = t.subject_id and w.measure_id = t.measure_id and w.week = t.week;
    select array_agg(x.series_id) as series, array_agg(x.subject_id) as subjects, array_agg(x.measure_id) as measures,
        array_agg(x.stretch) as stretches, min(x.since) as since, max(x.until) as until into track
    from (select t.series_id, t.subject_id, t.measure_id, (t.week - date '0001-01-01') / 56 as stretch,
            min(t.week) as since, max(t.week) as until
        from recomputed t group by 1, 2, 3, 4) x;
    if track.series is not null then
        insert into weekly_reach
        select w.*
        from weekly_reach_as_of(9223372036854775807, track.since, track.until, track.series, track.subjects,
            track.measures, track.stretches) w
        join recomputed t on t.series_id = w.series_id and t.subject_id = w.subject_id and t.measure_id = w.measure_id
            and t.week = w.week;
    end if;
    drop table recomputed;
exception when numeric_value_out_of_range then
    select (select string_agg(s.code || '/' || e.code, ' + ' order by e.code) from edition e join series s using (series_id)
            where e.series_id = o.series_id
                and e.edition_id = any(coalesce(j.members, array[coalesce(c.edition_id, o.subject_id)]))) into beyond
    from figure_of_tracks(9223372036854775807, track.series, track.subjects, track.measures, track.stretches) o
    left join joint j on j.series_id = o.series_id and j.joint_id = o.subject_id
    left join creative c on c.series_id = o.series_id and c.creative_id = o.subject_id
    group by o.series_id, o.subject_id, o.measure_id, date_trunc('week', o.first_day), j.members, c.edition_id
    having sum(o.low) > 9223372036854775807 or sum(o.high) > 9223372036854775807
    order by 1 limit 1;
    raise exception 'bigint out of range' using errcode = 'numeric_value_out_of_range', detail = beyond;
end $$;
comment on function recompute_weeks is 'Makes the weeks that some imports touch anew from the figures that count';

create or replace function recompute_all_weeks() returns void language plpgsql set search_path from current as $$
declare batches integer[];
begin
    -- As whoever records: nobody else does meanwhile.
    perform pg_advisory_xact_lock(hashtextextended('adapt.operation', 0));
    batches := array(select batch_id from batch);
    perform hold_sources(batches);
    delete from weekly_reach;
    perform recompute_weeks(batches);
end $$;
comment on function recompute_all_weeks is 'Makes all weeks anew from the figures that count';

create or replace function undone_of(base bigint) returns table (operation_id bigint, since bigint, until bigint)
    language sql stable set search_path from current as $$
    with recursive chain(base, operation_id) as (
        select o.operation_id, u.operation_id from operation o join operation u on u.undoes = o.operation_id
        where o.undoes is null and ($1 is null or o.operation_id = $1)
        union all
        select c.base, u.operation_id from chain c join operation u on u.undoes = c.operation_id),
    turned as (
        select c.base, c.operation_id as since, row_number() over w as turn,
            coalesce(lead(c.operation_id) over w - 1, 9223372036854775807) as until
        from chain c window w as (partition by c.base order by c.operation_id))
    select t.base, t.since, t.until from turned t where t.turn % 2 = 1
$$;
comment on function undone_of is 'What table undone should hold of an operation, or of all, by operation.undoes';

create or replace view undone_computed as select * from undone_of(null);
comment on view undone_computed is 'What table undone should hold, by operation.undoes';
comment on column undone_computed.operation_id is 'The operation taken back';
comment on column undone_computed.since is 'The first operation as of which it does not count';
comment on column undone_computed.until is 'The last one';

-- Whoever calls it: what it writes follows from the operations, and nobody else may write there.
create or replace function derive_undone(base bigint) returns void language sql security definer
    set search_path from current as $$
    delete from undone u where ($1 is null or u.operation_id = $1)
        and not exists (select from undone_of($1) c
            where c.operation_id = u.operation_id and c.since = u.since and c.until = u.until);
    insert into undone (operation_id, since, until)
    select c.operation_id, c.since, c.until from undone_of($1) c
    on conflict (operation_id, since) do nothing
$$;
comment on function derive_undone is 'Makes table undone right for an operation, or for all';

create or replace function toggle(base bigint, by bigint) returns void language plpgsql set search_path from current as $$
begin
    -- Only derived rows are written: whether the facts of the operation count from here on.
    perform derive_undone(base);
    perform add_revision(r.series_id, r.edition_id, toggle.by)
    from (select r.series_id, r.edition_id from revision r where r.operation_id = base order by 1, 2) r;
    perform refuse_cycle(l.series_id, l.edition_id)
    from (select series_id, edition_id from lineage where operation_id = base
          union select series_id, edition_id from lineage_source where operation_id = base) l;
    perform recompute_weeks(array(select b.batch_id from batch b where b.operation_id = base));
end $$;
comment on function toggle is 'Makes an operation not count from another one on, or count again, with what is derived from it';
