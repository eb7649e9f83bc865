-- What an operation recorded is whole once it is committed: nothing is added to it later, by whoever may add rows.
-- What was known at a moment then never changes afterwards.

create or replace function is_under_way(operation bigint) returns boolean language sql stable
    set search_path from current as $$
    -- Seen, and in progress: it is of this very transaction, or of a savepoint in it. A row has the lower half of the
    -- number of the transaction that made it, which is at most half of all numbers away from this one.
    select exists (
        select from operation o cross join (select pg_current_xact_id()::text::bigint) own(id)
        where o.operation_id = $1 and pg_xact_status((own.id - 2147483648
            + (o.xmin::text::bigint - own.id % 4294967296 + 6442450944) % 4294967296)::text::xid8) = 'in progress')
$$;
comment on function is_under_way is 'Whether an operation was begun in the transaction that asks';

create or replace function added_to_its_operation() returns trigger language plpgsql set search_path from current as $$
declare other bigint;
begin
    if owns(tg_relid) then return null; end if;
    if tg_table_name = 'creative_beat' then
        select c.operation_id into other
        from (select distinct a.series_id, a.creative_id from added a) x join creative c using (series_id, creative_id)
        where not is_under_way(c.operation_id) limit 1;
    elsif tg_table_name = 'batch_confirmation' then
        select coalesce(b.operation_id, 0) into other
        from (select distinct a.batch_id from added a) x left join batch b using (batch_id)
        where not is_under_way(b.operation_id) limit 1;
    elsif tg_table_name = 'figure_run' then
        -- An import comes after its figures: until then its number is known to the session that has drawn it.
        select coalesce(b.operation_id, 0) into other
        from (select distinct a.batch_id from added a) x left join batch b using (batch_id)
        where not case when b.batch_id is null
            then x.batch_id = currval(pg_get_serial_sequence('batch', 'batch_id')) else is_under_way(b.operation_id) end
        limit 1;
    else
        -- Each operation is looked at once: without the offset, once a row.
        select coalesce(x.operation_id, 0) into other
        from (select distinct a.operation_id from added a offset 0) x
        where x.operation_id is null or not is_under_way(x.operation_id) limit 1;
    end if;
    if other is not null then
        raise exception '%', case other when 0 then format('rows of table "%s" are of no operation of this transaction', tg_table_name)
            else format('operation %s is over, and nothing is added to it in table "%s"', other, tg_table_name) end
            using errcode = 'integrity_constraint_violation', constraint = 'fact_of_its_operation', table = tg_table_name,
                schema = tg_table_schema;
    end if;
    return null;
end $$;
comment on function added_to_its_operation is 'Refuses facts that are said to be of an operation which was over before, or is none of theirs who add them';

do $$
declare kept record;
begin
    for kept in select table_name, trigger_name, made_as from kept_table loop
        execute format('create or replace trigger %I ' || kept.made_as, kept.trigger_name, kept.table_name);
    end loop;
end $$;
