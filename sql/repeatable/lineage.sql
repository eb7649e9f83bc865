-- No edition is its own ancestor.

create or replace function lineage_has_no_cycle() returns trigger language plpgsql set search_path from current as $$
declare ancestor integer := new.parent_id;
begin
    -- Two edges of one series never at the same time: each must see the other.
    perform from series where series_id = new.series_id for no key update;
    while ancestor is not null loop
        if ancestor = new.edition_id then
            raise exception 'edition would become its own ancestor'
                using errcode = 'check_violation', constraint = 'lineage_has_no_cycle',
                      detail = format('"%s" descends from "%s"',
                          (select code from edition e where e.series_id = new.series_id and e.edition_id = new.parent_id),
                          (select code from edition e where e.series_id = new.series_id and e.edition_id = new.edition_id)),
                      table = tg_table_name, schema = tg_table_schema;
        end if;
        ancestor := (select l.parent_id from lineage l
                     where l.series_id = new.series_id and l.edition_id = ancestor
                     order by l.revision desc limit 1);
    end loop;
    return new;
end $$;
comment on function lineage_has_no_cycle is 'Refuses a parent that descends from the edition';

create or replace trigger lineage_has_no_cycle before insert on lineage
    for each row execute function lineage_has_no_cycle();
