public import AdaptModel
public import Postgres

/// What must not be there for a restore, and what is there after it.
extension RestoreBackup {
    /// How many operations a database holds; nil: it has no schema adapt.
    public static func operations(in connection: Connection) async throws -> Int? {
        try await refusing {
            guard try await hasSchema(connection) else { return nil }
            guard try await hasHistory(connection) else { return 0 }
            return try await connection.query("select coalesce(max(operation_id), 0) as last from adapt.operation")[0]
                .get("last")
        }
    }

    /// Why a restore drops nothing of what a database holds: something was recorded in it, or others' things are in its
    /// schema. Nil: it may, or nothing is there.
    public static func obstacle(in connection: Connection) async throws -> Refusal? {
        if let found = try await operations(in: connection), found > 0 { return full(found) }
        return try await others(in: connection)
    }

    static func hasSchema(_ connection: Connection) async throws -> Bool {
        try await connection.query("select to_regnamespace('adapt') is not null as here")[0].get("here")
    }

    /// Whether there is a schema which is more than what a restore made to look at.
    static func hasLastingSchema(_ connection: Connection) async throws -> Bool {
        guard try await hasSchema(connection) else { return false }
        if case .restoring = try await Schema.state(within: connection) { return false }
        return true
    }

    /// Whether the table of a catalogue's history is there, be it empty.
    static func hasHistory(_ connection: Connection) async throws -> Bool {
        try await connection.query(
            """
            select exists (select from pg_attribute where attrelid = to_regclass('adapt.operation')
                and attname = 'operation_id' and not attisdropped) as here
            """)[0].get("here")
    }

    /// Said of a database in which something was recorded.
    private static func full(_ operations: Int) -> Refusal {
        let held = operations == 1 ? "1 operation" : "\(operations) operations"
        return Refusal(
            .rule, "database holds a catalogue of \(held), which a restore would replace",
            hint: "restore into another database: adapt db restore FILE --database URL")
    }

    /// Drops a catalogue that nobody has recorded anything in: what is there came with the program. False where the
    /// backup is there already: the line that brought it was lost at its end.
    func makeRoom(in connection: Connection) async throws -> Bool {
        guard try await Self.hasSchema(connection) else { return true }
        let found = try await Self.settledOperations(in: connection)
        guard found == 0 else {
            guard try await isThere(in: connection) else { throw Self.full(found) }
            return false
        }
        try await Self.requireMaking(connection)
        if let foreign = try await Self.others(in: connection) { throw foreign }
        try await connection.run("drop schema adapt cascade")
        return true
    }

    /// Whether a database holds the backup.
    private func isThere(in connection: Connection) async throws -> Bool {
        let wrong = try await differences(in: connection)
        // Of another program's it is noted that a migration is to follow.
        return wrong.allSatisfy { isOfAnother && $0.hasPrefix("table schema_state ") }
    }

    /// Drops the schema that was made to look at, in a transaction of its own. Throws a `Refusal` (rule) where somebody
    /// has recorded or made something in it meanwhile: then it stays.
    static func clear(_ connection: Connection) async throws {
        try await connection.transaction { connection in
            try await requireLock(connection)
            let found = try await settledOperations(in: connection)
            guard found == 0 else { throw full(found) }
            guard try await hasSchema(connection) else { return }
            if let foreign = try await others(in: connection) { throw foreign }
            try await connection.run("drop schema adapt cascade")
        }
    }

    /// How many operations a database holds, those of who is recording one among them: until this transaction ends
    /// nobody records another, which would be lost with the schema.
    private static func settledOperations(in connection: Connection) async throws -> Int {
        guard try await hasHistory(connection) else { return 0 }
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
