import AdaptModel
public import Postgres
import Synchronization

extension Migrator {
    /// What a migrator does, each in a transaction of its own.
    public enum Step: Sendable, Equatable {
        /// Applies a migration, by its name.
        case migration(String)
        /// Makes views, functions, triggers and rights anew.
        case scripts

        /// The name of the migration, if it is one.
        public var migration: String? {
            if case .migration(let name) = self { name } else { nil }
        }
    }

    /// Migrates on a connection, and goes on with another of the `lines` where that is lost: nothing is applied twice.
    /// Gives what it did, in order; nothing also where nobody can tell what that was.
    ///
    /// Throws a `Refusal` as `migrate` does; where no line is found any more, it is busy if nobody tells whether one more
    /// was applied. What is applied by then stays, and is noted as done.
    public static func migrate(
        on connection: Connection, lines: Reconnection, again: Bool = false
    ) async throws -> [Step] {
        let steps = Mutex<[Step]>([])
        let mayBeMore = Mutex(false)
        do {
            _ = try await lines.either(connection) { connection -> [String] in
                do {
                    return try await Migrator(connection).migrate(again: again) { step in
                        steps.withLock { $0.append(step) }
                    }
                } catch let refusal as Refusal where refusal.message == Refusal.unknownEnd {
                    mayBeMore.withLock { $0 = true }
                    throw refusal
                }
            }
        } catch {
            let applied = steps.withLock { $0 }.compactMap(\.migration)
            throw told(error, after: applied, mayBeMore: mayBeMore.withLock { $0 })
        }
        return mayBeMore.withLock { $0 } ? [] : steps.withLock { $0 }
    }

    /// An error, with how far it came, and how to go on where something is applied, or may be: each migration is kept once
    /// it is, whatever becomes of the next.
    private static func told(_ error: any Error, after applied: [String], mayBeMore: Bool) -> any Error {
        if let first = applied.first, let last = applied.last {
            Done.current?.note(
                first == last ? "migration \(first) was applied" : "migrations \(first) to \(last) were applied")
        }
        guard let refusal = error as? Refusal ?? (error as? PostgresError).map({ Refusal($0) }),
            [.unreachable, .busy].contains(refusal.kind)
        else { return error }
        let goesOn = "adapt db migrate goes on from there; running it again is safe"
        if mayBeMore, refusal.kind == .unreachable { return Refusal(.busy, Refusal.unknownEnd, hint: goesOn) }
        let stands =
            mayBeMore
            ? "adapt db status shows how far it came"
            : applied.isEmpty ? "no migration was applied" : "nothing more was applied"
        let (isBegun, isInTheWay) = (mayBeMore || !applied.isEmpty, refusal.message.hasPrefix(Refusal.endedByServer))
        let first = isInTheWay ? refusal.hint.map { $0 + "; then " } ?? "" : ""
        return Refusal(
            refusal.kind, refusal.message.replacing("nothing was changed", with: stands),
            hint: isBegun ? first + goesOn : refusal.hint, details: refusal.details,
            mayRetry: !isBegun && refusal.mayRetry)
    }
}
