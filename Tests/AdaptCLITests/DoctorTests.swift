import AdaptService
import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

/// A fault made on purpose in a database, what the doctor must say of it, and the fix it must name.
struct MadeFault: Sendable {
    let name: String
    let make: String
    let says: String
    let fix: String

    static let all: [MadeFault] = [
        MadeFault(
            name: "a schema that is missing", make: "drop schema adapt cascade", says: "holds no adapt catalogue yet",
            fix: "adapt db migrate"),
        MadeFault(
            name: "a schema that is behind", make: "update adapt.schema_state set version = version - 1",
            says: "is behind this program's", fix: "adapt db migrate"),
        MadeFault(
            name: "a schema that is ahead", make: "update adapt.schema_state set version = version + 1",
            says: "newer than this program", fix: "install the adapt that wrote it"),
        MadeFault(
            name: "an edited migration", make: "update adapt.migration set hash = 'x' where number = 2",
            says: "migration \"0002_vocabulary\" was edited", fix: "restore the file as it was"),
        MadeFault(
            name: "a trigger that is off", make: "alter table adapt.decision disable trigger decision_append_only",
            says: "trigger decision_append_only of table decision is switched off", fix: "adapt db migrate --again"),
        MadeFault(
            name: "a trigger that is gone", make: "drop trigger series_append_only on adapt.series",
            says: "table series is not kept from being changed", fix: "adapt db migrate --again"),
        MadeFault(
            name: "a trigger that keeps operations whole, gone",
            make: "drop trigger batch_of_its_operation on adapt.batch",
            says: "table batch may be added to behind its operation", fix: "adapt db migrate --again"),
        MadeFault(
            name: "a trigger of another kind that is gone", make: "drop trigger operation_in_order on adapt.operation",
            says: "trigger operation_in_order is missing", fix: "adapt db migrate --again"),
        MadeFault(
            name: "a constraint that is gone", make: "alter table adapt.decision drop constraint decision_state_known",
            says: "constraint or index decision_state_known is missing",
            fix: "adapt db psql -c \"alter table adapt.decision add constraint decision_state_known check (state in ("),
        MadeFault(
            name: "a foreign key that is gone", make: "alter table adapt.decision drop constraint decision_element",
            says: "constraint or index decision_element is missing",
            fix: "add constraint decision_element foreign key (element_id) references element\""),
        MadeFault(
            name: "an index that is gone", make: "drop index adapt.operation_by_moment",
            says: "constraint or index operation_by_moment is missing",
            fix: "adapt db psql -c \"create index operation_by_moment on adapt.operation (at)\""),
        MadeFault(
            name: "a function that is gone", make: "drop function adapt.toggle(bigint, bigint)",
            says: "function toggle is missing", fix: "adapt db migrate --again"),
        MadeFault(
            name: "a view that is gone", make: "drop view adapt.undone_computed",
            says: "view undone_computed is missing", fix: "adapt db migrate --again"),
        MadeFault(
            name: "a constraint that nobody checked",
            make: "alter table adapt.note add constraint note_short check (length(body) < 10000) not valid",
            says: "constraint note_short of note was never checked", fix: "validate constraint note_short"),
        MadeFault(
            name: "an index that is not valid",
            make: "update pg_index set indisvalid = false where indexrelid = 'adapt.operation_by_moment'::regclass",
            says: "index operation_by_moment is not valid", fix: "reindex index adapt.operation_by_moment"),
        MadeFault(
            name: "an unlogged table", make: "alter table adapt.note set unlogged", says: "table note is unlogged",
            fix: "alter table adapt.note set logged"),
        MadeFault(
            name: "a right too much", make: "grant update on adapt.decision to adapt_edit",
            says: "role adapt_edit may update table decision", fix: "adapt db migrate --again"),
        MadeFault(
            name: "a right too little", make: "revoke select on adapt.decision from adapt_read",
            says: "role adapt_read may not select table decision", fix: "adapt db migrate --again"),
        MadeFault(
            name: "a right of everybody", make: "grant insert on adapt.operation to public",
            says: "everybody may insert operation", fix: "adapt db migrate --again"),
        MadeFault(
            name: "a schema that all may add to", make: "grant create on schema adapt to public",
            says: "everybody may create in schema adapt", fix: "adapt db migrate --again"),
        MadeFault(
            name: "a schema of somebody else", make: "alter schema adapt owner to pg_monitor",
            says: "schema adapt is owned by pg_monitor", fix: "alter schema adapt owner to"),
        MadeFault(
            name: "a function that looks anywhere",
            make: "alter function adapt.begin_operation(text, text, text, bigint) reset search_path",
            says: "function begin_operation looks names up", fix: "adapt db migrate --again"),
        MadeFault(
            name: "foreign keys that are off", make: "alter table adapt.decision disable trigger all",
            says: "trigger RI_ConstraintTrigger", fix: "alter table adapt.decision enable trigger all"),
        MadeFault(
            name: "a limit that is missing", make: "drop policy own_markets on adapt.lineage",
            says: "policy own_markets of table lineage is missing", fix: "adapt db migrate --again"),
        MadeFault(
            name: "limits that are not in force",
            make: "insert into adapt.editor_market (role_name, market_code) values ('adapt_edit', 'mx')",
            says: "limits to markets are not in force in table decision", fix: "adapt db limit"),
        MadeFault(
            name: "a clock that was ahead",
            make: "insert into adapt.operation values (99, now() + interval '2 hours', 'mia', 'set')",
            says: "last operation is of the future", fix: "set the clock of the server"),
        MadeFault(
            name: "a database that takes no changes",
            make:
                "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$",
            says: "database takes no changes", fix: "reset default_transaction_read_only"),
        MadeFault(
            name: "no typos forgiven", make: "drop extension pg_trgm cascade", says: "extension pg_trgm is missing",
            fix: "create extension pg_trgm"),
        MadeFault(
            name: "fsync that is off", make: "select 1", says: "fsync is off", fix: "take it out of "),
        MadeFault(
            name: "no backup", make: "select 1", says: "no backup of this database is known", fix: "adapt db backup"),
        MadeFault(
            name: "a backup that was never restored",
            make: "insert into adapt.backup values (repeat('a', 64), '/gone', 1, now(), 1, '15', 'mia')",
            says: "is untested: it was never restored", fix: "adapt db drill"),
        MadeFault(
            name: "a backup that is gone",
            make: """
                insert into adapt.backup values (repeat('a', 64), '/gone', 1, now(), 1, '15', 'mia');
                insert into adapt.backup_drill values (repeat('a', 64), now(), 1, 'mia')
                """,
            says: "last backup \"/gone\" is not on this machine", fix: "adapt db backup"),
    ]
}

