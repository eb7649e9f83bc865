-- What counts as of an operation (the "cut"; the largest bigint means now): recorded up to it, by an operation that
-- is not taken back as of it. One function a table of facts, plain enough for the planner to look through.

do $$
declare name text;
begin
    foreach name in array array['source', 'series_state', 'edition_state', 'edition_alias', 'external_identifier',
        'lineage', 'lineage_source', 'edition_assertion', 'decision', 'element', 'element_state', 'element_path', 'term', 'term_code',
        'term_label', 'term_merger', 'term_evidence', 'market_state', 'batch', 'creative', 'snapshot_claim', 'ranking_claim', 'note',
        'import_profile', 'creative_state', 'counter_reading']
    loop
        execute format('
            create or replace function %1$I(cut bigint) returns setof %2$I language sql stable as $body$
                select x.* from %2$I x
                where x.operation_id <= cut and not exists (select from undone u
                    where u.operation_id = x.operation_id and u.since <= cut and cut <= u.until)
            $body$', name || '_live', name);
        execute format('comment on function %I is %L', name || '_live', 'Rows of ' || name || ' that count as of an operation');
    end loop;
end $$;

do $$
declare name text; key text;
begin
    -- What is taken away counts no more, nor does what was said of it before; said again, it does.
    for name, key in values ('edition_alias', '%1$s.title'), ('external_identifier', '%1$s.scheme, %1$s.value'),
        ('lineage_source', '%1$s.source_series_id, %1$s.source_edition_id')
    loop
        execute format('
            create or replace function %1$I(cut bigint) returns setof %2$I language sql stable as $body$
                select x.* from %2$I x
                where x.operation_id <= cut and not x.withdrawn and not exists (select from undone u
                    where u.operation_id = x.operation_id and u.since <= cut and cut <= u.until)
                and not exists (select from %2$I w
                    where (w.series_id, w.edition_id, %3$s) = (x.series_id, x.edition_id, %4$s) and w.withdrawn
                        and w.operation_id > x.operation_id and w.operation_id <= cut and not exists (select from undone u
                            where u.operation_id = w.operation_id and u.since <= cut and cut <= u.until))
            $body$', name || '_live', name, format(key, 'w'), format(key, 'x'));
    end loop;
end $$;

create or replace function one_at_a_time() returns trigger language plpgsql set search_path from current as $$
declare
    -- The first argument names the rule, the others the columns that no two rows that count may share.
    same text := (select string_agg(format('x.%1$I is not distinct from ($1).%1$I', c), ' and ')
                  from unnest(tg_argv[1:]) c);
    taken boolean;
begin
    -- What comes in from another catalogue may have been taken back there already: then it stands in nobody's way.
    if exists (select from undone u where u.operation_id = new.operation_id and u.until = 9223372036854775807) then
        return new;
    end if;
    execute format('select exists (select from %I x where %s and not exists (select from undone u
        where u.operation_id = x.operation_id and u.until = 9223372036854775807))', tg_table_name, same)
        into taken using new;
    if taken then
        raise exception 'row is already there' using errcode = 'unique_violation', constraint = tg_argv[0],
            detail = format('Key (%s)=(%s) already exists.', array_to_string(tg_argv[1:], ', '),
                (select string_agg(to_jsonb(new) ->> c, ', ' order by n) from unnest(tg_argv[1:]) with ordinality k(c, n))),
            table = tg_table_name, schema = tg_table_schema;
    end if;
    return new;
end $$;
comment on function one_at_a_time is 'Refuses a row where one that counts says the same; one that was taken back does not stand in the way';

create or replace trigger source_code_unique before insert on source
    for each row execute function one_at_a_time('source_code_unique', 'code');
create or replace trigger creative_code_unique before insert on creative
    for each row execute function one_at_a_time('creative_code_unique', 'series_id', 'edition_id', 'code');
create or replace trigger snapshot_claim_once before insert on snapshot_claim
    for each row execute function one_at_a_time('snapshot_claim_once', 'source_id', 'scope', 'aspect', 'first_day',
        'last_day');
