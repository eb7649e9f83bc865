import AdaptService
import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Backups that somebody forged")
struct ForgedBackupTests {
    /// Ends our transaction, does a deed that outlasts it, and begins another one; the rest of the line is a remark.
    private static let deed = "commit;create role adapt_forged;begin;--"

    @Test("statements in the place of a COPY, a definition or a setting are refused by name, and none of them runs")
    func statements() async throws {
        try await BackupTests.copied { file in
            let copy = "COPY adapt.note (note_id, series_id, edition_id, topic, body, citation_id, operation_id)"
            try await TestServer.withDatabase(template: "bare") { url in
                for (text, name) in [
                    (copy + " FROM stdin;", "table data note"),
                    ("CREATE TABLE adapt.note (\n    note_id integer NOT NULL,", "table note"),
                    ("SELECT pg_catalog.set_config('search_path', '', false);", "statements before all entries"),
                ] {
                    let forged = try Self.forge(file, text)
                    let refused = await Shell(url: url).run(["db", "restore", forged, "--yes"])
                    #expect(refused.status == 65, "\(name): \(refused.errors)")
                    #expect(refused.errors.contains("holds what adapt does not make"), "\(name): \(refused.errors)")
                    #expect(refused.errors.contains("\n  \(name)\n"), "\(name): \(refused.errors)")
                }
                let (rows, roles) = (try await rowCounts(url), try await Self.names("rolname::text from pg_roles", url))
                #expect(rows.isEmpty && !roles.contains("adapt_forged"))
            }
        }
    }

    @Test("a manifest that claims another PostgreSQL changes what is said, and nothing of what is run")
    func claims() async throws {
        try await BackupTests.copied { file in
            try await TestServer.withDatabase(template: "bare") { url in
                let text = "CREATE TABLE adapt.note (\n    note_id integer NOT NULL,"
                let forged = try Self.forge(file, text) { $0.serverMajor = 9 }
                let refused = await Shell(url: url).run(["db", "restore", forged, "--yes"])
                #expect(refused.status == 65, "\(refused.errors)")
                #expect(refused.errors.contains("backup was made by PostgreSQL 9, and holds what"), "\(refused.errors)")
                #expect(refused.errors.contains("\n  table note\n") && refused.errors.contains("--trusted"))
                let roles = try await Self.names("rolname::text from pg_roles", url)
                #expect(!roles.contains("adapt_forged"))
            }
        }
    }

    @Test("a refusal leaves an empty catalogue as it was, with its limits; what others made of it is named, and stays")
    func unchanged() async throws {
        try await BackupTests.copied { file in
            try await TestServer.withDatabase(template: "bare") { url in
                let shell = Shell(url: url)
                #expect(await shell.run("db migrate").status == 0)
                #expect(await shell.run("db limit adapt_edit --market mx").status == 0)
                let before = try await rowCounts(url)
                let text = "CREATE TABLE adapt.note (\n    note_id integer NOT NULL,"
                let forged = try Self.forge(file, text)
                #expect(await shell.run(["db", "restore", forged, "--yes"]).status == 65)
                let after = try await rowCounts(url)
                #expect(after == before && after["editor_market"] == 1)
                let connection = try await Connection.open(url)
                try await connection.run("create view public.mine as select count(*) as n from adapt.series")
                let named = await shell.run(["db", "restore", file, "--yes"])
                #expect(named.status == 2, "\(named.errors)")
                #expect(named.errors.contains("\n  rule _RETURN on view public.mine\n"), "\(named.errors)")
                try await connection.run("select n from public.mine; drop view public.mine")
                try await connection.run("create table adapt.mine as select 42 as x")
                let within = await shell.run(["db", "restore", file, "--yes"])
                #expect(within.status == 2, "\(within.errors)")
                #expect(within.errors.contains("are in schema adapt of this database"), "\(within.errors)")
                #expect(within.errors.contains("\n  table mine\n"), "\(within.errors)")
                // Of a schema that another version made, too.
                try await connection.run("update adapt.schema_state set fingerprint = 'another'")
                let behind = await shell.run(["db", "restore", file, "--yes"])
                #expect(behind.status == 2 && behind.errors.contains("\n  table mine\n"), "\(behind.errors)")
                try await connection.run("select x from adapt.mine; drop table adapt.mine")
                await connection.close()
                let own = String(url.split(separator: "/").last ?? "").prefix { $0 != "?" }
                #expect(try await databases(like: own + "_check%", on: url) == [])
                let restored = await shell.run(["db", "restore", file, "--yes"])
                #expect(restored.status == 0, "\(restored.errors)")
                #expect(restored.errors.contains("\n  adapt db limit adapt_edit --market mx\n"), "\(restored.errors)")
                #expect(await shell.run("check").status == 0)
            }
        }
    }

    @Test("where the extension is in another schema, that is said")
    func trigrams() async throws {
        try await BackupTests.copied { file in
            try await TestServer.withDatabase(template: "bare") { url in
                let connection = try await Connection.open(url)
                try await connection.run("create extension pg_trgm schema public")
                await connection.close()
                let refused = await Shell(url: url).run(["db", "restore", file, "--yes"])
                #expect(refused.status == 2, "\(refused.errors)")
                #expect(refused.errors.contains("this database has it in schema public"), "\(refused.errors)")
                let extensions = try await Self.names("extname::text from pg_extension", url)
                #expect(extensions.contains("pg_trgm"))
            }
        }
    }
}

extension ForgedBackupTests {
    /// A backup with the deed in the place of a text, of the same length: in an archive only rows are compressed. The
    /// manifest is of that file, and `change` makes it claim something else.
    private static func forge(
        _ file: String, _ text: String, _ change: (inout BackupManifest) -> Void = { _ in }
    ) throws -> String {
        var bytes = BackupTests.bytes(of: file)
        let place = try #require(bytes.firstRange(of: Array(text.utf8)), "\(text)")
        let blanks = [UInt8](repeating: 32, count: text.utf8.count - deed.utf8.count)
        bytes.replaceSubrange(place, with: Array(deed.utf8) + blanks)
        let directory = TemporaryDirectory(path: String(file.dropLast("/one.dump".count)))
        let forged = try directory.write(bytes, to: "forged.dump")
        let written = try #require(TemporaryDirectory.read(file + ".manifest"))
        var manifest = try BackupManifest(parsing: written, name: file)
        let descriptor = open(forged, O_RDONLY)
        defer { close(descriptor) }
        (manifest.bytes, manifest.sha256) = try BackupFile.checksum(descriptor, forged)
        change(&manifest)
        _ = try directory.write(try manifest.text(), to: "forged.dump.manifest")
        return forged
    }

    /// What a query about names gives.
    private static func names(_ query: String, _ url: String) async throws -> [String] {
        let connection = try await Connection.open(url)
        let text = "select " + query
        let names = try await connection.query(SQL(text)).map { try $0.get(0, as: String.self) }
        await connection.close()
        return names
    }
}
