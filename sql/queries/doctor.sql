-- What can be wrong with a server or a database: no row where nothing is. Each row: whether it is a fault, what, the fix.

-- name: server_version
select true as fault, 'server is PostgreSQL ' || current_setting('server_version') || ', 15 or later is needed' as what,
    'use another server' as fix
where current_setting('server_version_num')::integer < 150000

-- name: server_encoding
select true as fault, 'database is encoded in ' || current_setting('server_encoding') || ', not in UTF8' as what,
    'create database adapt encoding ''UTF8'' template template0' as fix
where current_setting('server_encoding') <> 'UTF8'

-- name: durability
select true as fault, s.name || ' is off: a power cut can lose what was committed' as what,
    -- Where it stands, only superusers are told; and it may stand in no file, but in what started the server.
    case when s.sourcefile is not null
        then format('take it out of %s, line %s, and start the server again', s.sourcefile, s.sourceline)
        else format('set %s = on in the server''s settings, and start it again', s.name) end as fix
from pg_settings s where s.name in ('fsync', 'full_page_writes', 'synchronous_commit') and s.setting = 'off' order by 2

-- name: checksums
select false as fault, 'data checksums are off: a failing disk goes unnoticed' as what,
    'pg_checksums --enable, with the server stopped' as fix
where current_setting('data_checksums') = 'off'

-- name: standby
select true as fault, 'server is a standby: it takes no changes, and may lag' as what, 'connect to the primary' as fix
where pg_is_in_recovery()

-- name: settings
-- They may be set for a database, for a role or for both; the fix is of where they are.
select true as fault, format('%s is %s: %s', s.name, s.setting, x.effect) as what,
    case s.source
        when 'database' then format('alter database %I reset %s', current_database(), s.name)
        when 'user' then format('alter role %I reset %s', session_user, s.name)
        when 'database user' then format('alter role %I in database %I reset %s', session_user, current_database(), s.name)
        when 'global' then format('alter role all reset %s', s.name)
        when 'client' then format('take %s out of PGOPTIONS, or of the URL', s.name)
        else format('set %s = %s in the server''s settings', s.name, s.boot_val) end as fix
from pg_settings s
join (values
    ('default_transaction_read_only', 'on', 'adapt still records; psql and other programs may change nothing'),
    ('session_replication_role', 'replica', 'no trigger fires, so that nothing keeps what was recorded from being changed or deleted')
    ) x(name, setting, effect) on x.name = s.name and x.setting = s.setting
order by 2

-- name: collation
select true as fault, format('collation of the database was version %s and is now %s: indexes may be in another order',
        d.datcollversion, pg_database_collation_actual_version(d.oid)) as what,
    format('reindex database %I; alter database %1$I refresh collation version', d.datname) as fix
from pg_database d
where d.datname = current_database() and d.datcollversion <> pg_database_collation_actual_version(d.oid)

-- name: connections
select true as fault, format('%s of %s connections are in use', n, current_setting('max_connections')) as what,
    'end programs, or raise max_connections' as fix
from (select count(*) as n from pg_stat_activity where backend_type = 'client backend') x
where n > 0.9 * current_setting('max_connections')::integer

