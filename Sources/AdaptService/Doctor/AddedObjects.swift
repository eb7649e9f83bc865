import AdaptSQL
public import Postgres

/// What somebody made in schema adapt besides, such as an index, a column or a view of his own: a restore takes nothing
/// that this program does not make, unless it is trusted.
public enum AddedObjects {
    /// Each with what it is, as in `index mine of table series`, in order, in a schema that is in a state. Of one that is
    /// not quite this program's, what no script of it makes or drops, without columns; none where a newer program made
    /// it: what that makes is not known.
    public static func names(in connection: Connection, _ state: Schema.State) async throws -> [String] {
        switch state {
        case .absent, .lost, .ahead, .restoring: []
        case .current, .behind, .unfinished: try await lost(in: connection, state, isBegun: true).map(\.name)
        }
    }

    /// One of them, and the command that takes it out of the schema.
    struct Lost: Sendable {
        let name: String, command: String
    }

    /// What would be lost with a schema in a state: of one that is not quite this program's, what no script of it makes
    /// or drops; where it holds no history (`isBegun`), all but a ledger. In order.
    static func lost(in connection: Connection, _ state: Schema.State, isBegun: Bool) async throws -> [Lost] {
        let made: [any PostgresEncodable] =
            switch (state, isBegun) {
            case (.current, true): known
            case (_, true): everKnown
            case (.absent, false): only(tables: [])
            case (_, false): only(tables: ["migration", "schema_state"])
            }
        return try await found(in: connection, besides: made)
    }

    private static func found(
        in connection: Connection, besides made: [any PostgresEncodable]
    ) async throws -> [Lost] {
        try await refusing {
            try await connection.query(SQL(Queries.doctor["added"], bind: made)).map {
                Lost(name: try $0.get("name"), command: try $0.get("command"))
            }
        }
    }

    /// What the scripts make, as the query takes it.
    static var known: [any PostgresEncodable] {
        let made = MadeObjects.all
        return values(
            made.statements.keys.sorted(), made.allFunctions, made.views.sorted(), made.allTables.sorted(),
            MadeColumn.all)
    }

    /// The same, with what an earlier program made and a script drops; which columns its tables had is not known.
    private static var everKnown: [any PostgresEncodable] {
        let made = MadeObjects.all
        func ever(_ names: some Sequence<String>) -> [String] { made.dropped.union(names).sorted() }
        return values(ever(made.statements.keys), ever(made.allFunctions), ever(made.views), ever(made.allTables), [])
    }

    private static func values(
        _ statements: [String], _ functions: [String], _ views: [String], _ tables: [String], _ columns: [MadeColumn]
    ) -> [any PostgresEncodable] {
        let triggers = MadeObjects.all.triggers
        return [
            statements, triggers.map(\.name), triggers.map(\.table), functions, views, tables, columns.map(\.name),
            columns.map(\.table),
        ]
    }

    private static func only(tables: [String]) -> [any PostgresEncodable] {
        let none: [String] = []
        return [none, none, none, none, none, tables, none, none]
    }
}
