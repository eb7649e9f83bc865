import AdaptModel
import AdaptSQL
public import Postgres

/// Brings a database to the schema of this program. Safe to run again, and by several at once.
public struct Migrator: Sendable {
    private let connection: Connection
    private let migrations: [(name: String, text: String)]
    private let patience: Duration
    private let repeatables: Bool

    /// A migrator on a connection to the database. `patience`: how long it waits for another one.
    public init(_ connection: Connection, patience: Duration = .seconds(60)) {
        self.init(
            connection, migrations: DatabaseScripts.migrations.map { ($0.name, $0.text) }, patience: patience)
    }

    /// `repeatables`: whether views and functions follow, which need the last migration.
    init(
        _ connection: Connection, migrations: [(name: String, text: String)], patience: Duration = .seconds(60),
        repeatables: Bool = true
    ) {
        self.repeatables = repeatables
        self.connection = connection
        self.migrations = migrations
        self.patience = patience
    }

    /// Applies what is missing and gives the names of the migrations it applied.
    ///
    /// Each migration is one transaction with its record, so a cut between or inside them loses nothing. Throws a
    /// `Refusal`: unreachable where the database is ahead, rule where an applied migration was edited or the database
    /// is not in UTF8, busy where another migrator holds on.
    ///
    /// `again`: views, functions, triggers and rights are made anew even where they seem to fit. `tell` gets the name
    /// of each migration once it is applied, whatever comes of the next.
    public func migrate(
        again: Bool = false, tell: @Sendable (String) -> Void = { _ in }
    ) async throws -> [String] {
        try await refusing {
            try await requireEncoding()
            do {
                return try await asOwner { try await withLock { try await applyAll(again, tell) } }
            } catch let error as PostgresError where error.kind == .outcomeUnknown {
                // Whoever migrates next sees what is there, and goes on from it.
                throw Refusal(
                    .busy, Refusal.unknownEnd, hint: "adapt db migrate goes on from what is there", mayRetry: true)
            }
        }
    }

    private func applyAll(_ again: Bool, _ tell: @Sendable (String) -> Void) async throws -> [String] {
        try await connection.run(Migrator.ledger)
        let applied = try await verified()
        var names: [String] = []
        for (number, migration) in migrations.enumerated().dropFirst(applied) {
            try await apply(number + 1, migration.name, migration.text)
            tell(migration.name)
            names.append(migration.name)
        }
        if repeatables { try await applyRepeatables(again: again) }
        return names
    }

    /// Plays the owner's part, where there is one already and the user may: what is made belongs to one role, whoever
    /// of it migrates. Throws a `Refusal` (forbidden) that names what the user would need.
    private func asOwner<Result>(_ body: () async throws -> Result) async throws -> Result {
        guard let owner = try await Owner(of: connection) else {
            try await requireRoom()
            return try await body()
        }
        try owner.require("it is migrated")
        guard owner.name != owner.user else { return try await body() }
        try await connection.run("set role \(owner.name)")
        do {
            let result = try await body()
            try await connection.run("reset role")
            return result
        } catch {
            _ = try? await connection.run("reset role")
            throw error
        }
    }

    /// Throws a `Refusal` (rule) where the database cannot hold what people write.
    private func requireEncoding() async throws {
        let row = try await connection.query(
            "select current_database()::text as name, current_setting('server_encoding') as encoding")[0]
        let (name, encoding): (String, String) = (try row.get("name"), try row.get("encoding"))
        guard encoding != "UTF8" else { return }
        throw Refusal(
            .rule, "database \"\(name)\" is encoded in \(encoding), not in UTF8: it cannot hold every title",
            hint: "make another one, and name it: createdb -E UTF8 -T template0 NAME")
    }

    /// Throws a `Refusal` (forbidden) where the user may make no schema, and nobody has made it for him.
    private func requireRoom() async throws {
        let rows = try await connection.query(
            """
            select current_user::regrole::text as name, format('%I', current_database()) as database
            where not exists (select from pg_namespace where nspname = 'adapt')
                and not has_database_privilege(current_database(), 'create')
            """)
        guard let row = rows.first else { return }
        let (name, database): (String, String) = (try row.get("name"), try row.get("database"))
        throw Refusal(
            .forbidden, "user \"\(name)\" may make nothing in database \"\(database)\"",
            hint: "ask the administrator for: grant create on database \(database) to \(name)")
    }