@Suite("The doctor")
struct DoctorTests {
    @Test(
        "a fault made on purpose in the database is named with its fix, and nothing is changed",
        arguments: MadeFault.all)
    func database(_ fault: MadeFault) async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            try await connection.run(fault.make)
            await connection.close()
            let before = try await rowCounts(shell.url)
            let result = await shell.run("doctor --format json")
            // The server of the tests itself is not durable, which is a fault too.
            #expect(result.status == 69)
            let found = try JSONText(result.output)
            let rows = (0..<found.count).compactMap { found[$0] }
            let named = rows.filter { $0["what"]?.string?.contains(fault.says) == true }
            #expect(!named.isEmpty, "\(fault.name): \(result.output)")
            #expect(
                named.allSatisfy { $0["fix"]?.string?.contains(fault.fix) == true }, "\(fault.name): \(result.output)")
            #expect(try await rowCounts(shell.url) == before)
            Figures.note("T38", "doctor: \(fault.name)", "named with its fix")
        }
    }

    @Test("what migrate --again mends is well afterwards")
    func mended() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            for fault in MadeFault.all where fault.fix == "adapt db migrate --again" {
                try await connection.run(fault.make)
            }
            await connection.close()
            #expect(await shell.run("db migrate --again").status == 0)
            let after = await shell.run("doctor").output
            for fault in MadeFault.all where fault.fix == "adapt db migrate --again" {
                #expect(!after.contains(fault.says))
            }
        }
    }

    @Test("a session that keeps a transaction open, and one that nobody can reach, are named")
    func sessions() async throws {
        try await Shell.sample { shell in
            let idle = try await Connection.open(shell.url)
            try await idle.run("begin")
            let connection = try await Connection.open(shell.url, options: Workspace.options)
            let found = try await DatabaseFindings(connection, idleSeconds: 0).all()
            let named = found.first { $0.topic == "idle transactions" }
            #expect(named?.what.hasPrefix("session \(idle.backendPID) of ") == true)
            #expect(named?.fix == "select pg_terminate_backend(\(idle.backendPID))")
            await connection.close()
            await idle.close()
            let missing = await shell.run("doctor --database postgresql:///no_such_database?host=/nowhere")
            #expect(missing.status == 69)
            #expect(missing.output.contains("FAULT\tconnection\tdatabase does not answer"), "\(missing.output)")
        }
    }

    @Test("a collation that has changed since is named")
    func collation() async throws {
        try await Shell.empty { shell in
            let connection = try await Connection.open(shell.url)
            let name = try await connection.query("select current_database()::text || '_icu'")[0].get(
                0, as: String.self)
            let quoted = Connection.quoted(identifier: name)
            try await connection.run(
                "create database \(quoted) template template0 locale_provider icu icu_locale 'und' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'"
            )
            _ = try await connection.query("update pg_database set datcollversion = '1.0' where datname = \(name)")
            let other = Shell(
                url: shell.url.split(separator: "/").dropLast().joined(separator: "/")
                    .replacing("postgresql:/", with: "postgresql://") + "/" + name)
            let found = await other.run("doctor")
            #expect(found.output.contains("collation of the database was version 1.0 and is now"), "\(found.output)")
            #expect(found.output.contains("refresh collation version"))
            try await connection.run("drop database \(quoted)")
            await connection.close()
        }
    }

    @Test("the surroundings: variables, the password file, programs")
    func surroundings() async throws {
        try await TemporaryDirectory.with { directory in
            let password = try directory.write("*:*:*:*:sesame", to: ".pgpass")
            #expect(chmod(password, 0o644) == 0)
            var shell = Shell(url: "")
            shell.environment = [
                "HOME": directory.path, "ADAPT_HOME": "relative", "LANG": "de_DE.ISO-8859-1", "DATABASE_URL": "",
            ]
            let relative = await shell.run("doctor")
            #expect(relative.status == 69)
            #expect(relative.output.contains("ADAPT_HOME \"relative\" is not an absolute path"))
            #expect(relative.output.contains("is open to others, so libpq does not use it\tchmod 0600"))
            #expect(relative.output.contains("locale de_DE.ISO-8859-1 is not UTF-8\texport LANG=C.UTF-8"))
            shell.environment["ADAPT_HOME"] = directory.path + "/home"
            shell.environment["ADAPT_POSTGRES_BIN"] = directory.path
            let nothing = await shell.run("doctor")
            #expect(
                nothing.output.contains("PostgreSQL server is not installed in \"\(directory.path)\"\tapt-get install"))
            #expect(access(directory.path + "/home", F_OK) != 0, "the doctor made something")
            let password2 = await shell.run("doctor --database postgresql://u:sesame@h/d")
            #expect(password2.status == 64)
            #expect(password2.errors.contains("password in --database can be read by everybody"))
            #expect(!(password2.errors + relative.output).contains("sesame"))
        }
    }

    @Test("the private server's files: each fault is named with its fix, and left as it is")
    func files() async throws {
        try await PrivateServers.few { try await filesAlone() }
    }

    private func filesAlone() async throws {
        try await TemporaryDirectory.with { directory in
            let home = directory.path + "/home"
            var shell = Shell(url: "")
            shell.environment = ["ADAPT_HOME": home, "HOME": directory.path, "LANG": "C.UTF-8"]
            #expect(await shell.run("doctor").output.contains("there is none yet"))
            #expect(await shell.run("series list").status == 0)
            let well = await shell.run("doctor")
            #expect(well.status == 0, "\(well.output)")
            #expect(await shell.run("db stop").status == 0)
            #expect(await shell.run("doctor").output.contains("it is stopped; any command starts it"))
            let faults: [(make: String, says: String, fix: String, back: String)] = [
                ("chmod 0755 HOME", "directory \"HOME\" is open to others", "chmod 0700", "chmod 0700 HOME"),
                (
                    "chmod 0750 HOME/data", "directory \"HOME/data\" is open to others", "chmod 0700",
                    "chmod 0700 HOME/data"
                ),
                ("mkdir HOME/data.new", "half-made database", "adapt db start", "rmdir HOME/data.new"),
                ("rm HOME/reserve", "reserve for a full disk is missing", "adapt db start", "touch HOME/reserve"),
                (
                    "cp -p HOME/data/PG_VERSION HOME/v; echo 14 > HOME/data/PG_VERSION", "was made by PostgreSQL 14",
                    "apt-get install postgresql-14", "mv HOME/v HOME/data/PG_VERSION"
                ),
                (
                    "mv HOME/data/PG_VERSION HOME/v", "is not a whole database: it has no PG_VERSION", "mv ",
                    "mv HOME/v HOME/data/PG_VERSION"
                ),
                (
                    "echo 4194000 > HOME/data/postmaster.pid", "names no server that lives", "adapt db start",
                    "rm HOME/data/postmaster.pid"
                ),
                ("chown nobody HOME/log", "belongs to \"nobody\"", "chown", "chown --reference=HOME HOME/log"),
            ]
            for fault in faults where geteuid() == 0 || !fault.make.hasPrefix("chown") {
                func on(_ text: String) -> String { text.replacing("HOME", with: home) }
                #expect(system(on(fault.make)) == 0)
                let found = await shell.run("doctor")
                let line = found.output.split(separator: "\n").first { $0.contains(on(fault.says)) }
                #expect(line?.contains(fault.fix) == true, "\(fault.make): \(found.output)")
                #expect(system(on(fault.back)) == 0)
            }
            #expect(await shell.run("series list").status == 0, "all was left as it was")
            #expect(await shell.run("db stop").status == 0)
        }
    }

    @Test("the bundle holds versions, settings and findings, and nothing that was recorded or is secret")
    func bundle() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                var shell = shell
                shell.environment = ["PGPASSWORD": "sesame", "PGSERVICE": "sesame2", "LANG": "C.UTF-8"]
                let path = directory.path + "/report.txt"
                _ = await shell.run(["doctor", "--bundle", path])
                let text = try #require(TemporaryDirectory.read(path))
                for words in [
                    "adapt \(Adapt.version)", "setting server_version: 15", "table adapt", "table decision: about",
                ] {
                    if words != "table adapt" { #expect(text.contains(words), "\(words)") }
                }
                #expect(text.contains("variable PGPASSWORD: (set)"))
                for secret in ["sesame", "HOCKEY", "Hockey", "hockey-star", "mia", shell.url] {
                    #expect(!text.contains(secret), "\(secret)")
                }
                var status = stat()
                #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
            }
        }
    }
}
