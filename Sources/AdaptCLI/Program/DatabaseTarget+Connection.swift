import AdaptModel
import AdaptService
import LocalServer
import Postgres
import Synchronization

/// Connections to the database, and what is run on them.
extension DatabaseTarget {
    /// Connects. A private server is created and started where it does not answer.
    func connect() async throws -> Connection {
        switch place {
        case .url(let url): return try await patiently { try await Connection.open(url, options: Workspace.options) }
        case .local(let server, let database):
            do {
                return try await Connection.open(url, options: Workspace.options)
            } catch let error as PostgresError where error.kind == .cannotConnect || error.kind == .connectionLost {
                let streams = Streams.current
                _ = try await server.ensureRunning { streams.warn("adapt: \($0)") }
                try await server.ensureDatabase(database)
                return try await Connection.open(url, options: Workspace.options)
            }
        }
    }

    /// Connects; waits for a server that is starting, recovering or going down (57P01 to 57P03), up to half a minute.
    private func patiently(_ open: () async throws -> Connection) async throws -> Connection {
        let end = ContinuousClock.now + .seconds(30)
        while true {
            do {
                return try await open()
            } catch let error as PostgresError where error.sqlState?.hasPrefix("57P") == true {
                guard ContinuousClock.now < end else { throw error }
                try await Task.sleep(for: .milliseconds(250))
            }
        }
    }

    /// Runs `body` on the database, whose schema is checked first; a private one is brought up to date unasked.
    func withWorkspace<Result: Sendable>(
        author: String? = nil, message: OperationMessage? = nil,
        _ body: @Sendable (Workspace) async throws -> Result
    ) async throws -> Result {
        try await withConnection { try await with($0, author: author, message: message, body) }
    }

    /// Runs `body`, which only reads, as `withWorkspace` does.
    func reading<Result: Sendable>(
        _ body: @Sendable (Workspace) async throws -> Result
    ) async throws -> Result {
        do {
            return try await withWorkspace(body)
        } catch let refusal as Refusal {
            throw refusal.ofReading
        }
    }

    /// Runs `body` on the database, whatever it holds. What the user may not, or waits for in vain, is told by the
    /// right that is missing, or by who is in the way.
    func withConnection<Result: Sendable>(
        _ body: @Sendable (Connection) async throws -> Result
    ) async throws -> Result {
        let connection = try await connect()
        let result = try await DatabaseTarget.explaining(connection) { try await body(connection) }
        await connection.close()
        return result
    }

    /// Runs `body`, which works on a connection: see `withConnection`.
    static func explaining<Result: Sendable>(
        _ connection: Connection, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch {
            let refusal = error as? Refusal ?? (error as? PostgresError).map { Refusal($0) }
            guard let refusal, [.forbidden, .busy].contains(refusal.kind) else { throw error }
            let told = await refusal.explained(in: connection)
            await connection.close()
            throw told
        }
    }

    private func with<Result: Sendable>(
        _ connection: Connection, author: String?, message: OperationMessage?,
        _ body: @Sendable (Workspace) async throws -> Result
    ) async throws -> Result {
        let schema = try await Schema.state(of: connection)
        if isPrivate, schema.needsMigration {
            let sent = Workspace.commits.withLock { $0 }
            _ = try await Migrator.migrate(on: connection, lines: Reconnection { try await connect() })
            // That is done, and nothing yet of what the command is for.
            Workspace.commits.withLock { $0 = sent }
        } else {
            try schema.require()
        }
        return try await body(
            Workspace(
                connection: connection, author: Streams.current.author(author), message: message,
                reconnect: { try await connect() }))
    }
}

extension Schema.State {
    var needsMigration: Bool {
        switch self {
        case .absent, .behind, .unfinished: true
        // Without its ledger there is nothing to go on from.
        case .lost(let version): version > 0
        case .current, .ahead, .restoring: false
        }
    }
}
