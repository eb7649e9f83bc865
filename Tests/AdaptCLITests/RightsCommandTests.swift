import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Rights, from the command line")
struct RightsCommandTests {
    @Test("a read-only user reads everything, and a refused change exits with 77 and names the missing grant")
    func readOnly() async throws {
        try await Shell.sample { shell in
            let reader = shell.as("adapt_read")
            for line in [
                "series list", "compare hockey-star", "reach --week 2026-W02", "search estrella", "log", "check",
                "export catalogue", "rank --week 2026-W02", "gaps", "outdated", "tropes", "creatives", "db roles",
            ] {
                let result = await reader.run(line)
                #expect(result.status == 0, "\(line): \(result.errors)")
            }
            let before = try await rowCounts(shell.url)
            for line in [
                "set hockey-star/es male_lead.nature=vain", "series add new --title New", "undo 2",
                "source add s --title S",
                "element add x.y --kind plot", "term add sport:chess",
                "market add m --territory DE AT",
                "edition status hockey-star/es paused",
                "register hockey-star --market mx --title M --from es --method dub --set male_lead.nature=vain",
            ] {
                let result = await reader.run(line)
                #expect(result.status == 77, "\(line): \(result.status) \(result.errors)")
                #expect(result.errors.contains("user \"adapt_read\" has no right to this"), "\(result.errors)")
                #expect(result.errors.contains("ask the administrator for: grant adapt_"), "\(result.errors)")
            }
            #expect(try await rowCounts(shell.url) == before)
            let stranger = await shell.as("pg_monitor").run("series list")
            #expect(stranger.status == 77)
            #expect(stranger.errors.contains("grant adapt_read to pg_monitor"), "\(stranger.errors)")
        }
    }

    @Test("an importer imports figures and takes them back, and edits nothing")
    func importer() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let importer = shell.as("adapt_import")
                let file = try directory.write(FaultyFile.header + FaultyFile.row + "5\n", to: "f.csv")
                let imported = await importer.run(["import", "reach", file])
                #expect(imported.status == 0, "\(imported.errors)")
                let undone = await importer.run("undo 3")
                #expect(undone.status == 0, "\(undone.errors)")
                let edit = await importer.run("set hockey-star/es male_lead.nature=vain")
                #expect(edit.status == 77)
                #expect(edit.errors.contains("grant adapt_edit to adapt_import"), "\(edit.errors)")
                #expect(await shell.run("check").status == 0)
            }
        }
    }

    @Test("an editor does all of a manager's week, and migrates nothing")
    func editor() async throws {
        try await Shell.empty { shell in
            try await TemporaryDirectory.with { directory in
                let editor = shell.as("adapt_edit")
                let catalogue = await Shell.exported()
                for words in [
                    ["import", "sample"],
                    Shell.words("set hockey-star/es male_lead.nature=vain"),
                    Shell.words(
                        "register hockey-star --market mx --title M --from es --method dub --set setting.city=Leon --new"
                    ),
                    ["import", "reach", try directory.write(FaultyFile.header + FaultyFile.row + "5\n", to: "f.csv")],
                    Shell.words("edition edit hockey-star/mx --from en --alias A --id imdb:tt0000001"),
                    Shell.words("term add sport:chess --label en=chess"), Shell.words("market add m --territory DE AT"),
                    ["undo"], ["undo"], ["check"],
                ] {
                    let result = await editor.run(words)
                    #expect(result.status == 0, "\(words): \(result.errors)")
                }
                let file = try directory.write(catalogue, to: "c.jsonl")
                try await Shell.empty { other in
                    let imported = await other.as("adapt_edit").run(["import", "catalogue", file])
                    #expect(imported.status == 0, "\(imported.errors)")
                }
                let limit = await editor.run("db limit adapt_edit --market mx")
                #expect(limit.status == 77, "\(limit.errors)")
            }
        }
    }

    @Test("an editor limited to some markets changes no edition of another, and is told of which he may")
    func limited() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("register hockey-star --market mx --title M --from es --method dub")
            _ = await shell.run("register hockey-star --market us --title U --from en --method recut")
            #expect(await shell.run("db limit adapt_edit --market mx").status == 0)
            #expect(await shell.run("db roles").output.contains("\tmx\n"))
            let editor = shell.as("adapt_edit")
            for line in [
                "set hockey-star/mx male_lead.nature=vain", "keep hockey-star/mx male_lead.sport",
                "edition status hockey-star/mx licensed", "edition edit hockey-star/mx --alias A", "undo",
                "series list", "compare hockey-star", "log",
            ] {
                let result = await editor.run(line)
                #expect(result.status == 0, "\(line): \(result.errors)")
            }
            for line in [
                "set hockey-star/us male_lead.nature=vain", "edition status hockey-star/us licensed",
                "edition edit hockey-star/us --market mx", "edition edit hockey-star/mx --market us", "undo 4",
                "register hockey-star --market fr --title F --from en --method dub",
                "edition edit hockey-star/us --alias A --id imdb:tt0000001",
            ] {
                let result = await editor.run(line)
                #expect(result.status == 77, "\(line): \(result.errors)")
                #expect(result.errors.contains("may change editions of mx only"), "\(line): \(result.errors)")
            }
            #expect(await shell.run("set hockey-star/us male_lead.nature=vain").status == 0, "the owner is not limited")
            #expect(await shell.run("db limit adapt_edit --everywhere").status == 0)
            #expect(await editor.run("edition status hockey-star/us licensed").status == 0)
            #expect(await shell.run("db limit nobody_at_all --market mx").status == 2)
        }
    }

    @Test("a limit that would hold nobody is refused with the reason; what is left of one is taken away")
    func idleLimits() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            let owner: String = try await connection.query("select current_user::text")[0].get(0)
            let group = "limited_\(connection.backendPID)"
            try await connection.run("create role \(group) nologin")
            let refused = await shell.run(["db", "limit", owner, "--market", "mx"])
            #expect(refused.status == 2 && refused.output.isEmpty, "\(refused)")
            #expect(refused.errors.contains("role \"\(owner)\" is a superuser"), "\(refused.errors)")
            let early = await shell.run(["db", "limit", group, "--market", "mx"])
            #expect(early.status == 0, "\(early)")
            #expect(early.errors.contains("role \"\(group)\" changes no editions"), "\(early.errors)")
            try await connection.run("grant adapt_edit to \(group)")
            let limited = await shell.run(["db", "limit", group, "--market", "mx"])
            #expect(limited.status == 0, "\(limited.errors)")
            try await connection.run("drop role \(group)")
            #expect(await shell.run("doctor").output.contains("limit of \(group) to mx holds nobody"))
            #expect(await shell.run(["db", "limit", group, "--market", "mx"]).status == 2)
            #expect(await shell.run(["db", "limit", group, "--everywhere"]).status == 0)
            #expect(await shell.run(["db", "limit", group, "--everywhere"]).status == 2)
            #expect(await !shell.run("doctor").output.contains("holds nobody"))
            await connection.close()
        }
    }

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

extension Shell {
    /// The same database as another role.
    func `as`(_ role: String) -> Shell {
        var shell = self
        shell.url += (url.contains("?") ? "&" : "?") + "options=-crole%3D\(role)"
        return shell
    }

    /// The sample as lines of JSON.
    static func exported() async -> String {
        do {
            return try await Shell.sample { await $0.run("export catalogue").output }
        } catch {
            return "\(error)"
        }
    }
}
