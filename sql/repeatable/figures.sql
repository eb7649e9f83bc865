-- Subjects and measures made on demand; weeks computed from the figures.

create or replace function ensure_measure(source_id integer, metric text, market_code text, currency text)
    returns integer language plpgsql set search_path from current as $$
declare found_id integer;
begin
    insert into measure (source_id, metric, market_code, currency)
    values ($1, $2, $3, $4) on conflict on constraint measure_unique do nothing;
    select m.measure_id into strict found_id from measure m
    where m.source_id = $1 and m.metric = $2
      and m.market_code is not distinct from $3 and m.currency is not distinct from $4;
    return found_id;
end $$;
comment on function ensure_measure is 'The measure of a source, metric, market and currency, made if there is none';

create or replace function ensure_joint(series_id integer, editions integer[])
    returns integer language plpgsql set search_path from current as $$
declare
    ordered integer[] := (select array_agg(distinct x order by x) from unnest(editions) x);
    found_id integer;
begin
    -- One maker a series at a time, by a lock of its own: a registration locks the lineage of the series after the
    -- history, an import the history after its joint subjects.
    perform pg_advisory_xact_lock(hashtextextended('adapt.joint ' || $1::text, 0));
    select j.joint_id into found_id from joint j where j.series_id = $1 and j.members = ordered;
    if found_id is null then
        insert into subject (series_id, kind) values ($1, 'joint') returning subject_id into found_id;
        insert into joint (series_id, joint_id, members) values ($1, found_id, ordered);
        insert into joint_member (series_id, joint_id, edition_id) select $1, found_id, unnest(ordered);
    end if;
    return found_id;
end $$;
comment on function ensure_joint is 'The joint subject of some editions of a series, made if there is none';

create or replace function joint_has_members() returns trigger language plpgsql set search_path from current as $$
begin
    if exists (select from added a join joint j using (series_id, joint_id) where a.edition_id <> all (j.members)) then
        raise exception 'editions are not of the joint subject' using errcode = 'integrity_constraint_violation',
            constraint = 'joint_member_of_joint', table = tg_table_name, schema = tg_table_schema;
    end if;
    return null;
end $$;
comment on function joint_has_members is 'Refuses editions that a joint subject does not name itself';
create or replace trigger joint_member_of_joint after insert on joint_member referencing new table as added
    for each statement execute function joint_has_members();

create or replace function figures_point_at() returns trigger language plpgsql set search_path from current
    -- An import turns these off for looking up tracks one by one.
    set enable_hashjoin to on set enable_seqscan to on as $$
declare missing text;
begin
    select min(format('(%s, %s)', r.series_id, r.subject_id)) into missing from added r
    where not exists (select from subject s where s.series_id = r.series_id and s.subject_id = r.subject_id);
    if missing is not null then
        raise exception 'figures are of no subject' using errcode = 'foreign_key_violation',
            constraint = 'figure_run_subject', table = tg_table_name, schema = tg_table_schema,
            detail = format('Key (series_id, subject_id)=%s is not present in table "subject".', missing);
    end if;
    select min(format('(%s)', r.measure_id)) into missing from added r
    where not exists (select from measure m where m.measure_id = r.measure_id);
    if missing is not null then
        raise exception 'figures are of no measure' using errcode = 'foreign_key_violation',
            constraint = 'figure_run_measure', table = tg_table_name, schema = tg_table_schema,
            detail = format('Key (measure_id)=%s is not present in table "measure".', missing);
    end if;
    insert into figure_batch select distinct batch_id from added on conflict do nothing;
    return null;
end $$;
comment on function figures_point_at is 'Refuses figures of what is not there, once for all that a statement adds; subjects and measures are never deleted';

create or replace trigger figure_run_points_at after insert on figure_run referencing new table as added
    for each statement execute function figures_point_at();

create or replace view undone_batch as
    select b.batch_id from batch b
    join undone u on u.operation_id = b.operation_id and u.until = 9223372036854775807;
comment on view undone_batch is 'Imports that were taken back';
comment on column undone_batch.batch_id is 'Import';

create or replace view observation as
    select r.series_id, r.subject_id, r.measure_id, r.batch_id, coalesce(f.first_day, r.since) as first_day,
        case when r.lows is null then r.until else f.first_day + coalesce(f.length, 1) - 1 end as last_day,
        coalesce(f.published, r.published_on) as published, coalesce(f.line, r.line) as line, f.low,
        case when r.widths is null then f.low + coalesce(r.width, 0) else f.low + f.width end as high,
        case when r.first_days is null then f.length end as span_days,
        coalesce(f.mark & 1 <> 0, false) as estimated, coalesce(f.mark & 2 <> 0, false) as window_inferred,
        coalesce(f.mark & 32 <> 0, false) as imputed,
        case when f.mark & 24 = 24 then '<' when f.mark & 16 <> 0 then '<=' when f.mark & 8 <> 0 then '>'
            when f.mark & 4 <> 0 then '~' when r.width is not null then 'range'
            when r.widths is null or f.width = 0 then '=' when f.width is null then '>=' else 'range' end as comparator,
        f.wording, r.run, r.placed, r.stretch, r.since as run_since, r.until as run_until,
        coalesce(f.mark & 64 <> 0, false) as repeated
    from figure_run r
    -- One alone has none of the arrays.
    cross join lateral unnest(coalesce(r.lows, array[r.low]), r.widths, r.first_days, r.lengths, r.published, r.lines,
        r.marks, r.wordings) f(low, width, first_day, length, published, line, mark, wording);
