public import AdaptModel
import AdaptSQL
public import Postgres

/// What a backup, a schema and a user must be like, for the schema to be dropped and made again.
extension RestoreBackup {
    /// Refuses a backup of a later schema than this program's, or of a later PostgreSQL than the server's.
    func requireVersions(_ connection: Connection) throws {
        guard manifest.schemaVersion <= Schema.version else { throw Schema.ahead(manifest.schemaVersion) }
        guard manifest.serverMajor <= connection.serverVersion / 10_000 else {
            throw Refusal(
                .rule,
                "backup is of PostgreSQL \(manifest.serverVersion), and this server is "
                    + "\(connection.serverVersion / 10_000)",
                hint: "restore it into PostgreSQL \(manifest.serverMajor) or later")
        }
    }

    /// Why a schema is not dropped though nothing is recorded in it: others' things hang on it, or are in it, and would
    /// be lost with their rows; or a newer program made it, of which it is not known what of it is somebody's. Nil: it
    /// may be, or there is none.
    public static func others(in connection: Connection) async throws -> Refusal? {
        try await refusing {
            guard try await hasSchema(connection) else { return nil }
            let dependents = try await connection.query(SQL(Queries.backup["dependents"])).map {
                try $0.get("name", as: String.self)
            }
            guard dependents.isEmpty else {
                return Refusal(
                    .rule, "others' things hang on schema adapt of this database, and would be lost with it",
                    hint: "drop them first; or " + elsewhere, details: dependents)
            }
            return try await added(in: connection)
        }
    }

    private static func added(in connection: Connection) async throws -> Refusal? {
        let (state, isBegun) = (try await Schema.state(within: connection), try await hasHistory(connection))
        let added = try await AddedObjects.lost(in: connection, state, isBegun: isBegun)
        let names = RestoreFindings.listed(added.map(\.name))
        if case .ahead(let version) = state {
            return Refusal(
                .unreachable, Schema.ahead(version).message + ", which does not know what would be lost with it",
                hint: "install the adapt that wrote it, or a later one; or " + elsewhere, details: names)
        }
        guard let first = added.first else { return nil }
        let found =
            if isBegun {
                "others' things are in schema adapt of this database, and would be lost with it"
            } else if let version = state.version, version > 0 {
                "schema adapt of this database has lost its history, table operation; these would be lost with it"
            } else {
                "database has a schema adapt that is not adapt's, and these would be lost with it"
            }
        return Refusal(
            .rule, found, hint: (isBegun ? "take each out, as with: \(first.command); or " : "") + elsewhere,
            details: names)
    }

    private static let elsewhere = "restore into another database: adapt db restore FILE --database URL"

    /// Refuses one who could not make the schema again once it is dropped.
    static func requireMaking(_ connection: Connection) async throws {
        let may = try await connection.query(
            "select has_database_privilege(current_database(), 'create') as may, current_database()::text as name")[0]
        guard try !may.get("may", as: Bool.self) else { return }
        let name: String = try may.get("name")
        throw Refusal(
            .forbidden, "user may make no schema in database \"\(name)\"",
            hint: "the administrator can run: grant create on database \(name) to the user")
    }
}
