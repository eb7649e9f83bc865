import Postgres

extension Schema {
    /// What a database carries, asked inside of a transaction, which a question for a table that is not there would end.
    static func state(within connection: Connection) async throws -> State {
        let noted = try await connection.query(
            """
            select count(*) = 2 as here from pg_attribute
            where attrelid = to_regclass('adapt.schema_state') and attname in ('version', 'fingerprint')
                and not attisdropped
            """)
        guard try noted[0].get("here", as: Bool.self) else { return try await unnoted(connection, isTable: false) }
        return try await state(of: connection)
    }
}
