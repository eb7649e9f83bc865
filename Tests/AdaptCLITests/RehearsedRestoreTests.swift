import AdaptService
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Restores and migrations that are only tried")
struct RehearsedRestoreTests {
    private static let dry = " (dry run: nothing was changed)\n"

    @Test("a restore says what would come where, asks nobody, and makes nothing in an empty database")
    func empty() async throws {
        try await BackupTests.copied { file async throws in
            try await TestServer.withDatabase(template: "bare") { url async throws in
                let shell = Shell(url: url)
                let tried = await shell.run(["db", "restore", file, "--dry-run"])
                #expect(tried.status == 0 && tried.errors.isEmpty, "\(tried.errors)")
                #expect(await shell.run(["db", "restore", file, "-n", "--quiet"]).transcript.isEmpty)
                #expect(try await schemas(url) == 0)
                let none = shell.as("pg_monitor")
                for words in [["--dry-run"], ["--yes"]] {
                    let refused = await none.run(["db", "restore", file] + words)
                    #expect(refused.status == 77, "\(words): \(refused.errors)")
                    #expect(refused.errors.contains("user \"pg_monitor\" may make nothing in database"), "\(words)")
                }
                #expect(try await schemas(url) == 0)
                let restored = await shell.run(["db", "restore", file, "--yes"])
                #expect(restored.status == 0 && restored.output.hasPrefix("restored "), "\(restored.errors)")
                let done = String(restored.output.dropFirst("restored".count).dropLast())
                #expect(tried.output == "would restore" + done + Self.dry)
            }
        }
    }

    @Test(
        "a restore leaves a catalogue in which nothing is recorded, and what one that was cut short left, as they are")
    func begun() async throws {
        try await BackupTests.copied { file async throws in
            try await Shell.empty { shell async throws in
                for change in ["select 1", "update adapt.schema_state set fingerprint = 'restore begun'"] {
                    try await HostileBackupTests.run(change, on: shell.url)
                    let before = try await rowCounts(shell.url)
                    let (status, own) = (await shell.run("db status").output, database(of: shell.url) + "\\_%")
                    let tried = await shell.run(["db", "restore", file, "--dry-run"])
                    #expect(tried.status == 0 && tried.output.hasSuffix(Self.dry), "\(change): \(tried.errors)")
                    #expect(try await rowCounts(shell.url) == before)
                    #expect(await shell.run("db status").output == status)
                    #expect(try await databases(like: own, on: shell.url) == [])
                }
                #expect(await shell.run(["db", "restore", file, "--yes"]).status == 0)
            }
        }
    }

    @Test("a restore is refused as the real one is")
    func refused() async throws {
        try await BackupTests.taken { shell, file async throws in
            try await TemporaryDirectory.with { directory async throws in
                let manifest = try #require(TemporaryDirectory.read(file + ".manifest"))
                let damaged = try directory.write("cut", to: "damaged.dump")
                _ = try directory.write(manifest, to: "damaged.dump.manifest")
                let before = try await rowCounts(shell.url)
                for (words, status) in [
                    ([file], 2), ([damaged], 65), ([file + ".none"], 66), ([file, "--replace"], 64),
                ] as [([String], Int32)] {
                    let real = await shell.run(["db", "restore"] + words + ["--yes"])
                    let tried = await shell.run(["db", "restore"] + words + ["--dry-run"])
                    #expect(real.status == status && tried.status == status, "\(words): \(tried.errors)")
                    #expect(tried.errors == real.errors && tried.output.isEmpty, "\(words)")
                }
                #expect(try await rowCounts(shell.url) == before)
            }
        }
    }

    @Test("a migration names what it would apply, and makes nothing")
    func migration() async throws {
        try await TestServer.withDatabase(template: "bare") { url async throws in
            let shell = Shell(url: url)
            let tried = await shell.run("db migrate --dry-run")
            #expect(tried.status == 0 && tried.errors.isEmpty, "\(tried.errors)")
            #expect(tried.output.hasPrefix("would apply 0001_operation, 0002_vocabulary, "), "\(tried.output)")
            #expect(try await schemas(url) == 0)
            let migrated = await shell.run("db migrate")
            #expect(migrated.status == 0, "\(migrated.errors)")
            let done = String(migrated.output.dropFirst("applied".count).dropLast())
            #expect(tried.output == "would apply" + done + Self.dry)
            let inPlace = "schema \(Schema.version) is in place"
            #expect(await shell.run("db migrate -n").output == inPlace + Self.dry)
            let again = await shell.run("db migrate --again -n").output
            #expect(again == inPlace + "; its views and functions would be made anew" + Self.dry)
            #expect(await shell.run("db migrate --again -n --quiet").transcript.isEmpty)
            let reader = await shell.as("pg_monitor").run("db migrate -n")
            #expect(reader.status == 77, "\(reader.errors)")
            #expect(reader.errors.contains("user \"pg_monitor\" does not own the catalogue"), "\(reader.errors)")
        }
    }

    /// How many schemas of ours a database has.
    private func schemas(_ url: String) async throws -> Int {
        let connection = try await Connection.open(url)
        let count: Int = try await connection.query("select count(*) from pg_namespace where nspname = 'adapt'")[0]
            .get(0)
        await connection.close()
        return count
    }

    private func database(of url: String) -> String {
        String((url.split(separator: "/").last ?? "").prefix { $0 != "?" })
    }
}
