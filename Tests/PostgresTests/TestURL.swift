import Postgres
import TestSupport
import Testing

/// The server that the tests run on, started by the first that asks.
///
/// The suites are serialized, so that they get by with the 40 connections of a private server.
func testURL() async throws -> String { try await TestServer.url() }

/// Runs `body` on a connection of its own and closes it.
func withConnection<R: Sendable>(
    _ options: ConnectionOptions = .init(), _ body: (Connection) async throws -> R
) async throws -> R {
    let connection = try await Connection.open(testURL(), options: options)
    do {
        let result = try await body(connection)
        await connection.close()
        return result
    } catch {
        await connection.close()
        throw error
    }
}

/// The error that `body` throws; a test fails where there is none.
func postgresError(_ body: () async throws -> Void) async throws -> PostgresError {
    do {
        try await body()
    } catch let error as PostgresError {
        return error
    }
    throw NothingThrown()
}

struct NothingThrown: Error {}

/// An error that is not the module's own.
struct Refusal: Error, Equatable {
    var line = 0
}

extension Connection {
    /// The one value of a statement.
    func value<T: PostgresDecodable>(_ sql: SQL, as type: T.Type = T.self) async throws -> T {
        try await query(sql)[0].get(0, as: type)
    }
}

/// Expects the one value of `sql` to be `value`.
func expect<T: PostgresDecodable & Equatable>(
    _ connection: Connection, _ sql: SQL, gives value: T, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let found: T = try await connection.value(sql)
    #expect(found == value, sourceLocation: sourceLocation)
}

/// Proof that the connection takes statements.
func expectUsable(
    _ connection: Connection, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let answer = try await connection.value("select 41 + 1", as: Int.self)
    #expect(answer == 42, sourceLocation: sourceLocation)
}

/// Expects `body` to throw an error of `kind`.
func expectError(
    _ kind: PostgresError.Kind, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
) async throws {
    let error = try await postgresError(body)
    #expect(error.kind == kind, "\(error)", sourceLocation: sourceLocation)
}
