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
    -- One maker a series at a time, by a lock of its own: a registration locks the row of the series after the
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

create or replace view undone_batch as
    select b.batch_id from batch b
    join undone u on u.operation_id = b.operation_id and u.until = 9223372036854775807;
comment on view undone_batch is 'Imports that were taken back';
comment on column undone_batch.batch_id is 'Import';

create or replace function figure_as_of(cut bigint, since date, until date)
    returns setof observation language sql stable set search_path from current as $$
    select distinct on (o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.span_days) o.*
    from observation o
    join batch_live(cut) b on b.batch_id = o.batch_id
    where o.first_day <= until and o.last_day >= since
    order by o.series_id, o.subject_id, o.measure_id, o.first_day, o.last_day, o.span_days,
        o.published desc, o.batch_id desc
$$;
comment on function figure_as_of is 'The last vintage, up to an operation, of every figure whose window touches some days';

create or replace function weekly_reach_as_of(cut bigint, since date, until date)
    returns setof weekly_reach language sql stable set search_path from current as $$
    select date_trunc('week', o.first_day)::date, o.measure_id, o.series_id, o.subject_id,
        sum(o.low)::bigint, coalesce(sum(o.high), 0)::bigint, count(*)::integer,
        count(*) filter (where o.high is null)::integer, count(*) filter (where o.comparator = '>')::integer,
        count(*) filter (where o.comparator = '~')::integer, count(*) filter (where o.estimated)::integer,
        count(*) filter (where o.window_inferred)::integer,
        sum(o.last_day - o.first_day + 1)::smallint, max(o.published)
    from figure_as_of(cut, since, until) o
    where o.last_day <= date_trunc('week', o.first_day)::date + 6
      and date_trunc('week', o.first_day)::date between since and until
    group by 1, 2, 3, 4
$$;
comment on function weekly_reach_as_of is 'Weekly reach computed from the figures up to an operation, for weeks whose Monday lies in some days';
