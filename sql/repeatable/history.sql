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

do $$
declare name text;
begin
    foreach name in array array['operation', 'source', 'citation', 'series', 'series_state', 'subject', 'edition',
        'revision', 'edition_state', 'edition_alias', 'external_identifier', 'lineage', 'lineage_source',
        'edition_assertion', 'decision', 'measure', 'batch', 'joint', 'joint_member', 'creative', 'creative_beat',
        'figure_run', 'figure_batch', 'snapshot_claim', 'ranking_claim', 'note', 'element_path', 'term_code',
        'term_merger', 'term_label', 'market_state', 'batch_confirmation', 'operation_origin', 'reach_export',
        'import_profile', 'creative_state', 'counter_reading', 'backup', 'backup_drill']
    loop
        execute format('create or replace trigger %I before update or delete or truncate on %I
            for each statement execute function refuse_change()', name || '_append_only', name);
    end loop;
end $$;
