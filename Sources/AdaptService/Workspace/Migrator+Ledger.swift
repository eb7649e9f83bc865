import AdaptModel
import Postgres

/// Where it is noted what was applied.
extension Migrator {
    /// What makes it, with the mark of a restore where it is for one.
    var ledger: String {
        guard unfinished == Schema.restoring else { return Migrator.tables }
        return Migrator.tables + "\ninsert into adapt.schema_state (version, fingerprint) values (0, '\(unfinished)') "
            + "on conflict do nothing"
    }

    private static let tables = """
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

    /// Checks what was applied against the files, and gives how many were. Throws a `Refusal`: unreachable where the
    /// database is ahead, rule where an applied migration was edited, or is not in the ledger any more.
    func verified() async throws -> Int {
        let texts = migrations.map(\.text)
        // Asked first: both grow in one transaction, so that what is read after it holds no less.
        let noted: Int = try await connection.query(
            "select coalesce(max(version), 0) from adapt.schema_state")[0].get(0)
        let rows = try await connection.query(
            """
            select m.number, m.name, m.hash = encode(sha256(convert_to(f.text, 'UTF8')), 'hex') as same
            from adapt.migration m left join unnest(\(texts)::text[]) with ordinality f(text, number) using (number)
            order by m.number
            """)
        let numbers = try rows.map { try $0.get("number", as: Int.self) }
        let reached = max(0, noted, numbers.last ?? 0)
        if reached > migrations.count { throw Schema.ahead(reached) }
        let missing = Set(1..<(reached + 1)).subtracting(numbers).sorted()
        if !missing.isEmpty { throw try await unrecorded(missing, reached) }
        for row in rows {
            let name: String = try row.get("name")
            guard try row.get("same", as: Bool?.self) == true else {
                throw Refusal(
                    .rule, "migration \"\(name)\" was edited after it was applied here",
                    hint: "restore the file as it was; changes go in a new migration")
            }
        }
        return rows.count
    }

    /// How many were applied, of a database whose ledger is there: see `verified`. Throws a `Refusal` (unreachable) where
    /// nothing is noted of tables that are there: what to apply is not known.
    func settled() async throws -> Int {
        let applied = try await verified()
        guard applied == 0 else { return applied }
        let state = try await Schema.state(of: connection)
        if case .lost = state { try state.require() }
        return applied
    }

    /// Whether views and functions are noted as this program's, of the last migration.
    func isFitting() async throws -> Bool {
        let (version, fingerprint) = (migrations.count, Schema.fingerprint)
        return try await !connection.query(
            "select 1 from adapt.schema_state where version = \(version) and fingerprint = \(fingerprint)"
        ).isEmpty
    }

    /// Throws a `Refusal`: rule where the schema is somebody else's, unreachable where a restore is under way or was cut
    /// short, unless it is for that: a catalogue would be made of what is only there to be looked at.
    func requireMigratable() async throws {
        try await requireOwnSchema()
        guard unfinished != Schema.restoring else { return }
        if case .restoring = try await Schema.state(within: connection) { throw Schema.restoreBegun }
    }

    /// What is said of migrations that were applied, as later ones were, and of which the ledger holds no record: which
    /// are gone, and the statement that records them again.
    private func unrecorded(_ missing: [Int], _ reached: Int) async throws -> Refusal {
        let texts = missing.map { migrations[$0 - 1].text }
        let hashes = try await connection.query(
            """
            select encode(sha256(convert_to(f.text, 'UTF8')), 'hex')
            from unnest(\(texts)::text[]) with ordinality f(text, number) order by f.number
            """)
        var records: [String] = []
        for (number, row) in zip(missing, hashes) {
            let hash: String = try row.get(0)
            records.append("(\(number), '\(migrations[number - 1].name)', '\(hash)')")
        }
        let names = missing.map(String.init).joined(separator: ", ")
        return Refusal(
            .rule,
            (missing.count == 1 ? "migration \(names) is" : "migrations \(names) are")
                + " missing from table adapt.migration, though the database was brought to \(reached)",
            hint: "adapt db restore FILE of the last backup; or, where nothing else was taken away: adapt db psql -c "
                + "\"insert into adapt.migration (number, name, hash) values \(records.joined(separator: ", "))\"")
    }
}
