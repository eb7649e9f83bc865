-- What can be wrong with a server: no row where nothing is. Each row: whether it is a fault, what, and the fix: statements
-- for psql, words, or both, where {} stands for the command that runs the statements. Of a schema also whether that is a
-- change of what the scripts make, which a backup keeps (is_change); without that column each fault is one.

-- name: server_encoding
select true as fault, 'database is encoded in ' || current_setting('server_encoding') || ', not in UTF8' as what,
    'make another one, and name it: createdb -E UTF8 -T template0 NAME' as fix
where current_setting('server_encoding') <> 'UTF8'

-- name: durability
select true as fault, s.name || ' is off: a power cut can lose what was committed' as what,
    -- Where it stands, only superusers are told; and it may stand in no file, but in what started the server.
    case when s.sourcefile is not null
        then format('take it out of %s, line %s, and start the server again', s.sourcefile, s.sourceline)
        else format('set %s = on in the server''s settings, and start it again', s.name) end as fix
from pg_settings s where s.name in ('fsync', 'full_page_writes', 'synchronous_commit') and s.setting = 'off'
    -- What a database, a role or this client is set to is among the settings, with where that is.
    and s.source not in ('database', 'user', 'database user', 'global', 'client')
order by 2

-- name: checksums
select false as fault, 'data checksums are off: a failing disk goes unnoticed' as what,
    -- Where the files are, only superusers are told.
    format('with the server stopped: pg_checksums --enable -D %s', coalesce(
        (select s.setting from pg_settings s where s.name = 'data_directory'), 'DIRECTORY')) as fix
where current_setting('data_checksums') = 'off'

-- name: standby
select true as fault, 'server is a standby: it takes no changes, and may lag' as what, 'connect to the primary' as fix
where pg_is_in_recovery()

-- name: settings
-- What is set for this database, for a role that may use the catalogue, for both or for all, whoever asks; and what the
-- server or this client is set to. The fix is of where it is.
with minded(name, wrong, fault, effect) as (values
        ('default_transaction_read_only', '^(on|t|y|1)', true, 'adapt still records; psql and other programs may change nothing'),
        ('session_replication_role', '^replica', true,
            'no trigger fires, so that nothing keeps what was recorded from being changed or deleted'),
        ('synchronous_commit', '^(of|f|n|0)', true, 'a power cut can lose what was committed'),
        ('row_security', '^(of|f|n|0)', true, 'whom a limit to markets holds is refused what the limit is about'),
        ('zero_damaged_pages', '^(on|t|y|1)', true, 'what the disk has damaged is read as nothing, and lost'),
        ('ignore_checksum_failure', '^(on|t|y|1)', true, 'what the disk has damaged is read as if it were whole'),
        ('standard_conforming_strings', '^(of|f|n|0)', false, 'psql and other programs read a backslash in a text as something else'),
        ('statement_timeout', '[1-9]', false, 'what takes longer is ended, as an import or a report of much'),
        ('transaction_timeout', '[1-9]', false, 'what takes longer is ended, as an import or a report of much')),
stated as (
    select split_part(c, '=', 1) as name, substr(c, strpos(c, '=') + 1) as value, r.rolname as role,
        s.setdatabase <> 0 as is_here
    from pg_db_role_setting s
    left join pg_roles r on r.oid = s.setrole
    cross join unnest(s.setconfig) c
    where s.setdatabase in (0, (select d.oid from pg_database d where d.datname = current_database()))
        and (s.setrole = 0 or r.rolname = session_user
            or has_schema_privilege(s.setrole, to_regnamespace('adapt')::oid, 'usage'))),
found as (
    select m.fault, m.effect, s.name, s.value, s.role,
        case when s.role is null and s.is_here then format('alter database %I reset %s', current_database(), s.name)
            when s.role is null then format('alter role all reset %s', s.name)
            when s.is_here then format('alter role %I in database %I reset %s', s.role, current_database(), s.name)
            else format('alter role %I reset %s', s.role, s.name) end as statement, null as fix
    from stated s join minded m on m.name = s.name and s.value ~* m.wrong
    union all
    select m.fault, m.effect, s.name, s.setting, null, null,
        case s.source when 'client' then format('take %s out of PGOPTIONS, or of the URL', s.name)
            else format('set %s = %s in the server''s settings', s.name, s.boot_val) end
    from pg_settings s join minded m on m.name = s.name and s.setting ~* m.wrong
    where s.source not in ('database', 'user', 'database user', 'global')
        and (s.name <> 'synchronous_commit' or s.source = 'client'))
select f.fault, format('%s is %s%s: %s', f.name, f.value, ' for role ' || f.role, f.effect) as what,
    -- Who may change nothing, changes no setting either.
    case when f.statement is null then '{}'::text[]
        when current_setting('default_transaction_read_only') = 'on'
            then array['set default_transaction_read_only = off', f.statement]
        else array[f.statement] end as statements, f.fix
from found f order by 2

-- name: collation
select true as fault, format('collation of the database was version %s and is now %s: indexes may be in another order',
        d.datcollversion, pg_database_collation_actual_version(d.oid)) as what,
    array[format('reindex database %I', d.datname), format('alter database %I refresh collation version', d.datname)]
        as statements
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
    array[format('select pg_terminate_backend(%s)', a.pid)] as statements
from pg_stat_activity a
where a.datname = current_database() and a.state like 'idle in transaction%'
    and a.state_change < clock_timestamp() - make_interval(secs => $1)
order by a.pid

-- name: autovacuum
select true as fault, s.name || ' is off: the database grows, and plans go stale' as what,
    case when s.source = 'command line' then '{}'::text[]
        else array[format('alter system set %s = on', s.name), 'select pg_reload_conf()'] end as statements,
    case when s.source = 'command line' then format('start the server without %s = off', s.name)
        else 'as a superuser: {}' end as fix
from pg_settings s where s.name in ('autovacuum', 'track_counts') and s.setting = 'off'
union all
select true, format('autovacuum is off for table %s: it grows, and plans go stale', c.relname),
    array[format('alter table adapt.%I reset (autovacuum_enabled)', c.relname)], null
from pg_class c cross join unnest(c.reloptions) o
where c.relnamespace = to_regnamespace('adapt') and o ~* '^autovacuum_enabled=(of|f|n|0)'
order by 2

-- name: scratch
select false as fault, format('scratch database %s was left by a drill or restore that was killed', d.datname) as what,
    array[format('drop database %I', d.datname)] as statements
from pg_database d
-- $1: the comment that it has; $2: the limit of connections that it has from its making on.
where (shobj_description(d.oid, 'pg_database') = $1::text or d.datconnlimit = $2::bigint)
    and not exists (select from pg_stat_activity a where a.datname = d.datname)
    and not exists (select from pg_locks l where l.locktype = 'object' and l.classid = 'pg_database'::regclass
        and l.objid = d.oid and l.mode = 'AccessExclusiveLock')
union all
-- $3: what PostgreSQL makes of the limit of a database while it drops it.
select false, format('database %s is half dropped: its drop was cut short, and nobody can use it', d.datname),
    array[format('drop database %I', d.datname)]
from pg_database d
where d.datconnlimit = $3::bigint and shobj_description(d.oid, 'pg_database') is distinct from $1::text
    -- Not while somebody is at it.
    and not exists (select from pg_locks l where l.locktype = 'object' and l.classid = 'pg_database'::regclass
        and l.objid = d.oid and l.mode = 'AccessExclusiveLock')
order by what
