import Postgres
public import Synchronization

extension Workspace {
    /// How many transactions of this process have been sent to be committed: what became of them is for certain only
    /// when they have told. Who holds it keeps others from being sent.
    public static let commits = Mutex(0)

    /// Runs `body` in a transaction of a connection, which is one of the `commits` once it is sent.
    static func committing<Result: Sendable>(
        on connection: Connection, _ body: @Sendable (Connection) async throws -> Result
    ) async throws -> Result {
        let isSent = Mutex(false)
        do {
            return try await connection.transaction { connection in
                let result = try await body(connection)
                isSent.withLock { $0 = true }
                Workspace.commits.withLock { $0 += 1 }
                return result
            }
        } catch {
            // Nothing was kept, unless nobody knows.
            if isSent.withLock({ $0 }), (error as? PostgresError)?.kind != .outcomeUnknown {
                Workspace.commits.withLock { $0 -= 1 }
            }
            throw error
        }
    }
}
