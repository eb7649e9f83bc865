import AdaptSQL
public import Postgres

/// What somebody made in schema adapt besides, such as an index or a view of his own: a restore takes nothing that this
/// program does not make, unless it is trusted.
public enum AddedObjects {
    /// Each with what it is, as in `index mine of table series`, in order. None where the schema is not this program's:
    /// what another one makes is not known.
    public static func names(in connection: Connection) async throws -> [String] {
        guard case .current = try await Schema.state(of: connection) else { return [] }
        return try await found(in: connection)
    }

    /// What would be lost with the schema, whose ledger is there: of one that an earlier program made, only the tables
    /// that none made.
    static func lost(in connection: Connection) async throws -> [String] {
        switch try await Schema.state(of: connection) {
        case .current: return try await found(in: connection)
        case .behind, .unfinished, .lost:
            let made = Set(MadeObjects.all.allTables.union(MadeObjects.all.droppedTables).map { "table \($0)" })
            return try await found(in: connection).filter { $0.hasPrefix("table ") && !made.contains($0) }
        case .absent, .ahead: return []
        }
    }

    private static func found(in connection: Connection) async throws -> [String] {
        try await refusing {
            try await connection.query(SQL(Queries.doctor["added"], bind: known)).map {
                try $0.get("name", as: String.self)
            }
        }
    }

    /// What the scripts make, as the query takes it.
    static var known: [any PostgresEncodable] {
        let made = MadeObjects.all
        return [
            made.statements.keys.sorted(), made.triggers.map(\.name), made.triggers.map(\.table),
            made.allFunctions, made.views.sorted(), made.allTables.sorted(),
        ]
    }
}
