import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

/// Commands of the database.
extension RightsCommandTests {
    @Test("a reader can take a backup that is whole, though it is not noted")
    func backup() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                _ = await shell.run("db limit adapt_edit --market mx")
                let taken = await shell.as("adapt_read").run(["db", "backup", directory.path + "/r.dump"])
                #expect(taken.status == 0, "\(taken.errors)")
                #expect(taken.errors.contains("not noted in the database"))
                let drill = await shell.run(["db", "drill", directory.path + "/r.dump"])
                #expect(drill.status == 0, "\(drill.errors)")
            }
        }
    }

    @Test("who may not run a function of what counts is sent to the doctor, who says how it is given back")
    func function() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            try await connection.run("revoke execute on function adapt.note_live(bigint) from public")
            await connection.close()
            let refused = await shell.as("adapt_read").run("series show hockey-star")
            let says = "has no right to this: permission denied for function note_live\nhint: adapt doctor"
            #expect(refused.status == 77 && refused.errors.contains(says), "\(refused)")
            let told = await shell.run("doctor").output
            #expect(told.contains(" may not run function note_live"), "\(told)")
            #expect(told.contains("grant execute on function adapt.note_live(cut bigint) to public"), "\(told)")
        }
    }

    @Test("commands of the database name what is missing, too")
    func database() async throws {
        try await BackupTests.taken { shell, file in
            for (role, line, says) in [
                ("pg_monitor", "db status", "grant adapt_read to pg_monitor"),
                ("pg_monitor", "db backup \(file).2", "grant adapt_read to pg_monitor"),
                ("pg_monitor", "db drill", "grant adapt_read to pg_monitor"),
                ("adapt_edit", "db migrate --again", "hint: run it as "),
                (
                    "pg_monitor", "db migrate",
                    "user \"pg_monitor\" does not own the catalogue: it is migrated by who does"
                ),
                ("adapt_read", "db drill \(file)", "ask the administrator for: alter role adapt_read createdb"),
            ] {
                let result = await shell.as(role).run(line)
                #expect(result.status == 77, "\(role), \(line): \(result.status)")
                #expect(result.errors.contains(says), "\(role), \(line): \(result.errors)")
            }
            let noted = await shell.as("adapt_read").run(["db", "backup", file + ".3"])
            #expect(noted.status == 0 && noted.errors.contains("grant adapt_edit to adapt_read"), "\(noted.errors)")
        }
    }

    @Test("several who migrate make everything as one owner; who is none of them is told whom to ask for what")
    func migrators() async throws {
        try await TestServer.withDatabase(template: "bare") { url in
            let (shell, connection) = (Shell(url: url), try await Connection.open(url))
            let (first, second) = ("first_\(connection.backendPID)", "second_\(connection.backendPID)")
            let name: String = try await connection.query("select format('%I', current_database())")[0].get(0)
            try await connection.run("create role \(first) login; create role \(second) login")
            let nothing = await shell.as(first).run("db migrate")
            #expect(nothing.status == 77)
            #expect(nothing.errors.contains("grant create on database \(name) to \(first)"), "\(nothing.errors)")
            try await connection.run("grant create on database \(name) to \(first)")
            #expect(await shell.as(first).run("db migrate").status == 0)
            let other = await shell.as(second).run("db migrate --again")
            #expect(other.status == 77)
            #expect(
                other.errors.contains("run it as \(first); or ask the administrator for: grant \(first) to \(second)"),
                "\(other.errors)")
            try await connection.run("grant \(first) to \(second); drop view adapt.limited_table cascade")
            for migrator in [shell.as(second), shell] {
                let again = await migrator.run("db migrate --again")
                #expect(again.status == 0, "\(again.errors)")
            }
            let owners = try await connection.query(
                "select distinct relowner::regrole::text from pg_class where relnamespace = 'adapt'::regnamespace")
            #expect(try owners.map { try $0.get(0, as: String.self) } == [first])
            try await connection.run("drop owned by \(first), \(second) cascade; drop role \(first), \(second)")
            await connection.close()
        }
    }

    @Test("the administrator's script makes what is missing, and can be run again")
    func script() async throws {
        try await Shell.empty { shell in
            let script = await shell.run("db roles --sql")
            #expect(script.status == 0)
            let connection = try await Connection.open(shell.url)
            for _ in 0..<2 { try await connection.run(script.output) }
            await connection.close()
            let roles = await shell.run("db roles")
            #expect(roles.output.split(separator: "\n").count == 5)
            #expect(!roles.output.contains("\tno\t"))
        }
    }
}
