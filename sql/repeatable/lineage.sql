-- No edition comes from itself, by parents or by further sources, also over several series.

create or replace function origin_of(series_id integer, edition_id integer)
    returns table (series_id integer, edition_id integer) language sql stable as $$
    select $1, l.parent_id
    from (select x.parent_id from lineage_live(9223372036854775807) x
          where x.series_id = $1 and x.edition_id = $2 order by x.revision desc limit 1) l
    where l.parent_id is not null
    union
    select x.source_series_id, x.source_edition_id from lineage_source_live(9223372036854775807) x
    where x.series_id = $1 and x.edition_id = $2
$$;
comment on function origin_of is 'The editions that an edition comes from now: its primary parent, and those it draws on';

create or replace function edition_name(series_id integer, edition_id integer) returns text language sql stable as $$
    select s.code || '/' || e.code
    from edition e join series s on s.series_id = e.series_id
    where e.series_id = $1 and e.edition_id = $2
$$;
comment on function edition_name is 'An edition as people name it';

create or replace function back_to_itself(series_id integer, edition_id integer)
    returns table (series_id integer, edition_id integer) language sql stable as $$
    with recursive line(start_series, start_edition, series_id, edition_id) as (
        select o.series_id, o.edition_id, o.series_id, o.edition_id from origin_of($1, $2) o
        union
        select a.start_series, a.start_edition, o.series_id, o.edition_id
        from line a cross join lateral origin_of(a.series_id, a.edition_id) o)
    select w.start_series, w.start_edition from line w
    where w.series_id = $1 and w.edition_id = $2
    order by w.start_series, w.start_edition
$$;
comment on function back_to_itself is 'Those origins of an edition that come from it themselves';

create or replace function refuse_cycle(series_id integer, edition_id integer) returns void
    language plpgsql set search_path from current as $$
declare origin record;
begin
    select w.series_id as start_series, w.edition_id as start_edition into origin from back_to_itself($1, $2) w limit 1;
    if found then
        raise exception 'edition would become its own ancestor'
            using errcode = 'check_violation', constraint = 'lineage_has_no_cycle',
                  detail = format('"%s" descends from "%s"',
                      edition_name(origin.start_series, origin.start_edition), edition_name($1, $2)),
                  table = 'lineage', schema = 'adapt';
    end if;
end $$;
comment on function refuse_cycle is 'Refuses a lineage in which an edition descends from itself';

create or replace view circled_edition as
    with recursive origin as (
        select l.series_id, l.edition_id, l.series_id as from_series, l.parent_id as from_edition
        from (select distinct on (x.series_id, x.edition_id) x.series_id, x.edition_id, x.parent_id
              from lineage_live(9223372036854775807) x
              order by x.series_id, x.edition_id, x.revision desc) l
        where l.parent_id is not null
        union
        select x.series_id, x.edition_id, x.source_series_id, x.source_edition_id
        from lineage_source_live(9223372036854775807) x),
    line(series_id, edition_id, from_series, from_edition) as (
        table origin
        union
        select a.series_id, a.edition_id, o.from_series, o.from_edition
        from line a join origin o on o.series_id = a.from_series and o.edition_id = a.from_edition)
    select l.series_id, l.edition_id from line l
    where l.series_id = l.from_series and l.edition_id = l.from_edition;
comment on view circled_edition is 'Editions that come from themselves now: none';
comment on column circled_edition.series_id is 'Its series';
comment on column circled_edition.edition_id is 'The edition';

create or replace function lineage_has_no_cycle() returns trigger language plpgsql set search_path from current as $$
begin
    -- Two edges never at the same time: each must see the other.
    perform pg_advisory_xact_lock(hashtextextended('adapt.lineage', 0));
    perform refuse_cycle(new.series_id, new.edition_id);
    return null;
end $$;
comment on function lineage_has_no_cycle is 'Refuses a parent or source that descends from the edition';

create or replace trigger lineage_has_no_cycle after insert on lineage
    for each row when (new.parent_id is not null) execute function lineage_has_no_cycle();
create or replace trigger lineage_source_has_no_cycle after insert on lineage_source
    for each row execute function lineage_has_no_cycle();
