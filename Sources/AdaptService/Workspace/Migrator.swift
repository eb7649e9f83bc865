import AdaptModel
import AdaptSQL
public import Postgres

/// Brings a database to the schema of this program. Safe to run again, and by several at once.
public struct Migrator: Sendable {
    let connection: Connection
    let migrations: [(name: String, text: String)]
    let patience: Duration
    /// Stands in the place of a fingerprint until all is there.
    let unfinished: String
    let repeatables: Bool

    /// A migrator on a connection to the database. `patience`: how long it waits for another one.
    public init(_ connection: Connection, patience: Duration = .seconds(60)) {
        self.init(
            connection, migrations: DatabaseScripts.migrations.map { ($0.name, $0.text) }, patience: patience)
    }

    /// `repeatables`: whether views and functions follow, which need the last migration. `isOfRestore`: whether it is
    /// made only to be looked at, and says so from the first moment on.
    init(
        _ connection: Connection, migrations: [(name: String, text: String)], patience: Duration = .seconds(60),
        repeatables: Bool = true, isOfRestore: Bool = false
    ) {
        self.repeatables = repeatables
        unfinished = isOfRestore ? Schema.restoring : Schema.unfinished
        self.connection = connection
        self.migrations = migrations
        self.patience = patience
    }

    /// Applies what is missing and gives the names of the migrations it applied.
    ///
    /// Each migration is one transaction with its record, so a cut between or inside them loses nothing, and every
    /// program sees how far it came. Throws a `Refusal`: unreachable where the database is ahead or its server too old,
    /// rule where an applied migration was edited or the database is not in UTF8, busy where another migrator holds on.
    ///
    /// `again`: views, functions, triggers and rights are made anew even where they seem to fit. `tell` gets each step
    /// once it is done, whatever comes of the next.
    public func migrate(
        again: Bool = false, tell: @Sendable (Step) -> Void = { _ in }
    ) async throws -> [String] {
        try await refusing {
            try await requireServer()
            do {
                return try await asOwner { try await withLock { try await applyAll(again, tell) } }
            } catch let error as PostgresError where error.kind == .outcomeUnknown {
                // Whoever migrates next sees what is there, and goes on from it.
                throw Refusal(
                    .busy, Refusal.unknownEnd, hint: "adapt db migrate goes on from what is there", mayRetry: true)
            }
        }
    }

    private func applyAll(_ again: Bool, _ tell: @Sendable (Step) -> Void) async throws -> [String] {
        try await requireMigratable()
        // Says that it writes, as all transactions do, whatever they are where nothing is said.
        try await Workspace.committing(on: connection) { try await $0.run(ledger) }
        let applied = try await settled()
        var names: [String] = []
        for (number, migration) in migrations.enumerated().dropFirst(applied) {
            try await apply(number + 1, migration.name, migration.text)
            tell(.migration(migration.name))
            names.append(migration.name)
        }
        do {
            if repeatables, try await applyRepeatables(again: again) { tell(.scripts) }
        } catch let error as PostgresError where error.sqlState == "42P16" {
            throw try await otherColumns(error)
        }
        return names
    }

    private func apply(_ number: Int, _ name: String, _ text: String) async throws {
        try await inTurns { connection in
            try await connection.run(text, deadline: Workspace.longPatience)
            // An older program sees that the database is ahead of it, and this one that something is to follow.
            _ = try await connection.query(
                """
                with applied as (
                    insert into adapt.migration (number, name, hash)
                    values (\(number), \(name), encode(sha256(convert_to(\(text)::text, 'UTF8')), 'hex')))
                insert into adapt.schema_state (version, fingerprint) values (\(number), \(unfinished))
                on conflict (single) do update set version = excluded.version, fingerprint = excluded.fingerprint
                """)
        }
    }

    /// A transaction that changes the schema. Who waits for a table makes all who come later wait too: it gives up after
    /// half a second, lets them through, and tries again as long as it has patience.
    private func inTurns(_ body: @Sendable (Connection) async throws -> Void) async throws {
        let deadline = ContinuousClock.now + patience
        while true {
            do {
                return try await Workspace.committing(on: connection) { connection in
                    try await connection.run("set local search_path = adapt, pg_temp; set local lock_timeout = '500ms'")
                    try await body(connection)
                }
            } catch let error as PostgresError where error.sqlState == "55P03" && ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    /// Whether there was anything to do.
    private func applyRepeatables(again: Bool) async throws -> Bool {
        let (version, fingerprint) = (migrations.count, DatabaseScripts.fingerprint)
        let fits = try await isFitting()
        guard again || !fits else { return false }
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
        return true
    }
}
