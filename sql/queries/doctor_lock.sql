-- Who keeps others from the tables of a catalogue: as the other queries of the doctor.

-- name: locks
-- Sessions that hold something of the schema so that nobody else may read it, or record in it, and those that wait for that:
-- whoever comes later waits behind them. An index is held for its table.
with lock as (
    select l.pid, l.granted, x.name, bool_or(l.mode = 'AccessExclusiveLock') as is_alone, min(l.waitstart) as since
    from pg_locks l
    join pg_class c on c.oid = l.relation and c.relnamespace = to_regnamespace('adapt')
    left join (values ('v', 'view'), ('S', 'sequence')) k(relkind, kind) on k.relkind::"char" = c.relkind
    left join pg_index i on i.indexrelid = c.oid
    left join pg_class t on t.oid = i.indrelid
    cross join lateral (select format('%s %s', coalesce(k.kind, 'table'), coalesce(t.relname, c.relname)) as name) x
    -- Not of one row, nor of room for more: who waits for such holds these.
    where l.locktype = 'relation' and l.pid <> pg_backend_pid()
        and l.database = (select d.oid from pg_database d where d.datname = current_database())
        and l.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
    group by l.pid, l.granted, x.name),
held as (
    select l.pid, l.granted, l.is_alone, min(l.since) as since, array_agg(l.name order by l.name collate "C") as names
    from lock l
    -- Who waits for what somebody holds so is in nobody's way but his.
    where l.granted or not exists (select from lock h where h.granted and h.name = l.name)
    group by l.pid, l.granted, l.is_alone),
-- Since when, others are not told of a user's session.
told as (
    select h.pid, h.granted, h.is_alone, format('session %s of %s%s', h.pid, coalesce(a.usename, 'the server'),
            ' (' || nullif(a.application_name, '') || ')') as who,
        array_to_string(h.names[:5], ', ')
            || case when cardinality(h.names) > 5 then format(' and %s more', cardinality(h.names) - 5) else '' end as names,
        to_char(h.since at time zone 'UTC', '" since "YYYY-MM-DD HH24:MI:SS" UTC"') as since,
        to_char(a.xact_start at time zone 'UTC', '", in a transaction since "YYYY-MM-DD HH24:MI:SS" UTC"') as began,
        ' behind session ' || (pg_blocking_pids(h.pid))[1] as behind,
        exists (select from pg_locks m where m.pid = h.pid and m.granted and m.locktype = 'advisory'
            and (m.classid::bigint << 32 | m.objid::bigint) = hashtextextended('adapt.migration', 0)) as is_migrating
    from held h join pg_stat_activity a using (pid))
select true as fault,
    case when t.granted then format('%s holds %s%s: nobody else can %s', t.who, t.names, t.began,
            case when t.is_alone then 'read there, or record' else 'record there' end)
        else format('%s waits for %s%s%s: who comes later waits too', t.who, t.names, t.since, t.behind) end as what,
    array[format(case when t.granted then 'select pg_terminate_backend(%s)' else 'select pg_cancel_backend(%s)' end, t.pid)]
        as statements,
    case when t.is_migrating then 'a migration or a restore is under way: wait for it; to end it: {}' end as fix
from told t
order by t.granted desc, t.pid, t.is_alone desc
