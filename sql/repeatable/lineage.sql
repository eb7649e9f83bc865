-- No edition is its own ancestor.

create or replace function refuse_cycle(series_id integer, edition_id integer) returns void
    language plpgsql set search_path from current as $$
declare parent integer := (select x.parent_id from lineage_live(9223372036854775807) x
    where x.series_id = $1 and x.edition_id = $2 order by x.revision desc limit 1);
begin
    if parent is not null and exists (
        with recursive line(edition_id) as (
            select parent
            union
            select l.parent_id
            from line a
            cross join lateral (select x.parent_id from lineage_live(9223372036854775807) x
                                where x.series_id = $1 and x.edition_id = a.edition_id
                                order by x.revision desc limit 1) l
            where l.parent_id is not null)
        select from line where line.edition_id = $2)
    then
        raise exception 'edition would become its own ancestor'
            using errcode = 'check_violation', constraint = 'lineage_has_no_cycle',
                  detail = format('"%s" descends from "%s"',
                      (select code from edition e where e.series_id = $1 and e.edition_id = parent),
                      (select code from edition e where e.series_id = $1 and e.edition_id = $2)),
                  table = 'lineage', schema = 'adapt';
    end if;
end $$;
comment on function refuse_cycle is 'Refuses a lineage in which an edition descends from itself';

create or replace function lineage_has_no_cycle() returns trigger language plpgsql set search_path from current as $$
begin
    -- Two edges of one series never at the same time: each must see the other.
    perform pg_advisory_xact_lock(hashtextextended('adapt.lineage ' || new.series_id::text, 0));
    if new.parent_id is not null then
        perform refuse_cycle(new.series_id, new.edition_id);
    end if;
    return null;
end $$;
comment on function lineage_has_no_cycle is 'Refuses a parent that descends from the edition';

drop trigger if exists lineage_has_no_cycle on lineage;
create trigger lineage_has_no_cycle after insert on lineage
    for each row execute function lineage_has_no_cycle();