comment on view observation is 'One figure of one window in one vintage';
comment on column observation.series_id is 'Series';
comment on column observation.subject_id is 'Edition, joint subject or creative';
comment on column observation.measure_id is 'Source, metric and market';
comment on column observation.batch_id is 'Import that brought it';
comment on column observation.first_day is 'First day of the window; null: dates not stated';
comment on column observation.last_day is 'Last day of the window';
comment on column observation.published is 'When the figure was published; the day of the import where that is not stated';
comment on column observation.line is 'Line of the file';
comment on column observation.low is 'Lowest value it can be (for ~, the stated value)';
comment on column observation.high is 'Highest value it can be; null: no upper bound';
comment on column observation.span_days is 'Length of a window whose dates are not stated';
comment on column observation.estimated is 'The publisher calls it an estimate';
comment on column observation.window_inferred is 'The window was inferred, not stated';
comment on column observation.imputed is 'It was placed in this window on request, though its own is another';
comment on column observation.comparator is 'How it was stated: =, >, >=, <, <=, ~ (about) or range';
comment on column observation.wording is 'The publisher''s words, where they are more than the number';
comment on column observation.run is 'Run of the import that holds it';
comment on column observation.placed is 'Whether the window lies inside one ISO week';
comment on column observation.stretch is 'The eight ISO weeks in which the window begins';
comment on column observation.run_since is 'First day of all windows of the run';
comment on column observation.run_until is 'Last day of all windows of the run';
comment on column observation.repeated is 'It says what was known, published later';

create or replace function figure_as_of(cut bigint, since date, until date)
    returns setof observation language sql stable set search_path from current as $$
    select distinct on (o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.span_days) o.*
    from observation o
    join batch_live(cut) b on b.batch_id = o.batch_id
    where o.first_day <= until and o.last_day >= since and o.run_since <= until and o.run_until >= since
    order by o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.span_days,
        o.published desc, o.batch_id desc
$$;
comment on function figure_as_of is 'The last vintage, up to an operation, of every figure whose window touches some days';

create or replace function figure_of_tracks(cut bigint, series integer[], subjects integer[], measures integer[],
        stretches integer[])
    returns setof observation language sql stable set search_path from current
    -- One index probe each, whatever the planner thinks that it knows of the newest ones.
    set enable_hashjoin to off set enable_mergejoin to off set enable_seqscan to off as $$
    select distinct on (o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day) o.*
    from unnest(series, subjects, measures, stretches) k(series_id, subject_id, measure_id, stretch)
    cross join lateral (select * from observation o
        where o.series_id = k.series_id and o.subject_id = k.subject_id and o.measure_id = k.measure_id
            and o.stretch = k.stretch and o.placed offset 0) o
    join batch_live(cut) b on b.batch_id = o.batch_id
    order by o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.published desc, o.batch_id desc
$$;
comment on function figure_of_tracks is 'The last vintage, up to an operation, of every figure inside a week of some tracks, each in eight weeks; each is looked up by itself';

create or replace function days_covered(first_day date, last_day date) returns smallint
    language sql immutable parallel safe as $$
    select (((1 << last_day - first_day + 1) - 1) << extract(isodow from first_day)::integer - 1)::smallint
$$;
comment on function days_covered is 'Days of the week that a window inside it covers: 1 Monday, 2 Tuesday, 4 Wednesday and so on, added up';

drop function if exists weekly_reach_as_of(bigint, date, date);
create or replace function weekly_reach_as_of(cut bigint, since date, until date, series integer[] default null,
        subjects integer[] default null, measures integer[] default null, stretches integer[] default null)
    returns setof weekly_reach language sql stable set search_path from current as $$
    select date_trunc('week', o.first_day)::date, o.measure_id, o.series_id, o.subject_id,
        sum(o.low)::bigint, coalesce(sum(o.high), 0)::bigint, count(*)::integer,
        count(*) filter (where o.high is null)::integer, count(*) filter (where o.comparator = '>')::integer,
        count(*) filter (where o.comparator = '~')::integer, count(*) filter (where o.estimated)::integer,
        count(*) filter (where o.window_inferred)::integer,
        sum(o.last_day - o.first_day + 1)::smallint, max(o.published),
        count(*) filter (where o.imputed)::integer, bit_or(days_covered(o.first_day, o.last_day))
    from (
        select * from figure_as_of(cut, since, until) where series is null
        union all
        select * from figure_of_tracks(cut, series, subjects, measures, stretches) where series is not null) o
    where o.placed and date_trunc('week', o.first_day)::date between since and until
    group by 1, 2, 3, 4
$$;
comment on function weekly_reach_as_of is 'Weekly reach computed from the figures up to an operation, for weeks whose Monday lies in some days; of all, or of some tracks, each in eight weeks';
