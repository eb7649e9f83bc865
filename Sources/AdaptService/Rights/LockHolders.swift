import AdaptModel
import Postgres

extension Refusal {
    /// A refusal for somebody else's lock, with who holds one: first who writes the history, then any other that a
    /// command may wait for. The wait is over by now, so nobody knows which of them it was; but whoever has to do with
    /// another schema alone is not in the way, whatever he holds.
    func namingHolders(in connection: Connection) async -> Refusal {
        do {
            let holders = try await connection.query(
                """
                with lock as (
                    select l.pid, l.mode, l.locktype, l.classid::bigint << 32 | l.objid::bigint as key,
                        c.relnamespace = (select oid from pg_namespace where nspname = 'adapt') as ours
                    from pg_locks l left join pg_class c on c.oid = l.relation
                    where l.granted and l.pid is distinct from pg_backend_pid()
                        and (l.database is null
                            or l.database = (select oid from pg_database where datname = current_database()))),
                held as (
                    select pid, bool_or(locktype = 'advisory' and key = hashtextextended('adapt.operation', 0)) as writes
                    from lock group by pid
                    having bool_or(locktype = 'advisory' and key in (
                            hashtextextended('adapt.operation', 0), hashtextextended('adapt.migration', 0)))
                        or bool_or(ours and mode in
                            ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'))
                        -- Rows that it changes or holds; a source that it imports, or a lineage that it changes.
                        or bool_or(locktype = 'transactionid')
                            and bool_or(ours and mode in ('RowShareLock', 'RowExclusiveLock'))
                        or bool_or(locktype = 'advisory') and bool_or(ours))
                -- What was prepared is of no session.
                select case when h.pid is null then format('a transaction that was prepared %s: adapt doctor says which', x.does)
                    else format('session %s of %s (%s) %s', a.pid, a.usename, a.application_name, x.does) end
                    -- Since when, others are not told of a user's session.
                    || coalesce(to_char(a.xact_start at time zone 'UTC', '" since "YYYY-MM-DD HH24:MI:SS" UTC"'), '') as line
                from held h
                left join pg_stat_activity a using (pid)
                cross join lateral (select case when h.writes then 'has been writing' else 'holds locks' end as does) x
                where h.pid is null or a.datname = current_database()
                order by h.writes desc, a.pid limit 5
                """
            ).map { try $0.get("line", as: String.self) }
            return Refusal(kind, message, hint: hint, place: place, details: details + holders, mayRetry: mayRetry)
        } catch {
            // The line is gone, or not even this may be asked: what the server said stands.
            return self
        }
    }
}