    private static let ledger = """
        -- Asked first: who owns the schema need not have the right to make one; and whoever does, may take from it and
        -- add to it as he likes.
        do $$
        declare other text := (select n.nspowner::regrole from pg_namespace n
            where n.nspname = 'adapt' and n.nspowner <> current_user::regrole and to_regclass('adapt.migration') is null);
        begin
            if other is not null then
                raise exception 'schema adapt is there already, and of "%"', other using errcode = 'insufficient_privilege',
                    hint = format('alter schema adapt owner to %I; or migrate as %s', current_user, other);
            end if;
            if to_regnamespace('adapt') is null then create schema adapt; end if;
        end $$;
        create table if not exists adapt.migration (
            number integer primary key, name text not null, hash text not null,
            applied_at timestamptz not null default clock_timestamp());
        comment on table adapt.migration is 'Migrations applied to this database';
        comment on column adapt.migration.number is 'Order';
        comment on column adapt.migration.name is 'File name';
        comment on column adapt.migration.hash is 'SHA-256 of the file as applied';
        comment on column adapt.migration.applied_at is 'When';
        create table if not exists adapt.schema_state (
            single boolean primary key default true check (single), version integer not null, fingerprint text not null);
        comment on table adapt.schema_state is 'One row: what the database carries now';
        comment on column adapt.schema_state.single is 'Keeps it one row';
        comment on column adapt.schema_state.version is 'Number of the last migration';
        comment on column adapt.schema_state.fingerprint is 'Of all scripts applied';
        """

    /// Checks what was applied against the files, and gives how many were.
    func verified() async throws -> Int {
        let texts = migrations.map(\.text)
        let rows = try await connection.query(
            """
            select m.number, m.name, m.hash = encode(sha256(convert_to(f.text, 'UTF8')), 'hex') as same
            from adapt.migration m left join unnest(\(texts)::text[]) with ordinality f(text, number) using (number)
            order by m.number
            """)
        if rows.count > migrations.count { throw Schema.ahead(rows.count) }
        for (index, row) in rows.enumerated() {
            let (number, name): (Int, String) = (try row.get("number"), try row.get("name"))
            guard number == index + 1 else {
                throw Refusal(.rule, "migration \(index + 1) is missing from the database, though \(number) is there")
            }
            guard try row.get("same", as: Bool?.self) == true else {
                throw Refusal(
                    .rule, "migration \"\(name)\" was edited after it was applied here",
                    hint: "restore the file as it was; changes go in a new migration")
            }
        }
        return rows.count
    }

    private func apply(_ number: Int, _ name: String, _ text: String) async throws {
        try await inTurns { connection in
            try await connection.run(text, deadline: Workspace.longPatience)
            _ = try await connection.query(
                """
                insert into adapt.migration (number, name, hash)
                values (\(number), \(name), encode(sha256(convert_to(\(text)::text, 'UTF8')), 'hex'))
                """)
        }
    }

    /// A transaction that changes the schema. Who waits for a table makes all who come later wait too: it gives up after
    /// half a second, lets them through, and tries again as long as it has patience.
    private func inTurns(_ body: @Sendable (Connection) async throws -> Void) async throws {
        let deadline = ContinuousClock.now + patience
        while true {
            do {
                return try await connection.transaction { connection in
                    try await connection.run("set local search_path = adapt, pg_temp; set local lock_timeout = '500ms'")
                    try await body(connection)
                }
            } catch let error as PostgresError where error.sqlState == "55P03" && ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    private func applyRepeatables(again: Bool) async throws {
        let (version, fingerprint) = (migrations.count, DatabaseScripts.fingerprint)
        let known = try await connection.query(
            "select 1 from adapt.schema_state where version = \(version) and fingerprint = \(fingerprint)")
        guard known.isEmpty || again else { return }
        try await inTurns { connection in
            for script in DatabaseScripts.repeatables {
                // A new index of a large table takes its time.
                try await connection.run(script.text, deadline: Workspace.longPatience)
            }
            _ = try await connection.query(
                """
                insert into adapt.schema_state (version, fingerprint) values (\(version), \(fingerprint))
                on conflict (single) do update set version = excluded.version, fingerprint = excluded.fingerprint
                """)
        }
    }

    /// Polls for the lock: waiting inside PostgreSQL would hold a snapshot that others may wait for.
    func withLock<Result>(_ body: () async throws -> Result) async throws -> Result {
        let deadline = ContinuousClock.now + patience
        var pause = Duration.milliseconds(25)
        while true {
            let rows = try await connection.query(
                "select pg_try_advisory_lock(hashtextextended('adapt.migration', 0)) as held")
            if try rows[0].get("held", as: Bool.self) { break }
            guard ContinuousClock.now < deadline else {
                throw Refusal(.busy, "another program is migrating this database", hint: "try again in a minute")
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(1))
        }
        do {
            let result = try await body()
            await unlock()
            return result
        } catch {
            await unlock()
            throw error
        }
    }

    /// Closing the connection also gives the lock back, so a failure to unlock loses nothing.
    private func unlock() async {
        _ = try? await connection.query("select pg_advisory_unlock(hashtextextended('adapt.migration', 0))")
    }
}
