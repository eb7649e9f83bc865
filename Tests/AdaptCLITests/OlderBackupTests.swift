import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptService

@Suite("Backups of earlier programs")
struct OlderBackupTests {
    /// Two views as they were written before, in schema 25.
    private static let views = """
        create or replace view adapt.limited_policy as
            select t.table_name, p.policy_name, p.command, p.condition, x.policyname is not null as is_there,
                (x.permissive, x.roles, x.cmd, coalesce(x.qual, x.with_check))
                    is not distinct from ('PERMISSIVE', array['public'::name], p.command, p.condition) as is_so
            from adapt.limited_table t
            cross join lateral (values
                ('everyone_reads', 'SELECT', 'true'),
                ('own_markets', 'INSERT', case
                    when t.table_name = 'edition_state'
                        then '(may_edit(series_id, edition_id) AND may_edit_market(market_code))'
                    when t.table_name in ('creative_state', 'creative_beat')
                        then 'may_edit_creative(series_id, creative_id)'
                    else 'may_edit(series_id, edition_id)' end)) p(policy_name, command, condition)
            left join pg_policies x
                on x.schemaname = 'adapt' and x.tablename = t.table_name and x.policyname = p.policy_name;
        create or replace view adapt.kept_table as
            select r.table_name, r.table_name || '_append_only' as trigger_name,
                'before update or delete or truncate on %I for each statement '
                    || 'execute function refuse_change()' as made_as
            from adapt.table_right r
            where r.role_name = 'adapt_edit' and r.verbs = 'select, insert'
                and to_regclass('adapt.' || r.table_name) is not null
            union all
            select c.relname::text, c.relname || '_of_its_operation',
                'after insert on %I referencing new table as added for each statement '
                    || 'execute function added_to_its_operation()'
            from pg_class c
            where c.relnamespace = 'adapt'::regnamespace and c.relkind = 'r'
                and c.relname not in ('operation', 'undone')
                and (c.relname in ('creative_beat', 'figure_run', 'batch_confirmation') or exists (
                    select from pg_attribute a where a.attrelid = c.oid and a.attname = 'operation_id'))
        """

    @Test("come in without being trusted: views, functions and triggers are not run, and a migration makes them anew")
    func otherScripts() async throws {
        try await BackupTests.taken { shell, file in
            let directory = String(file.dropLast("/one.dump".count))
            // The server may be of another user.
            #expect(chmod(directory, 0o777) == 0)
            let own = String(shell.url.split(separator: "/").last ?? "").prefix { $0 != "?" }
            let done = directory + "/done"
            let deed = "if current_database() <> '\(own)' then copy (select 1) to program 'touch \(done)'; end if;"
            let lines = await shell.run("export catalogue").output
            try await HostileBackupTests.run(
                """
                \(Self.views);
                create or replace function adapt.likeness(words text, found text) returns real language plpgsql volatile
                    as $$ begin \(deed) return 1; end $$;
                create or replace function adapt.title_key(words text) returns text language sql immutable parallel safe
                    as 'select words || adapt.likeness(words, words)';
                update adapt.schema_state set fingerprint = 'older'
                """, on: shell.url)
            #expect(await shell.run(["db", "backup", file + ".older"]).status == 0)
            let others = "by another adapt (schema \(Schema.version)): its views, functions and triggers are left to"
            let drill = await shell.run(["db", "drill", file + ".older"])
            #expect(drill.status == 0, "\(drill.errors)")
            #expect(drill.errors.contains(others + " adapt db migrate\n"), "\(drill.errors)")
            try await TestServer.withDatabase(template: "bare") { url in
                let other = Shell(url: url)
                let restored = await other.run(["db", "restore", file + ".older", "--yes"])
                #expect(restored.status == 0 && restored.errors.contains(others), "\(restored.errors)")
                let before = await other.run("series list")
                #expect(before.status == 69 && before.errors.contains("hint: adapt db migrate"), "\(before.errors)")
                #expect(await other.run("db migrate").status == 0)
                try await expectOurs(other)
                let exported = await other.run("export catalogue").output
                #expect(!lines.isEmpty && exported == lines)
            }
            #expect(access(done, F_OK) != 0, "nothing ran")
        }
    }

    /// All that a migration makes is there, as adapt makes it.
    private func expectOurs(_ shell: Shell) async throws {
        let found = try JSONText(await shell.run("doctor --all --format json").output)
        for topic in ["functions", "views", "made", "altered", "kept", "triggers", "indexes", "limits", "added"] {
            let states = (0..<found.count).compactMap { found[$0] }.filter { $0["topic"]?.string == topic }
            #expect(states.map { $0["state"]?.string } == ["ok"], "\(topic)")
        }
        let check = await shell.run("check")
        #expect(check.status == 0, "\(check.transcript)")
    }

    @Test("of the schema before come in too, and what nobody of us made is named and refused")
    func otherSchema() async throws {
        try await TemporaryDirectory.with { directory in
            try await TestServer.withDatabase(template: "bare") { url in
                let (shell, file) = (Shell(url: url), directory.path + "/older.dump")
                let connection = try await Connection.open(url, options: Workspace.options)
                let migrations = Array(Migrator(connection).migrations.dropLast())
                _ = try await Migrator(connection, migrations: migrations, repeatables: false).migrate()
                try await connection.run(
                    """
                    insert into adapt.operation (operation_id, at, author, verb) values (1, now(), 'mia', 'set');
                    create view adapt.kept_table as select 1 as n;
                    update adapt.schema_state set fingerprint = 'older'
                    """)
                let whole = await shell.run(["db", "backup", file])
                #expect(whole.status == 0 && !whole.errors.contains("--trusted"), "\(whole.errors)")
                let drill = await shell.run(["db", "drill", file])
                #expect(drill.status == 0, "\(drill.errors)")
                try await connection.run(
                    "create view adapt.mine as select 1 as n; alter table adapt.note add column mine text")
                let told = await shell.run(["db", "backup", file + "2"])
                let added =
                    "the file holds what this adapt does not make, so it comes back only with --trusted: view mine\n"
                    + "hint: once adapt db migrate was run, adapt doctor says how to take each out\n"
                #expect(told.status == 0 && told.errors.contains(added), "\(told.errors)")
                let refused = await shell.run(["db", "drill", file + "2"])
                #expect(refused.status == 65, "\(refused.errors)")
                let named = refused.errors.split(separator: "\n").filter { $0.hasPrefix("  ") }
                #expect(named.sorted() == ["  table data note", "  table note", "  view mine"], "\(refused.errors)")
                await connection.close()
            }
        }
    }
}
