-- Backups: what is known of them.

-- name: last
select b.file, to_char(b.taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as taken_at, b.last_operation,
    (select to_char(max(d.drilled_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from adapt.backup_drill d
     where d.sha256 = b.sha256) as tested_at,
    (select coalesce(max(o.operation_id), 0) from adapt.operation o) - b.last_operation as since,
    current_setting('server_version_num')::integer / 10000 as server_major
from adapt.backup b
-- Earlier programs wrote whole seconds.
order by b.taken_at desc, b.last_operation desc, b.sha256
limit 1

-- name: add
insert into adapt.backup (sha256, file, bytes, taken_at, last_operation, server_version, author)
values ($1, $2, $3, $4::timestamptz, $5, $6, $7)
on conflict (sha256) do nothing

-- name: add_drill
insert into adapt.backup_drill (sha256, rows, author, drilled_at) values ($1, $2, $3, $4::text::timestamptz)
on conflict (sha256, drilled_at) do nothing

-- name: replaced_name
-- What database $1 is called once another one is in its place.
select $1::text || '_before_' || to_char(clock_timestamp() at time zone 'UTC', 'YYYYMMDD"t"HH24MISS') as name

-- name: replaced
-- Those that are called so, with their sizes.
select d.datname::text as database,
    case when has_database_privilege(d.oid, 'connect') then pg_database_size(d.oid) end as bytes
from pg_database d
where starts_with(d.datname, current_database() || '_before_')
    and substr(d.datname, length(current_database() || '_before_') + 1) ~ '^[0-9]{8}t[0-9]{6}$'
order by d.datname

-- name: settings
-- What is set on this database itself, as the statements that set database $1 so, in their order: whose it is, how many
-- may connect, who may do what, what holds in it. Of a setting that is a list each part is quoted, as pg_dumpall does:
-- PostgreSQL keeps it with parts in double quotes, or as somebody wrote it (set ... from current), which is no statement.
with here as (
    select d.oid, d.datacl, d.datconnlimit, r.rolname as owner from pg_database d join pg_roles r on r.oid = d.datdba
    where d.datname = current_database()),
setting as (
    select r.rolname as role, split_part(c, '=', 1) as name, substr(c, strpos(c, '=') + 1) as value
    from here h join pg_db_role_setting s on s.setdatabase = h.oid left join pg_roles r on r.oid = s.setrole
    cross join unnest(s.setconfig) c
    where s.setrole = 0 or r.oid is not null),
made(step, statement) as (
    select 1, format('alter database %I owner to %I', $1::text, h.owner) from here h
    union all
    select 2, format('alter database %I connection limit %s', $1::text, h.datconnlimit) from here h
    union all
    select 3, format('revoke all on database %I from public, %I', $1::text, h.owner) from here h
    where h.datacl is not null
    union all
    select 4, format('grant %s on database %I to %s', a.privilege_type, $1::text,
            coalesce(quote_ident(r.rolname), 'public')) || case when a.is_grantable then ' with grant option' else '' end
    from here h cross join aclexplode(h.datacl) a left join pg_roles r on r.oid = a.grantee
    where a.grantee = 0 or r.oid is not null
    union all
    select 5, format('alter %s set %I to %s',
        case when s.role is null then '' else format('role %I in ', s.role) end || format('database %I', $1::text),
        s.name,
        case when s.name in ('search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries',
                'shared_preload_libraries', 'unix_socket_directories') then p.list else quote_literal(s.value) end)
    from setting s
    cross join lateral (
        select string_agg(quote_literal(case when t.part like '"%' then replace(substr(t.part, 2, length(t.part) - 2), '""', '"')
                -- Names fold, files do not.
                when s.name in ('search_path', 'temp_tablespaces') then lower(t.part collate "C") else t.part end),
            ', ' order by m.place) as list
        from regexp_matches(s.value || ',', '((?:"[^"]*"|[^",])*),', 'g') with ordinality m(found, place)
        cross join lateral (select btrim(m.found[1], E' \t\r\n') as part) t) p
    union all
    -- A remark of its own, or none: the mark of a database that is made to be dropped goes.
    select 6, format('comment on database %I is %L', $1::text, shobj_description(h.oid, 'pg_database')) from here h)
select statement from made order by step, statement

-- name: dependents
-- What hangs on schema adapt and is none of it: dropping the schema takes it along. What stands and falls with another
-- thing (the rule of a view, a constraint of a table) is of that thing's schema.
with inside as (
    select 'pg_class'::regclass as class, oid from pg_class where relnamespace = 'adapt'::regnamespace
    union all select 'pg_proc', oid from pg_proc where pronamespace = 'adapt'::regnamespace
    union all select 'pg_type', oid from pg_type where typnamespace = 'adapt'::regnamespace
    union all select 'pg_operator', oid from pg_operator where oprnamespace = 'adapt'::regnamespace
    union all select 'pg_opclass', oid from pg_opclass where opcnamespace = 'adapt'::regnamespace
    union all select 'pg_opfamily', oid from pg_opfamily where opfnamespace = 'adapt'::regnamespace),
part as (
    select 'pg_rewrite'::regclass as class, oid, ev_class as whole from pg_rewrite
    union all select 'pg_constraint', oid, conrelid from pg_constraint
    union all select 'pg_trigger', oid, tgrelid from pg_trigger
    union all select 'pg_attrdef', oid, adrelid from pg_attrdef
    union all select 'pg_policy', oid, polrelid from pg_policy
    union all select 'pg_class', oid, relid from (
        select reltoastrelid as oid, oid as relid from pg_class where reltoastrelid <> 0) toast),
dependent as (
    select distinct d.classid as class, d.objid as oid
    from pg_depend d join inside i on i.class = d.refclassid and i.oid = d.refobjid
    -- An index method's own entries, which go with the family that they are in.
    where d.classid not in ('pg_amop'::regclass, 'pg_amproc'::regclass))
select pg_describe_object(d.class, d.oid, 0) as name
from dependent d left join part p on p.class = d.class and p.oid = d.oid
where not exists (select from inside i where i.class = d.class and i.oid = d.oid)
    and not exists (select from inside i where i.class = 'pg_class'::regclass and i.oid = p.whole)
order by 1
