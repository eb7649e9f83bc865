import AdaptModel
import Postgres

extension Refusal {
    /// A refusal for somebody else's lock, with who holds one: first who writes the history, then any other that a
    /// command may wait for. The wait is over by now, so nobody knows which of them it was.
    func namingHolders(in connection: Connection) async -> Refusal {
        do {
            let holders = try await connection.query(
                """
                with held as (
                    select l.pid, bool_or(l.locktype = 'advisory' and (l.classid::bigint << 32 | l.objid::bigint)
                        = hashtextextended('adapt.operation', 0)) as writes
                    from pg_locks l left join pg_class c on c.oid = l.relation
                    where l.granted and l.pid <> pg_backend_pid()
                        and (l.locktype in ('advisory', 'transactionid')
                            or c.relnamespace = (select oid from pg_namespace where nspname = 'adapt')
                                and l.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'))
                        and (l.database is null
                            or l.database = (select oid from pg_database where datname = current_database()))
                    group by l.pid)
                select format('session %s of %s (%s) %s', a.pid, a.usename, a.application_name,
                        case when h.writes then 'has been writing' else 'holds locks' end)
                    -- Since when, others are not told of a user's session.
                    || coalesce(to_char(a.xact_start at time zone 'UTC', '" since "YYYY-MM-DD HH24:MI:SS" UTC"'), '') as line
                from held h join pg_stat_activity a using (pid)
                where a.datname = current_database()
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
