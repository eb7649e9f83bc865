-- Facts for a report to whoever helps: nothing that is recorded, nothing that is secret.

-- name: settings
select 'setting ' || name as name, setting as value from pg_settings
where name in ('server_version', 'server_encoding', 'lc_collate', 'lc_ctype', 'timezone', 'data_checksums', 'fsync',
    'full_page_writes', 'synchronous_commit', 'shared_buffers', 'work_mem', 'max_connections', 'wal_level', 'jit',
    'max_wal_size', 'autovacuum', 'statement_timeout', 'lock_timeout', 'default_transaction_isolation',
    'default_transaction_read_only', 'session_replication_role', 'in_hot_standby', 'listen_addresses', 'port', 'ssl',
    'password_encryption')
order by 1

-- name: tables
select 'table ' || c.relname as name,
    -- Counted by the first vacuum or analyze.
    format('%s, %s', case when c.reltuples < 0 then 'rows not counted yet'
        else format('about %s rows', c.reltuples::bigint) end,
        -- How large a table is, is not told either while somebody holds it for himself, or waits for that.
        case when exists (select from pg_locks l
                where l.locktype = 'relation' and l.mode = 'AccessExclusiveLock' and l.pid <> pg_backend_pid()
                and l.database = (select d.oid from pg_database d where d.datname = current_database())
                and (l.relation = c.oid or l.relation in (select i.indexrelid from pg_index i where i.indrelid = c.oid)))
            then 'held by somebody' else format('%s bytes', pg_total_relation_size(c.oid)) end) as value
from pg_class c where c.relnamespace = to_regnamespace('adapt') and c.relkind = 'r'
order by 1

-- name: migrations
select 'schemas' as name, coalesce(string_agg(nspname, ' ' order by nspname), '') as value from pg_namespace
where nspname in ('adapt', 'public')
union all
select 'extension ' || extname, extversion from pg_extension
order by 1
