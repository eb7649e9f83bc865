import AdaptModel
import AdaptService
import FoundationEssentials
import Glibc
import Postgres
import TestSupport

/// Databases for tests of the service layer.
enum Catalogue {
    /// A day that stands for today.
    static let today = Day("2026-11-23") ?? Day(number: 0)

    /// A database with the schema and nothing in it.
    static func empty<Result: Sendable>(_ body: @Sendable (Workspace) async throws -> Result) async throws -> Result {
        try await Databases.migrated { try await open($0, body) }
    }

    /// A database with the sample catalogue.
    static func sample<Result: Sendable>(_ body: @Sendable (Workspace) async throws -> Result) async throws -> Result {
        try await TestServer.withDatabase(template: "adapt_sample", prepare: fill) { try await open($0, body) }
    }

    @Sendable private static func fill(_ url: String) async throws {
        try await migrate(url)
        try await open(url) { _ = try await $0.importSample(today: today, dryRun: false) }
    }

    /// A workspace on a database by its URL.
    static func open<Result: Sendable>(
        _ url: String, author: String = "mia", _ body: @Sendable (Workspace) async throws -> Result
    ) async throws -> Result {
        let connection = try await Connection.open(url, options: Workspace.options)
        let result = try await body(Workspace(connection: connection, author: author))
        await connection.close()
        return result
    }

    @Sendable static func migrate(_ url: String) async throws {
        let connection = try await Connection.open(url, options: Workspace.options)
        _ = try await Migrator(connection).migrate()
        // What Tests/Mutations breaks on purpose, to see that a test notices.
        if let path = getenv("ADAPT_TEST_MUTATION") {
            do {
                try await connection.run(String(contentsOfFile: String(cString: path), encoding: .utf8))
            } catch {
                // A test that fails because of this has noticed nothing.
                print("the mutation does not apply: \(error)")
                throw error
            }
        }
        await connection.close()
    }
}
