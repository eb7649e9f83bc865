import AdaptModel
import Postgres

/// Where it is noted what was applied.
extension Migrator {
    static let ledger = """
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
}
