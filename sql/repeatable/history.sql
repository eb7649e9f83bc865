-- The order of the history, and its being only added to.

drop function if exists begin_operation(text, text, text);
create or replace function begin_operation(author text, verb text, message text default null, undoes bigint default null)
    returns bigint language plpgsql set search_path from current as $$
declare number bigint;
begin
    -- One writer at a time from here to its commit: numbers and moments then follow the order of commit,
    -- so what was known at a moment never changes afterwards.
    perform pg_advisory_xact_lock(hashtextextended('adapt.operation', 0));
    insert into operation (operation_id, at, author, verb, message, undoes)
    select coalesce(max(o.operation_id), 0) + 1,
        greatest(clock_timestamp(), max(o.at) + interval '1 microsecond'),
        -- One person, however the keyboard composes accents.
        normalize(begin_operation.author, nfc), begin_operation.verb, begin_operation.message, begin_operation.undoes
    from operation o
    returning operation_id into number;
    return number;
end $$;
comment on function begin_operation is 'Starts an operation of the running transaction and returns its number';

-- A message is what the program says of an operation, and below an empty line what its author says of it, if anything.
create or replace function operation_message(subject text, said text) returns text language sql immutable as $$
    -- A name may hold an empty line, as those of files may: that begins no word of the author's.
    select nullif(coalesce(rtrim(regexp_replace(subject, E'\n{2,}', E'\n', 'g'), E'\n'), '')
        || coalesce(E'\n\n' || normalize(said, nfc), ''), '')
$$;
comment on function operation_message is 'What the program and the author say of an operation, as one message';

create or replace function operation_subject(message text) returns text language sql immutable as $$
    select nullif(split_part(message, E'\n\n', 1), '')
$$;
comment on function operation_subject is 'What the program says of an operation, of its message';

create or replace function operation_said(message text) returns text language sql immutable as $$
    select nullif(substr(message, length(split_part(message, E'\n\n', 1)) + 3), '')
$$;
comment on function operation_said is 'What the author says of an operation, of its message; null: nothing';

create or replace function operation_as_of(moment timestamptz) returns bigint language sql stable
    set search_path from current as $$
    select coalesce((select operation_id from operation where at <= moment order by at desc limit 1), 0)
$$;
comment on function operation_as_of is 'The last operation at a moment; 0 before the first';

create or replace function add_revision(series_id integer, edition_id integer, operation_id bigint)
    returns integer language sql set search_path from current as $$
    insert into revision (series_id, edition_id, revision, operation_id)
    select $1, $2, coalesce(max(r.revision), 0) + 1, $3
    from revision r where r.series_id = $1 and r.edition_id = $2
    returning revision
$$;
comment on function add_revision is 'Adds the next revision of an edition and returns its number';

create or replace function add_citation(source_code text, locator text, quote text, operation_id bigint)
    returns bigint language sql set search_path from current as $$
    insert into citation (source_id, locator, quote, operation_id)
    select source_id, normalize($2, nfc), normalize($3, nfc), $4 from source_live(9223372036854775807) where code = $1
    returning citation_id
$$;
comment on function add_citation is 'Adds a citation of a source, if there is such a source, and returns its key';

create or replace function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'table "%" is only added to: % refused', tg_table_name, lower(tg_op)
        using errcode = 'integrity_constraint_violation', constraint = 'history_append_only',
              table = tg_table_name, schema = tg_table_schema;
end $$;
comment on function refuse_change is 'Keeps facts from being changed or deleted';

-- Rights are of tables, not of what is written in them: what keeps the history true is looked at here.
create or replace function owns(relation oid) returns boolean language sql stable set search_path from current as $$
    select pg_has_role(current_user, c.relowner, 'usage') from pg_class c where c.oid = $1
$$;
comment on function owns is 'Whether the user owns a table: who does can take away what keeps it, too, so that nothing is kept from him';

create or replace function operation_in_order() returns trigger language plpgsql set search_path from current as $$
declare
    first bigint;
    newest bigint;
    last_at timestamptz;
    base bigint;
begin
    if owns(tg_relid) then return null; end if;
    select min(a.operation_id), max(a.operation_id) into first, newest from added a;
    if newest - first >= (select count(*) from added)
        or first - 1 is distinct from coalesce((select max(o.operation_id) from operation o where o.operation_id < first), 0)
        or exists (select from operation o where o.operation_id > newest)
    then
        raise exception 'operation % is not the next one', first using errcode = 'integrity_constraint_violation',
            constraint = 'operation_in_order', table = tg_table_name, schema = tg_table_schema;
    end if;
    select o.at into last_at from operation o where o.operation_id = first - 1;
    if exists (select from (
        select a.at, lag(a.at, 1, last_at) over (order by a.operation_id) as before from added a) x
        where x.at <= x.before
            or x.at > greatest(clock_timestamp() + interval '5 minutes', x.before + interval '1 microsecond'))
    then
        raise exception 'moment of operation % is not after the one before it, or is to come', first
            using errcode = 'integrity_constraint_violation', constraint = 'operation_in_time',
                table = tg_table_name, schema = tg_table_schema;
    end if;
    for base in select undo_base(a.undoes) from added a where a.undoes is not null loop
        -- Figures may be taken back by who may import them; all else by an editor, of editions that are his.
        if not has_table_privilege(current_user, 'decision', 'insert') and (
            exists (select from revision r where r.operation_id = base)
            or not exists (select from batch b where b.operation_id = base))
        then
            raise exception 'permission denied for table decision' using errcode = 'insufficient_privilege';
        end if;
        if exists (select from revision r where r.operation_id = base and not may_edit(r.series_id, r.edition_id)) then
            raise exception 'operation % changed editions of other markets: row-level security', base
                using errcode = 'insufficient_privilege';
        end if;
    end loop;
    return null;
end $$;
comment on function operation_in_order is 'Refuses an operation that is not the next one, of another moment, or that takes back what its user may not';
create or replace trigger operation_in_order after insert on operation referencing new table as added
    for each statement execute function operation_in_order();
