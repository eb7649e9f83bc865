import AdaptModel
public import Postgres
import Synchronization

extension Migrator {
    /// Migrates on a connection, and goes on with another of the `lines` where that is lost: nothing is applied twice.
    /// Gives the names of the migrations that it applied; none also where nobody can tell which they are.
    ///
    /// Throws a `Refusal` as `migrate` does; where no line is found any more, it is busy if nobody tells whether one more
    /// was applied. What is applied by then stays, and is noted as done.
    public static func migrate(
        on connection: Connection, lines: Reconnection, again: Bool = false
    ) async throws -> [String] {
        let applied = Mutex<[String]>([])
        let mayBeMore = Mutex(false)
        do {
            _ = try await lines.either(connection) { connection -> [String] in
                do {
                    return try await Migrator(connection).migrate(again: again) { name in
                        applied.withLock { $0.append(name) }
                    }
                } catch let refusal as Refusal where refusal.message == Refusal.unknownEnd {
                    mayBeMore.withLock { $0 = true }
                    throw refusal
                }
            }
        } catch {
            throw told(error, after: applied.withLock { $0 }, mayBeMore: mayBeMore.withLock { $0 })
        }
        return mayBeMore.withLock { $0 } ? [] : applied.withLock { $0 }
    }

    /// An error, and how to go on where something is applied, or may be.
    private static func told(_ error: any Error, after applied: [String], mayBeMore: Bool) -> any Error {
        if let first = applied.first, let last = applied.last {
            Done.current?.note(
                first == last ? "migration \(first) was applied" : "migrations \(first) to \(last) were applied")
        }
        guard !applied.isEmpty || mayBeMore,
            let refusal = error as? Refusal ?? (error as? PostgresError).map({ Refusal($0) }),
            [.unreachable, .busy].contains(refusal.kind)
        else { return error }
        let hint = "adapt db migrate goes on from there; running it again is safe"
        if mayBeMore, refusal.kind == .unreachable { return Refusal(.busy, Refusal.unknownEnd, hint: hint) }
        return Refusal(refusal.kind, refusal.message, hint: hint, details: refusal.details)
    }
}
