import Glibc
import Postgres

/// What is made once a process. The tasks are kept, not their results: of many tests that ask at once,
/// the first does the work and the others wait for it.
actor TestTemplates {
    static let shared = TestTemplates()

    private var start: Task<String, any Error>?
    private var templates: [String: Task<String, any Error>] = [:]
    private var made = 0
    /// Connections to the maintenance database, kept: a new one costs the server as much as what it is wanted for.
    private var idle: [Connection] = []

    /// A connection to the maintenance database, until it is given back.
    func borrow(_ url: String) async throws -> Connection {
        if let connection = idle.popLast() { return connection }
        return try await Connection.open(url)
    }

    func giveBack(_ connection: Connection) { idle.append(connection) }

    func server() async throws -> String {
        if let start { return try await start.value }
        let start = Task {
            if let named = getenv("ADAPT_TEST_DATABASE_URL") { return String(cString: named) }
            return try await PrivateCluster.start()
        }
        self.start = start
        return try await start.value
    }

    func freshName() -> String {
        made += 1
        return "adapt_test_\(getpid())_\(made)"
    }

    func template(
        _ name: String, _ prepare: @escaping @Sendable (String) async throws -> Void
    ) async throws -> (server: String, template: String) {
        let server = try await server()
        if let task = templates[name] { return (server, try await task.value) }
        let database = "adapt_test_\(getpid())_template_\(name)"
        let task = Task {
            try await Self.make(database, server, prepare)
            return database
        }
        templates[name] = task
        return (server, try await task.value)
    }

    private static func make(
        _ database: String, _ server: String, _ prepare: @Sendable (String) async throws -> Void
    ) async throws {
        try await TestServer.administer(server) { connection in
            // A process with this number may have been killed before.
            _ = try await connection.query("drop database if exists \(identifier: database) with (force)")
            _ = try await connection.query(
                "create database \(identifier: database) template template0 strategy file_copy")
        }
        try await prepare(TestURL.replacingDatabase(of: server, with: database))
        try await TestServer.administer(server) { connection in
            // From here on nobody can connect, and who is still connected is not.
            _ = try await connection.query(
                "alter database \(identifier: database) allow_connections false")
            _ = try await connection.query(
                """
                select pg_catalog.pg_terminate_backend(pid, 5000) from pg_catalog.pg_stat_activity
                where datname = \(database)
                """)
        }
    }
}
