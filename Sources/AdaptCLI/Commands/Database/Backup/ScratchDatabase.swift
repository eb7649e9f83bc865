import AdaptModel
import AdaptService
import Postgres

/// A database beside the one worked on, for a copy of it.
struct ScratchDatabase: Sendable {
    let name: String
    private let target: DatabaseTarget
    private let neighbour: Connection
    private static let patience = Duration.seconds(600)

    /// Describes a database on the server of `neighbour`, named after it; nothing is made yet.
    init(suffix: String, of target: DatabaseTarget, beside neighbour: Connection) async throws {
        // PostgreSQL cuts names at 63 bytes: the suffix must not be what is lost.
        name = try await neighbour.query("select left(current_database()::text, 40) || \(suffix)::text")[0].get(0)
        self.target = target
        self.neighbour = neighbour
    }

    /// Makes it, empty, of the same kind as its neighbour. One that nobody is connected to is dropped first: a drill
    /// that was killed left it. Throws a `Refusal`: busy where somebody is, forbidden where the user may not.
    func make() async throws {
        try await drop()
        let row = try await neighbour.query(
            "select datcollate, datctype from pg_database where datname = current_database()")[0]
        let (collate, type): (String, String) = (try row.get(0), try row.get(1))
        let (quotedCollate, quotedType) = (
            await neighbour.quoted(literal: collate), await neighbour.quoted(literal: type)
        )
        do {
            try await neighbour.run(
                "create database \(Connection.quoted(identifier: name)) template template0 encoding 'UTF8' "
                    + "lc_collate \(quotedCollate) lc_ctype \(quotedType)", deadline: Self.patience)
        } catch let error as PostgresError where error.sqlState == "42501" {
            throw Refusal(
                .forbidden, "scratch database \"\(name)\" cannot be made: \(error.message)",
                hint: "ask the administrator for: alter role CURRENT createdb")
        }
    }

    /// Runs `body` with a connection to it, closed afterwards.
    func with<Result: Sendable>(_ body: @Sendable (Connection) async throws -> Result) async throws -> Result {
        var options = Workspace.options
        options.database = name
        let connection = try await Connection.open(target.url, options: options)
        do {
            let result = try await body(connection)
            await connection.close()
            return result
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Drops it, if it is there.
    func drop() async throws {
        do {
            try await neighbour.run(
                "drop database if exists \(Connection.quoted(identifier: name))", deadline: Self.patience)
        } catch let error as PostgresError where error.sqlState == "55006" {
            throw Refusal(.busy, "database \"\(name)\" is in use: another drill may be under way", hint: "try again")
        }
    }
}
