import AdaptModel
import AdaptSQL
import Postgres

/// What a schema and a user must be like, for the schema to be dropped and made again.
extension RestoreBackup {
    /// Refuses a schema that others' things hang on, or are in: dropping it takes them along, with their rows.
    static func requireNoneOfOthers(_ connection: Connection) async throws {
        let others = try await connection.query(SQL(Queries.backup["dependents"])).map {
            try $0.get("name", as: String.self)
        }
        guard others.isEmpty else {
            throw Refusal(
                .rule, "others' things hang on schema adapt of this database, and would be lost with it",
                hint: "drop them first; or " + elsewhere, details: others)
        }
        try await requireNoneAdded(connection)
    }

    /// Refuses a schema that holds what somebody made in it besides, and one that a newer program made: what of that is
    /// somebody's is not known.
    static func requireNoneAdded(_ connection: Connection) async throws {
        let (state, isBegun) = (try await Schema.state(within: connection), try await hasHistory(connection))
        let added = try await AddedObjects.lost(in: connection, state, isBegun: isBegun)
        let names = RestoreFindings.listed(added.map(\.name))
        if case .ahead(let version) = state {
            throw Refusal(
                .unreachable, Schema.ahead(version).message + ", which does not know what would be lost with it",
                hint: "install the adapt that wrote it, or a later one; or " + elsewhere, details: names)
        }
        guard let first = added.first else { return }
        throw Refusal(
            .rule,
            isBegun
                ? "others' things are in schema adapt of this database, and would be lost with it"
                : "database has a schema adapt that is not adapt's, and these would be lost with it",
            hint: (isBegun ? "take each out, as with: \(first.command); or " : "") + elsewhere, details: names)
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