-- name: idle_transactions
select true as fault, format('session %s of %s has kept a transaction open, doing nothing, since %s', a.pid, a.usename,
        to_char(a.xact_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')) as what,
    format('select pg_terminate_backend(%s)', a.pid) as fix
from pg_stat_activity a
where a.datname = current_database() and a.state like 'idle in transaction%'
    and a.state_change < clock_timestamp() - make_interval(secs => $1)
order by a.pid

-- name: autovacuum
select true as fault, 'autovacuum is off: the database grows, and plans go stale' as what, 'set autovacuum = on' as fix
where current_setting('autovacuum') = 'off'

-- name: scratch
select false as fault, format('scratch database %s was left by a drill or restore that was killed', d.datname) as what,
    format('drop database %I', d.datname) as fix
from pg_database d
-- $1: the comment that it has; $2: the limit of connections that it has from its making on.
where (shobj_description(d.oid, 'pg_database') = $1::text or d.datconnlimit = $2::bigint)
    and not exists (select from pg_stat_activity a where a.datname = d.datname)
order by d.datname

-- name: trigrams
select false as fault, 'extension pg_trgm is missing: search forgives no typo' as what,
    'create extension pg_trgm schema adapt, as its owner; then adapt db migrate --again' as fix
where not exists (select from pg_extension where extname = 'pg_trgm')

-- name: unlogged
select true as fault, format('table %s is unlogged: a crash empties it', c.relname) as what,
    format('alter table adapt.%I set logged', c.relname) as fix
from pg_class c
where c.relnamespace = 'adapt'::regnamespace and c.relkind = 'r' and c.relpersistence = 'u' order by 2

-- name: constraints
select true as fault, format('constraint %s of %s was never checked', c.conname, r.relname) as what,
    format('alter table adapt.%I validate constraint %I', r.relname, c.conname) as fix
from pg_constraint c join pg_class r on r.oid = c.conrelid
where c.connamespace = 'adapt'::regnamespace and not c.convalidated
    -- What was recorded in others before there was a list of currencies stays, and keeps this one from being validated.
    and not (c.conname = 'measure_currency_known' and exists (select from adapt.measure m
        where m.currency is not null and m.currency not in (select currency from adapt.currency)))
union all
select false, format('figures are in %s, no currency of ISO 4217: they stay, and no more come in',
        string_agg(o.currency, ', ' order by o.currency collate "C")),
    'take back their imports and import them again by the right code, or leave them'
from (select distinct m.currency from adapt.measure m
      where m.currency is not null and m.currency not in (select currency from adapt.currency)
          and exists (select from adapt.figure_run r join adapt.batch b using (batch_id) where r.measure_id = m.measure_id
              and not exists (select from adapt.undone u
                  where u.operation_id = b.operation_id and u.until = 9223372036854775807))) o
having count(*) > 0
order by 2

-- name: indexes
select true as fault, format('index %s is not valid: it is not used', c.relname) as what,
    format('reindex index adapt.%I', c.relname) as fix
from pg_index i join pg_class c on c.oid = i.indexrelid
where c.relnamespace = 'adapt'::regnamespace and not i.indisvalid order by 2

-- name: triggers
select true as fault, format('trigger %s of table %s is switched off', t.tgname, c.relname) as what,
    -- Those of foreign keys are PostgreSQL's own: no script makes them.
    case when t.tgisinternal then format('as a superuser: alter table adapt.%I enable trigger all', c.relname)
        else 'adapt db migrate --again' end as fix
from pg_trigger t join pg_class c on c.oid = t.tgrelid
where c.relnamespace = 'adapt'::regnamespace and t.tgenabled in ('D', 'R')
order by 2

-- name: kept
select true as fault, format('trigger %s of table %s is missing', k.trigger_name, k.table_name) as what,
    'adapt db migrate --again' as fix
from adapt.kept_table k
where not exists (select from pg_trigger t where t.tgrelid = to_regclass('adapt.' || k.table_name) and t.tgname = k.trigger_name)
order by 2

-- name: made
-- $1 and $2: constraints and indexes that the scripts make, and the statement for each; $3 and $4: triggers, and the table
-- of each; $5: functions; $6: views. What orders or compares words without strokes stands and falls with its extension.
select true as fault, format('constraint or index %s is missing', m.name) as what,
    format('adapt db psql -c "%s"', m.statement) as fix
from unnest($1::text[], $2::text[]) m(name, statement)
where not exists (select from pg_constraint c where c.connamespace = 'adapt'::regnamespace and c.conname = m.name)
    and not exists (select from pg_class c where c.relnamespace = 'adapt'::regnamespace and c.relkind = 'i' and c.relname = m.name)
    and (m.statement not like '%gin_trgm_ops%' or exists (select from pg_extension
        where extname = 'pg_trgm' and extnamespace = 'adapt'::regnamespace))
union all
select true, format('trigger %s of table %s is missing', m.name, m.table_name), 'adapt db migrate --again'
from unnest($3::text[], $4::text[]) m(name, table_name)
where not exists (select from pg_trigger t where t.tgrelid = to_regclass('adapt.' || m.table_name) and t.tgname = m.name)
union all
select true, format('function %s is missing', m.name), 'adapt db migrate --again'
from unnest($5::text[]) m(name)
where not exists (select from pg_proc p where p.pronamespace = 'adapt'::regnamespace and p.proname = m.name)
union all
select true, format('view %s is missing', m.name), 'adapt db migrate --again'
from unnest($6::text[]) m(name)
where to_regclass('adapt.' || m.name) is null
order by 2

-- name: added
-- What is in the schema besides: a restore takes nothing that the scripts do not make. $1: constraints and indexes that they
-- make; $2 and $3: triggers, and the table of each; $4: functions; $5: views; $6: tables.
with relation as (
    select c.oid, c.relname::text as name, c.relkind, c.relname = any($5::text[] || $6::text[]) as is_ours
    from pg_class c where c.relnamespace = 'adapt'::regnamespace),
added(name, change) as (
    select format('%s %s', k.kind, r.name), format('alter %s adapt.%I set schema public', k.kind, r.name)
    from relation r
    join (values ('r', 'table'), ('p', 'table'), ('v', 'view'), ('m', 'materialized view'), ('f', 'foreign table'),
        ('S', 'sequence')) k(relkind, kind) on k.relkind::"char" = r.relkind
    -- A sequence of a column goes with its table.
    where not r.is_ours and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = r.oid
        and d.deptype in ('a', 'i') and r.relkind = 'S')
    union all
    select format('function %s(%s)', p.proname, oidvectortypes(p.proargtypes)), format('alter routine adapt.%I(%s) set schema public',
        p.proname, pg_get_function_identity_arguments(p.oid))
    from pg_proc p
    -- Those of what counts are named for their table.
    where p.pronamespace = 'adapt'::regnamespace and p.proname <> all($4::text[])
        and p.proname not in (select r.name || '_live' from relation r where r.is_ours)
        and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
    union all
    select format('type %s', t.typname), format('alter type adapt.%I set schema public', t.typname)
    from pg_type t left join pg_class c on c.oid = t.typrelid
    where t.typnamespace = 'adapt'::regnamespace
        and (t.typtype in ('d', 'e', 'r') or c.relkind = 'c' or t.typtype = 'b' and t.typcategory <> 'A')
        and not exists (select from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
    union all
    -- Of these kinds the scripts make none.
    select format('%s %s', o.type, coalesce(o.name, o.identity)), format('alter %s %s set schema public', o.type, o.identity)
    from pg_depend n cross join lateral pg_identify_object(n.classid, n.objid, 0) o
    where n.refclassid = 'pg_namespace'::regclass and n.refobjid = 'adapt'::regnamespace
        and n.classid = any(array['pg_operator', 'pg_opclass', 'pg_opfamily', 'pg_collation', 'pg_conversion', 'pg_ts_config',
            'pg_ts_dict', 'pg_ts_parser', 'pg_ts_template']::regclass[])
        and not exists (select from pg_depend d where d.classid = n.classid and d.objid = n.objid and d.deptype = 'e')
    union all
    select format('extension %s', e.extname), format('alter extension %I set schema public', e.extname)
    from pg_extension e where e.extnamespace = 'adapt'::regnamespace and e.extname <> 'pg_trgm'
    union all
    select format('constraint %s of table %s', c.conname, r.name), format('alter table adapt.%I drop constraint %I', r.name, c.conname)
    from pg_constraint c join relation r on r.oid = c.conrelid and r.is_ours
    -- Those of the ledger have no names in it.
    where c.contype in ('c', 'f', 'p', 'u', 'x') and c.conname <> all($1::text[]) and r.name not in ('migration', 'schema_state')
    union all
    select format('index %s of table %s', i.name, r.name), format('drop index adapt.%I', i.name)
    from pg_index x join relation i on i.oid = x.indexrelid join relation r on r.oid = x.indrelid and r.is_ours
    where i.name <> all($1::text[])
        and not exists (select from pg_constraint c where c.conindid = i.oid and c.contype in ('p', 'u', 'x'))
    union all
    select format('trigger %s of table %s', t.tgname, r.name), format('drop trigger %I on adapt.%I', t.tgname, r.name)
    from pg_trigger t join relation r on r.oid = t.tgrelid and r.is_ours
    where not t.tgisinternal and t.tgname not in (r.name || '_append_only', r.name || '_of_its_operation')
        and not exists (select from unnest($2::text[], $3::text[]) m(name, table_name) where (m.name, m.table_name) = (t.tgname, r.name))
    union all
    select format('rule %s of table %s', w.rulename, r.name), format('drop rule %I on adapt.%I', w.rulename, r.name)
    from pg_rewrite w join relation r on r.oid = w.ev_class and r.is_ours where w.rulename <> '_RETURN'
    union all
    select format('policy %s of table %s', p.polname, r.name), format('drop policy %I on adapt.%I', p.polname, r.name)
    from pg_policy p join relation r on r.oid = p.polrelid and r.is_ours
    where p.polname not in ('everyone_reads', 'own_markets')
    union all
    select format('statistics %s', s.stxname), format('drop statistics adapt.%I', s.stxname)
    from pg_statistic_ext s where s.stxnamespace = 'adapt'::regnamespace)
select false as fault, a.name || ' is not adapt''s: a backup with it comes back only with --trusted' as what,
    a.command || '; or leave it, and restore with --trusted' as fix, a.name, a.command
from (select name, format('adapt db psql -c ''%s''', replace(change, '''', '''\''''')) as command from added) a
order by 2

-- name: roles
select false as fault, format('role %s does not exist', r.role_name) as what, 'adapt db roles --sql' as fix
from (select distinct role_name from adapt.table_right) r
where not exists (select from pg_roles p where p.rolname = r.role_name) order by 2

-- name: rights
select true as fault, format('role %s %s %s table %s', p.rolname,
        case when has_table_privilege(p.oid, t.oid, v.verb) then 'may' else 'may not' end, v.verb, r.table_name) as what,
    'adapt db migrate --again' as fix
from adapt.table_right r
join pg_roles p on p.rolname = r.role_name
join pg_class t on t.relname = r.table_name and t.relnamespace = 'adapt'::regnamespace and t.relowner <> p.oid
cross join (values ('select'), ('insert'), ('update'), ('delete'), ('truncate')) v(verb)
where has_table_privilege(p.oid, t.oid, v.verb) <> (v.verb = any(string_to_array(r.verbs, ', ')))
order by 2

-- name: schema
-- $1: functions that the scripts make. Those of others are told as added, and made anew by nobody.
select true as fault, format('schema adapt is owned by %s, its tables by %s', n.nspowner::regrole, c.relowner::regrole) as what,
    format('alter schema adapt owner to %s', c.relowner::regrole) as fix
from pg_namespace n join pg_class c on c.relnamespace = n.oid and c.relname = 'operation'
where n.nspname = 'adapt' and n.nspowner <> c.relowner
union all
select true, 'everybody may create in schema adapt', 'adapt db migrate --again'
from pg_namespace n cross join lateral aclexplode(n.nspacl) a
where n.nspname = 'adapt' and a.grantee = 0 and a.privilege_type = 'CREATE'
union all
select true, format('everybody may %s %s', lower(a.privilege_type), c.relname), 'adapt db migrate --again'
from pg_class c cross join lateral aclexplode(c.relacl) a
where c.relnamespace = 'adapt'::regnamespace and c.relkind in ('r', 'v') and a.grantee = 0
union all
select true, format('function %s looks names up wherever its caller says', p.proname), 'adapt db migrate --again'
from pg_proc p join pg_language l on l.oid = p.prolang
where p.pronamespace = 'adapt'::regnamespace and p.proname = any($1::text[]) and (p.prosecdef or l.lanname = 'plpgsql')
    and p.proname not in ('refuse_change', 'json_or_null')
    and not coalesce(p.proconfig, '{}') @> array['search_path=adapt, pg_temp']
order by 2

-- name: limits
select true as fault, format('policy %s of table %s %s: no limit to markets holds there', p.policy_name, p.table_name,
        case when p.is_there then 'is not as adapt makes it' else 'is missing' end) as what,
    'adapt db migrate --again' as fix
from adapt.limited_policy p
where not p.is_so
union all
select true, format('limits to markets are not in force in table %s', p.tablename), 'adapt db limit ROLE --market M, again'
from pg_policies p
join pg_class c on c.relname = p.tablename and c.relnamespace = 'adapt'::regnamespace
where p.schemaname = 'adapt' and p.policyname = 'own_markets' and not c.relrowsecurity
    and exists (select from adapt.editor_market)
union all
select true, format('limit of %1$s to %2$s holds nobody: the role %3$s', m.role_name,
        string_agg(m.market_code, ', ' order by m.market_code), adapt.why_unlimited(m.role_name)),
    format('adapt db limit %3$s --everywhere; for the role that edits in its place: adapt db limit ROLE --market %2$s', m.role_name,
        string_agg(m.market_code, ' --market ' order by m.market_code),
        case when m.role_name ~ '^[A-Za-z0-9_.-]+$' then m.role_name else '''' || replace(m.role_name, '''', '''\''''') || '''' end)
from adapt.editor_market m
where adapt.why_unlimited(m.role_name) is not null
group by m.role_name
order by 2

-- name: clock
select true as fault, format('last operation is of the future, %s: the server''s clock was ahead, or is behind now',
        to_char(max(o.at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')) as what,
    'set the clock of the server; until then moments of new operations follow that one' as fix
from adapt.operation o having max(o.at) > clock_timestamp() + interval '5 minutes'
