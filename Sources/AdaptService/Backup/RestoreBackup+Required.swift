import AdaptModel
import Postgres

/// What a schema and a user must be like, for the schema to be dropped and made again.
extension RestoreBackup {
    /// Refuses a schema that holds what somebody made in it besides: dropping it takes that along, with its rows.
    static func requireNoneAdded(_ connection: Connection) async throws {
        // Asking for a table that is not there would end the transaction.
        let ledger = try await connection.query(
            """
            select to_regclass('adapt.schema_state') is not null and to_regclass('adapt.migration') is not null as here
            """)
        guard try ledger[0].get("here", as: Bool.self) else { return }
        let added = try await AddedObjects.lost(in: connection)
        guard added.isEmpty else {
            throw Refusal(
                .rule, "others' things are in schema adapt of this database, and would be lost with it",
                hint: "adapt doctor says how to take each out; or restore into another database: "
                    + "adapt db restore FILE --database URL",
                details: added)
        }
    }

    /// Refuses a schema of our name that holds something of somebody else's.
    static func requireOurs(_ connection: Connection) async throws {
        let held = try await connection.query(
            """
            select (select count(*) from pg_class where relnamespace = 'adapt'::regnamespace)
                + (select count(*) from pg_proc where pronamespace = 'adapt'::regnamespace) as held
            """)[0].get("held", as: Int.self)
        guard held > 0 else { return }
        throw Refusal(
            .rule, "database has a schema adapt that is not adapt's: \(held) things are in it",
            hint: "restore into another database: adapt db restore FILE --database URL")
    }

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
