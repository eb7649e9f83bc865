import AdaptModel
import Postgres
import Synchronization

/// The last operation that a transaction sees: its own, where it recorded one. No two have both number and moment.
struct LastOperation: Sendable, Equatable {
    private let number: Int
    private let at: String

    /// Reads it. Nil where there is none.
    init?(of connection: Connection) async throws {
        let rows = try await connection.query(
            "select operation_id, at::text as at from adapt.operation order by operation_id desc limit 1")
        guard let row = rows.first else { return nil }
        (number, at) = (try row.get("operation_id"), try row.get("at"))
    }

    /// Whether it is there, for certain: every writer holds the lock of the history from before it records to its end,
    /// so once the lock is ours, whoever had it has committed or is gone.
    func wasKept(in connection: Connection) async throws -> Bool {
        try await connection.transaction { connection in
            _ = try await connection.query("select pg_advisory_xact_lock(hashtextextended('adapt.operation', 0))")
            let rows = try await connection.query(
                "select 1 from adapt.operation where operation_id = \(number) and at = \(at)::text::timestamptz")
            return !rows.isEmpty
        }
    }
}

/// What a transaction was about to end with.
final class Ending<Result: Sendable>: Sendable {
    private let noted = Mutex<(result: Result, last: LastOperation?)?>(nil)

    func note(_ result: Result, _ last: LastOperation?) { noted.withLock { $0 = (result, last) } }

    var known: (result: Result, last: LastOperation?)? { noted.withLock { $0 } }
}

extension Workspace {
    /// What became of a transaction whose line broke while it was committed: its result where it was kept. Throws a
    /// `Refusal`: unreachable where nothing was kept, busy where it cannot be told.
    func outcome<Result>(of ending: Ending<Result>, _ unknown: PostgresError) async throws -> Result {
        guard let lines, let known = ending.known else { throw unknown }
        // Nothing was ever recorded, so nothing can have been lost.
        guard let last = known.last else { return known.result }
        let kept: Bool
        do {
            kept = try await lines.with { try await last.wasKept(in: $0) }
        } catch {
            // Nobody tells: what is known is why it was asked.
            throw unknown
        }
        guard kept else {
            throw Refusal(
                .unreachable, "line to the database was lost at the very end, and nothing was changed",
                hint: "try again", mayRetry: true)
        }
        return known.result
    }
}
