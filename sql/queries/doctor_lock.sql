-- Who keeps others from the tables of a catalogue: as the other queries of the doctor.

-- name: locks
-- Sessions that hold something of the schema so that nobody else may read it, or record in it, and those that wait for that:
-- whoever comes later waits behind them. An index is held for its table. Then what was prepared and is of no session.
with lock as (
    select l.pid, l.granted, x.name, bool_or(l.mode = 'AccessExclusiveLock') as is_alone, min(l.waitstart) as since
    from pg_locks l
    join pg_class c on c.oid = l.relation and c.relnamespace = to_regnamespace('adapt')
    left join (values ('v', 'view'), ('S', 'sequence')) k(relkind, kind) on k.relkind::"char" = c.relkind
    left join pg_index i on i.indexrelid = c.oid
    left join pg_class t on t.oid = i.indrelid
    cross join lateral (select format('%s %s', coalesce(k.kind, 'table'), coalesce(t.relname, c.relname)) as name) x
    -- Not of one row, nor of room for more: who waits for such holds these. What was prepared has no pid.
    where l.locktype = 'relation' and l.pid is distinct from pg_backend_pid()
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
        -- 0 is one that was prepared, which is of no session.
        ' behind ' || coalesce('session ' || nullif((pg_blocking_pids(h.pid))[1], 0),
            case when pg_blocking_pids(h.pid) <> '{}' then 'a prepared transaction' end) as behind,
        exists (select from pg_locks m where m.pid = h.pid and m.granted and m.locktype = 'advisory'
            and (m.classid::bigint << 32 | m.objid::bigint) = hashtextextended('adapt.migration', 0)) as is_migrating
    from held h join pg_stat_activity a using (pid)),
-- Transactions of this database that were prepared and not ended: they outlive their session, and a crash.
prepared as (
    select p.gid, p.owner, p.prepared, x.names, x.is_alone, x.is_shut, x.is_writing
    from pg_prepared_xacts p
    cross join lateral (
        select array_agg(distinct case c.relkind when 'v' then 'view ' else 'table ' end || coalesce(t.relname, c.relname))
                filter (where c.relkind in ('r', 'i', 'v')) as names,
            bool_or(c.relname is not null and l.mode = 'AccessExclusiveLock') as is_alone,
            bool_or(c.relname is not null and l.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock')) as is_shut,
            bool_or(l.locktype = 'advisory' and (l.classid::bigint << 32 | l.objid::bigint) in (
                hashtextextended('adapt.operation', 0), hashtextextended('adapt.migration', 0))) as is_writing
        from pg_locks o
        join pg_locks l on l.pid is null and l.virtualtransaction = o.virtualtransaction
        left join pg_class c
            on l.locktype = 'relation' and c.oid = l.relation and c.relnamespace = to_regnamespace('adapt')
        left join pg_index i on i.indexrelid = c.oid
        left join pg_class t on t.oid = i.indrelid
        where o.locktype = 'transactionid' and o.transactionid = p.transaction and o.pid is null) x
    where p.database = current_database()),
found(place, pid, is_alone, what, statements, fix) as (
    select case when t.granted then 1 else 2 end, t.pid, t.is_alone,
        case when t.granted then format('%s holds %s%s: nobody else can %s', t.who, t.names, t.began,
                case when t.is_alone then 'read there, or record' else 'record there' end)
            else format('%s waits for %s%s%s: who comes later waits too', t.who, t.names, t.since, t.behind) end,
        array[format(
            case when t.granted then 'select pg_terminate_backend(%s)' else 'select pg_cancel_backend(%s)' end, t.pid)],
        case when t.is_migrating then 'a migration or a restore is under way: wait for it; to end it: {}' end
    from told t
    union all
    select 3, null, null,
        format('transaction %L of %s was prepared %s UTC and never ended: ', p.gid, p.owner,
                to_char(p.prepared at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'))
            || coalesce('it holds ' || array_to_string(p.names[:5], ', ')
                || case when cardinality(p.names) > 5 then format(' and %s more', cardinality(p.names) - 5) else '' end
                || case when p.is_alone then ', where nobody else can read or record; '
                    when p.is_writing then ', and nobody else can record; '
                    when p.is_shut then ', where nobody else can record; '
                    else ', for which a migration waits; ' end, '')
            || 'vacuum leaves what is deleted since',
        array[format('rollback prepared %L', p.gid)],
        'ask its owner first, who may commit it instead; to take it back: {}'
    from prepared p)
select true as fault, f.what, f.statements, f.fix from found f
order by f.place, f.pid, f.is_alone desc, f.what
