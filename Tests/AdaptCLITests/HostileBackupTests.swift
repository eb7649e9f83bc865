import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Backups that would run what adapt does not make")
struct HostileBackupTests {
    @Test("a table whose index calls a function of its own is refused by name, and nothing of it runs")
    func foreignTable() async throws {
        try await refused(naming: [
            "function evil(integer)", "function deed(integer)", "table trap", "table data trap", "index trap_sprung",
        ]) {
            deed in
            """
            create function adapt.deed(i integer) returns integer language plpgsql as $$ \(deed) return i; end $$;
            create function adapt.evil(i integer) returns integer language sql immutable as 'select adapt.deed(i)';
            create table adapt.trap (i integer);
            insert into adapt.trap values (1);
            create index trap_sprung on adapt.trap (adapt.evil(i));
            """
        }
    }

    @Test("functions of ours that an index calls, with other bodies, are refused by name, and nothing of them runs")
    func otherBody() async throws {
        try await refused(naming: ["function likeness(text, text)", "function title_key(text)"]) { deed in
            """
            create or replace function adapt.likeness(words text, found text) returns real language plpgsql volatile
                as $$ \(deed) return 1; end $$;
            create or replace function adapt.title_key(words text) returns text language sql immutable parallel safe
                as 'select words || adapt.likeness(words, words)';
            """
        }
    }

    @Test("an index, a check, a default and a trigger that nobody of us made are refused by name")
    func additions() async throws {
        try await refused(naming: [
            "index mine", "table note", "table batch", "table data batch", "trigger series mine",
        ]) { _ in
            """
            create index mine on adapt.series (lower(series_id::text));
            alter table adapt.note add constraint mine check (true);
            alter table adapt.batch add column mine text default current_user;
            create trigger mine after insert on adapt.series for each statement execute function adapt.refuse_change();
            """
        }
    }

    @Test("a schema of that name which is somebody else's is left alone, by an honest backup too")
    func notOurs() async throws {
        try await BackupTests.taken { shell, file in
            try await TestServer.withDatabase(template: "bare") { url in
                try await Self.run(
                    """
                    create schema adapt; create table adapt.theirs as select 42 as i;
                    create table adapt.operation (name text); create type adapt.kind as enum ('a')
                    """, on: url)
                let refused = await Shell(url: url).run(["db", "restore", file, "--yes"])
                #expect(refused.status == 2 && refused.errors.contains("schema adapt that is not adapt's"))
                for name in ["table operation", "table theirs", "type kind"] {
                    #expect(refused.errors.contains("\n  \(name)\n"), "\(refused.errors)")
                }
                let migrated = await Shell(url: url).run("db migrate")
                #expect(migrated.status == 2 && migrated.errors.contains("\n  table theirs\n"), "\(migrated.errors)")
                try await Self.run("select i from adapt.theirs", on: url)
            }
        }
    }

    @Test("where words are found without trigrams, a backup is whole too")
    func withoutTrigrams() async throws {
        try await BackupTests.taken { shell, file in
            try await Self.run(
                """
                drop extension if exists pg_trgm cascade;
                create or replace function adapt.alike(words text, found text) returns boolean language sql stable
                    as 'select false';
                create or replace function adapt.likeness(words text, found text) returns real language sql stable
                    as 'select 0.8::real';
                """, on: shell.url)
            #expect(await shell.run(["db", "backup", file + ".plain"]).status == 0)
            let drill = await shell.run(["db", "drill", file + ".plain"])
            #expect(drill.status == 0, "\(drill.errors)")
        }
    }
}

extension HostileBackupTests {
    /// What a catalogue's owner adds, given a statement that touches a file in every database but that catalogue's: its
    /// backup is neither tried nor restored, all that is foreign is named, and the file is not there.
    private func refused(naming names: [String], _ additions: @escaping @Sendable (String) -> String) async throws {
        try await BackupTests.taken { shell, file in
            let directory = String(file.dropLast("/one.dump".count))
            let done = directory + "/done"
            // The server may be of another user.
            #expect(chmod(directory, 0o777) == 0)
            let own = String(shell.url.split(separator: "/").last ?? "").prefix { $0 != "?" }
            try await Self.run(
                additions(
                    "begin if current_database() <> '\(own)' then copy (select 1) to program 'touch \(done)'; end if;"),
                on: shell.url)
            #expect(await shell.run(["db", "backup", file + ".evil"]).status == 0)
            try await TestServer.withDatabase(template: "bare") { url in
                for refused in [
                    await shell.run(["db", "drill", file + ".evil"]),
                    await Shell(url: url).run(["db", "restore", file + ".evil", "--yes"]),
                ] {
                    #expect(refused.status == 65, "\(refused.errors)")
                    #expect(refused.errors.contains("backup holds what adapt does not make"))
                    let named = refused.errors.split(separator: "\n").filter { $0.hasPrefix("  ") }
                    #expect(named.map { $0.dropFirst(2) }.sorted() == names.map { $0[...] }.sorted())
                }
                let rows = try await rowCounts(url)
                #expect(rows.isEmpty)
            }
            #expect(access(done, F_OK) != 0, "nothing ran")
            #expect(try await databases(like: own + "_drill%", on: shell.url) == [])
        }
    }

    static func run(_ statements: String, on url: String) async throws {
        let connection = try await Connection.open(url)
        try await connection.run(statements)
        await connection.close()
    }
}
