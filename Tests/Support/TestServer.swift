import Postgres

/// Real PostgreSQL for tests: one server a process, one fresh database a test.
public enum TestServer {
    /// URL of the maintenance database of a server for tests: ADAPT_TEST_DATABASE_URL when set, else a
    /// private cluster of this process, started on first use.
    public static func url() async throws -> String {
        try await TestTemplates.shared.server()
    }

    /// Runs `body` with the URL of a fresh database, and drops that afterwards.
    ///
    /// The database is a copy of a template, prepared once a process for each `template` name by `prepare`,
    /// which gets the template's URL and must close its connections.
    public static func withDatabase<R: Sendable>(
        template: String = "empty",
        prepare: @escaping @Sendable (String) async throws -> Void = { _ in },
        _ body: @Sendable (String) async throws -> R
    ) async throws -> R {
        try await Places.one { try await fresh(template, prepare, body) }
    }

    /// Runs `body`, which makes databases one after the other, without waiting in line for each of them; `first`: before
    /// all who wait already. What takes longest and came last would be waited for alone. Not for what others hold up:
    /// at the start tests that need no database hold the threads.
    public static func inOnePlace<R: Sendable>(
        first: Bool = false, _ body: @Sendable () async throws -> R
    ) async throws -> R {
        try await Places.one(first: first, body)
    }

    /// Runs `body`, for which tests wait that have places, beside them.
    public static func besides<R: Sendable>(_ body: @Sendable () async throws -> R) async throws -> R {
        try await Places.besides(body)
    }

    private static func fresh<R: Sendable>(
        _ template: String, _ prepare: @escaping @Sendable (String) async throws -> Void,
        _ body: @Sendable (String) async throws -> R
    ) async throws -> R {
        let (server, original) = try await TestTemplates.shared.template(template, prepare)
        let name = await TestTemplates.shared.freshName()
        try await administer(server) { connection in
            _ = try await connection.query(
                "create database \(identifier: name) template \(identifier: original) strategy file_copy")
        }
        do {
            let result = try await body(TestURL.replacingDatabase(of: server, with: name))
            try await drop(name, server)
            return result
        } catch {
            try await drop(name, server)
            throw error
        }
    }

    /// In a task of its own: a cancelled test drops its database all the same.
    private static func drop(_ name: String, _ server: String) async throws {
        try await Task.detached {
            try await administer(server) { connection in
                _ = try await connection.query("drop database if exists \(identifier: name) with (force)")
            }
        }.value
    }

    /// Runs `body` with a connection that nobody else has meanwhile.
    static func administer(_ url: String, _ body: @Sendable (Connection) async throws -> Void) async throws {
        let connection = try await TestTemplates.shared.borrow(url)
        do {
            try await body(connection)
            await TestTemplates.shared.giveBack(connection)
        } catch {
            await connection.close()
            throw error
        }
    }
}

/// The database in a connection URL.
enum TestURL {
    /// `url` with another database: the path between the authority and the parameters.
    static func replacingDatabase(of url: String, with name: String) -> String {
        let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let pieces = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        // "postgresql:", "", authority, database
        let base = pieces.prefix(3).joined(separator: "/")
        return base + "/" + name + (parts.count > 1 ? "?" + parts[1] : "")
    }
}
