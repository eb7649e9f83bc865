public import AdaptModel
public import Postgres

/// A backup brought into a database that holds nothing, and compared with what it held when it was taken.
public struct RestoreBackup: Sendable {
    /// What PostgreSQL's programs do for it.
    public struct Programs: Sendable {
        let script: @Sendable () async throws -> RestoreScript
        let schema: @Sendable (_ extensions: [String]) async throws -> RestoreScript
        let load: @Sendable () async throws -> Void

        /// `script`: what restoring the file would run. `schema`: what the schema that the database has now is made with,
        /// and some extensions. `load`: reads the file into the database, whole or not at all.
        public init(
            script: @escaping @Sendable () async throws -> RestoreScript,
            schema: @escaping @Sendable (_ extensions: [String]) async throws -> RestoreScript,
            load: @escaping @Sendable () async throws -> Void
        ) {
            self.script = script
            self.schema = schema
            self.load = load
        }
    }

    private let manifest: BackupManifest
    private let programs: Programs
    private let isTrusted: Bool
    private let warn: @Sendable (String) -> Void

    /// A restore of what `manifest` describes. `isTrusted`: what this program does not make is run all the same. `warn`
    /// gets what is to be known before anything is run.
    public init(
        _ manifest: BackupManifest, by programs: Programs, isTrusted: Bool = false,
        warn: @escaping @Sendable (String) -> Void
    ) {
        self.manifest = manifest
        self.programs = programs
        self.isTrusted = isTrusted
        self.warn = warn
    }

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

    /// Restores, under the lock of migrations, and compares; on one of the `lines` where the connection is lost. Throws a
    /// `Refusal`: rule where the database holds a catalogue; input where the file would run what this program does not
    /// make, or where what came is not what was backed up, which is removed again; busy where it came, or may have, and is
    /// not compared.
    public func run(on connection: Connection, lines: Reconnection) async throws {
        if manifest.serverMajor > connection.serverVersion / 10_000 {
            throw Refusal(
                .rule,
                "backup is of PostgreSQL \(manifest.serverVersion), and this server is \(connection.serverVersion / 10_000)",
                hint: "restore it into PostgreSQL \(manifest.serverMajor) or later")
        }
        try await Migrator(connection).withLock {
            if let found = try await Self.operations(in: connection) {
                guard found == 0 else { throw Self.full(found) }
                try await Self.requireMaking(connection)
                // Nobody has recorded anything: what is there came with the program.
                try await Self.clear(connection)
            }
            let check = RestoreCheck(
                manifest: manifest, programs: programs, isTrusted: isTrusted, connection: connection)
            if let warning = try await check.warning() { warn(warning) }
            do {
                try await programs.load()
            } catch {
                // It comes whole or not at all; who loads it may have lost his line at the very end.
                let isThere = try await Task { try await isLoaded(connection, lines) }.value
                guard isThere else { throw error }
            }
            // From here on it is there: whoever is told to stop is told what became of it.
            try await Task { try await finish(connection, lines) }.value
        }
    }

    /// Refuses a schema of our name that holds something of somebody else's.
    private static func requireOurs(_ connection: Connection) async throws {
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
    private static func requireMaking(_ connection: Connection) async throws {
        let may = try await connection.query(
            "select has_database_privilege(current_database(), 'create') as may, current_database()::text as name")[0]
        guard try !may.get("may", as: Bool.self) else { return }
        let name: String = try may.get("name")
        throw Refusal(
            .forbidden, "user may make no schema in database \"\(name)\"",
            hint: "the administrator can run: grant create on database \(name) to the user")
    }

    /// Leaves the database without a schema of ours.
    static func clear(_ connection: Connection) async throws {
        try await refusing {
            try await connection.transaction { try await $0.run("drop schema if exists adapt cascade") }
        }
    }

    private func isLoaded(_ connection: Connection, _ lines: Reconnection) async throws -> Bool {
        do {
            return try await lines.either(connection) { try await Self.operations(in: $0) != nil }
        } catch {
            throw Refusal(
                .busy, "line to the database was lost while the backup was loaded: whether it is there is not known",
                hint: "restore it again: where it is there, that is refused")
        }
    }

    /// Compares, and gives rights. The lock of migrations is lost with the line, and with it that nobody else was there.
    private func finish(_ connection: Connection, _ lines: Reconnection) async throws {
        do {
            do {
                try await finish(connection, wasAlone: true)
            } catch  where Reconnection.isOfLine(error) {
                try await lines.with { other in
                    try await Migrator(other).withLock { try await finish(other, wasAlone: false) }
                }
            }
        } catch let refusal as Refusal where refusal.kind == .input {
            throw refusal
        } catch {
            let reason = (error as? Refusal ?? (error as? PostgresError).map { Refusal($0) })?.message ?? "\(error)"
            throw Refusal(
                .busy, "backup was restored and is there, but it was not compared to its end, and rights are not given",
                hint:
                    "give them with adapt db migrate --again, then adapt check; or drop schema adapt, and restore again",
                details: [reason.replacing(": nothing was changed", with: "")])
        }
    }

    private func finish(_ connection: Connection, wasAlone: Bool) async throws {
        let wrong = try await Self.differences(from: manifest, in: connection)
        guard wrong.isEmpty else {
            guard wasAlone else {
                throw Refusal(
                    .input,
                    "what was restored is not what was backed up, or was changed since: the line to the database was "
                        + "lost meanwhile, so it was left there",
                    hint: "drop schema adapt, and restore again", details: wrong)
            }
            do {
                try await Self.clear(connection)
            } catch  where Reconnection.isOfLine(error) {
                throw Refusal(
                    .input,
                    "what was restored is not what was backed up; the line was lost while it was removed again",
                    hint: "drop schema adapt, if it is there; use another backup", details: wrong)
            }
            throw Refusal(
                .input, "what was restored is not what was backed up; it was removed again",
                hint: "use another backup", details: wrong)
        }
        try await connection.transaction { try await $0.run(Self.rights) }
    }

    /// Roles are of the server, so a backup has no rights of theirs: given anew, as migrations give them. A schema of
    /// before there were roles is left to its migration.
    private static let rights = """
        do $$ begin
            if to_regprocedure('adapt.make_roles()') is not null then perform adapt.make_roles(); end if;
            if to_regprocedure('adapt.grant_rights()') is not null then perform adapt.grant_rights(); end if;
        end $$
        """

    /// Refuses a database that holds something.
    public static func full(_ operations: Int) -> Refusal {
        Refusal(
            .rule, "database holds a catalogue of \(operations) operations, which a restore would replace",
            hint: "restore into another database: adapt db restore FILE --database URL")
    }

    /// What differs between a database and what was backed up, a line each.
    public static func differences(
        from manifest: BackupManifest, in connection: Connection
    ) async throws -> [String] {
        try await refusing {
            try await connection.transaction(.snapshot) { connection in
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
    }
}
