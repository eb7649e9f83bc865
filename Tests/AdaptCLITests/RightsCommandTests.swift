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

    @Test("a standing export that the user may not note is refused before there is a file; the same again is not")
    func standing() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                for name in ["plan.csv", "plan.xlsx", "plan.html", "-"] {
                    let path = name == "-" ? name : directory.path + "/" + name
                    let words = ["export", "reach", "--since-last", "--output", path]
                    let refused = await shell.as("adapt_read").run(words)
                    #expect(refused.status == 77 && refused.output.isEmpty, "\(name): \(refused.transcript)")
                    #expect(
                        refused.errors.contains("user \"adapt_read\" has no right to this")
                            && refused.errors.hasSuffix("ask the administrator for: grant adapt_import to adapt_read\n"),
                        "\(name): \(refused.errors)")
                    #expect(TemporaryDirectory.names(directory.path) == [])
                }
                let words = ["export", "reach", "--since-last", "--output", directory.path + "/plan.csv"]
                for role in ["adapt_import", "adapt_read"] {
                    let done = await shell.as(role).run(words)
                    #expect(done.status == 0, "\(role): \(done.errors)")
                }
            }
        }
    }

    @Test("who has the role that is wanted is told why it does not help, not to ask for it")
    func grantedInVain() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            let quiet = "quiet_\(connection.backendPID)"
            try await connection.run("create role \(quiet) noinherit in role adapt_edit")
            let told = await shell.as(quiet).run("series list")
            #expect(told.status == 77)
            #expect(
                told.errors.contains("\(quiet) has adapt_edit, but does not inherit its rights; ask the administrator"),
                "\(told.errors)")
            try await connection.run("drop role \(quiet); revoke usage on schema adapt from adapt_read")
            let lacking = await shell.as("adapt_read").run("series list")
            #expect(lacking.status == 77)
            #expect(lacking.errors.contains("adapt_read has adapt_read, which lacks it here"), "\(lacking.errors)")
            #expect(lacking.errors.hasSuffix("adapt db migrate --again\n"), "\(lacking.errors)")
            #expect(await shell.run("db migrate --again").status == 0)
            #expect(await shell.as("adapt_read").run("series list").status == 0)
            await connection.close()
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
