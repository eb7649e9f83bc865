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
    elsif tg_table_name = 'figure_run' then
        -- An import that is being written comes after its figures.
        select b.operation_id into other
        from (select distinct a.batch_id from added a) x join batch b using (batch_id)
        where not is_under_way(b.operation_id) limit 1;
    else
        -- Each operation is looked at once: without the offset, once a row.
        select coalesce(x.operation_id, 0) into other
        from (select distinct a.operation_id from added a offset 0) x
        where x.operation_id is null or not is_under_way(x.operation_id) limit 1;
    end if;
    if other is not null then
        raise exception 'operation % is over, and nothing is added to it in table "%"', other, tg_table_name
            using errcode = 'integrity_constraint_violation', constraint = 'fact_of_its_operation', table = tg_table_name,
                schema = tg_table_schema;
    end if;
    return null;
end $$;
comment on function added_to_its_operation is 'Refuses facts that are said to be of an operation which was over before';

do $$
declare name text;
begin
    for name in
        select c.relname from pg_class c
        where c.relnamespace = 'adapt'::regnamespace and c.relkind = 'r' and c.relname not in ('operation', 'undone')
            and (c.relname in ('creative_beat', 'figure_run') or exists (
                select from pg_attribute a where a.attrelid = c.oid and a.attname = 'operation_id'))
    loop
        execute format('create or replace trigger %I after insert on %I referencing new table as added
            for each statement execute function added_to_its_operation()', name || '_of_its_operation', name);
    end loop;
end $$;
