public import AdaptModel
import AdaptSQL
public import Postgres

/// What must not be there for a restore, and what is there after it.
extension RestoreBackup {
    /// How many operations a database holds; nil: it has no catalogue.
    public static func operations(in connection: Connection) async throws -> Int? {
        try await refusing {
            let here = try await connection.query("select to_regnamespace('adapt') is not null as here")
            guard try here[0].get("here", as: Bool.self) else { return nil }
            let table = try await connection.query("select to_regclass('adapt.operation') is not null as here")
            guard try table[0].get("here", as: Bool.self) else {
                try await requireOurs(connection)
                return 0
            }
            return try await connection.query("select coalesce(max(operation_id), 0) as last from adapt.operation")[0]
                .get("last")
        }
    }

    /// Refuses a database that holds something.
    public static func full(_ operations: Int) -> Refusal {
        let held = operations == 1 ? "1 operation" : "\(operations) operations"
        return Refusal(
            .rule, "database holds a catalogue of \(held), which a restore would replace",
            hint: "restore into another database: adapt db restore FILE --database URL")
    }

    /// Drops a catalogue that nobody has recorded anything in: what is there came with the program. False where the
    /// backup is there already: the line that brought it was lost at its end.
    func makeRoom(in connection: Connection) async throws -> Bool {
        guard try await Self.operations(in: connection) != nil else { return true }
        let found = try await Self.settledOperations(in: connection)
        guard found == 0 else {
            guard try await differences(in: connection).isEmpty else { throw Self.full(found) }
            return false
        }
        try await Self.requireMaking(connection)
        let others = try await connection.query(SQL(Queries.backup["dependents"])).map {
            try $0.get("name", as: String.self)
        }
        guard others.isEmpty else {
            throw Refusal(
                .rule, "others' things hang on schema adapt of this database, and would be lost with it",
                hint: "drop them first; or restore into another database: adapt db restore FILE --database URL",
                details: others)
        }
        try await Self.requireNoneAdded(connection)
        try await connection.run("drop schema adapt cascade")
        return true
    }

    /// Drops the schema that was made to look at, in a transaction of its own. Throws a `Refusal` (rule) where somebody
    /// has recorded something in it meanwhile: then it stays.
    static func clear(_ connection: Connection) async throws {
        try await connection.transaction { connection in
            try await requireLock(connection)
            let found = try await settledOperations(in: connection)
            guard found == 0 else { throw full(found) }
            try await connection.run("drop schema if exists adapt cascade")
        }
    }

    /// How many operations a database holds, those of who is recording one among them: until this transaction ends
    /// nobody records another, which would be lost with the schema.
    private static func settledOperations(in connection: Connection) async throws -> Int {
        let table = try await connection.query("select to_regclass('adapt.operation') is not null as here")
        guard try table[0].get("here", as: Bool.self) else { return 0 }
        try await connection.run("lock table adapt.operation in access exclusive mode")
        return try await connection.query("select coalesce(max(operation_id), 0) as last from adapt.operation")[0]
            .get("last")
    }

    /// What differs between a database and what was backed up, a line each. In a transaction.
    func differences(in connection: Connection) async throws -> [String] {
        let found = try await DatabaseDigest.tables(of: connection)
        let known = Dictionary(uniqueKeysWithValues: found.map { ($0.table, $0) })
        var wrong = manifest.tables.compactMap { table -> String? in
            guard let here = known[table.table] else { return "table \(table.table) is missing" }
            if here == table { return nil }
            return "table \(table.table) holds \(here.rows) rows, not the \(table.rows) backed up"
                + (here.rows == table.rows ? " with the same content" : "")
        }
        let wanted = Set(manifest.tables.map(\.table))
        wrong += found.filter { !wanted.contains($0.table) }.map { "table \($0.table) was not backed up" }
        let stands = try await DatabaseDigest.sequences(of: connection)
        for (name, value) in manifest.sequences.sorted(by: { $0.key < $1.key })
        where stands[name, default: 0] < value {
            wrong.append("sequence \(name) stands at \(stands[name, default: 0]), not at \(value)")
        }
        return wrong
    }
}
