import AdaptModel
import AdaptService
import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Backups")
struct BackupTests {
    @Test("one is untested until a drill has restored it and found every table and report equal")
    func drill() async throws {
        try await BackupTests.taken { shell, file in
            #expect(await shell.run("set hockey-star/es male_lead.nature=vain").status == 0)
            #expect(await shell.run("db status").output.contains("untested: it was never restored"))
            #expect(await shell.run([]).output.contains("is untested: it was never restored    adapt db drill"))
            let drill = await shell.run("db drill --format json")
            #expect(drill.status == 0, "\(drill.errors)")
            #expect(drill.errors.contains("\(file) of 20") && drill.errors.hasSuffix("can be restored\n"))
            let proofs = try JSONText(drill.output)
            #expect(proofs.count == 10, "\(drill.output)")
            #expect(drill.output.contains("\"what\": \"reports have the bytes that they had\",\n    \"rows\": 2,"))
            let status = try JSONText(await shell.run("db status --format json").output)
            #expect(status["backup"]?["file"]?.string == file)
            #expect(status["backup"]?["tested_at"]?.string?.hasPrefix("20") == true)
            #expect(status["backup"]?["operations_since"]?.int == 1)
            #expect(await shell.run([]).output.contains("untested") == false)
            let own = String(shell.url.split(separator: "/").last ?? "")
            let scratch = try await databases(like: own + "_%", on: shell.url)
            #expect(scratch == [])
        }
    }

    @Test("a restored database gives the same bytes, and a full one is not restored into")
    func restore() async throws {
        try await BackupTests.taken { shell, file in
            let full = await shell.run(["db", "restore", file, "--yes"])
            #expect(full.status == 2)
            #expect(full.errors.contains("database holds a catalogue of 2 operations"))
            try await TestServer.withDatabase(template: "bare") { url in
                let other = Shell(url: url)
                let restored = await other.run(["db", "restore", file, "--yes"])
                #expect(restored.status == 0, "\(restored.errors)")
                #expect(restored.output.contains("as of operation 2"))
                for line in [
                    "export catalogue", "reach --week 2026-W02 --format csv", "compare hockey-star --format json",
                    "search estrella", "log", "check",
                ] {
                    let (here, there) = (await shell.run(line), await other.run(line))
                    #expect(here.output == there.output && there.status == 0, "\(line): \(there.errors)")
                }
                #expect(await other.run("undo 2").status == 0)
                let read = await other.as("adapt_read").run("series list")
                #expect(read.status == 0, "\(read.errors)")
                #expect(!(await other.run("doctor").output).contains("may not select"))
            }
        }
    }

    @Test("in the place of the private catalogue, which stays under another name; damage leaves it where it is")
    func replacing() async throws {
        try await FaultStage.with { stage in
            let file = stage.directory.path + "/monday.dump"
            #expect(try await stage.binary.run("db backup \(file)").status == 0)
            #expect(try await stage.binary.run("set hockey-star/es male_lead.nature=vain").status == 0)
            let full = try await stage.binary.run("db restore \(file) --yes")
            #expect(full.status == 2 && full.errors.contains("--replace"), "\(full.errors)")
            let backup = try #require(TemporaryDirectory.read(file + ".manifest"))
            let damaged = try stage.directory.write("cut", to: "damaged.dump")
            _ = try stage.directory.write(backup, to: "damaged.dump.manifest")
            let refused = try await stage.binary.run("db restore \(damaged) --replace --yes")
            #expect(refused.status == 65, "\(refused.errors)")
            #expect(try await stage.operations() == 3)
            let url = stage.server.endpoint.url(database: "adapt")
            let other = try await Connection.open(url)
            try await other.run("create database adapt_restored")
            let busy = try await stage.binary.run("db restore \(file) --replace --yes")
            #expect(busy.status == 75 && busy.errors.contains("is in use, so nothing was replaced"), "\(busy.errors)")
            await other.close()
            #expect(try await databases(like: "adapt_restored%", on: url) == ["adapt_restored"], "somebody's own")
            let restored = try await stage.binary.run("db restore \(file) --replace --yes")
            #expect(restored.status == 0, "\(restored.errors)")
            #expect(restored.output.contains("is kept as database adapt_before_"), "\(restored.output)")
            #expect(try await stage.operations() == 2)
            let kept = try await databases(like: "adapt_before_%", on: stage.server.endpoint.url(database: "adapt"))
            let old = try #require(kept.first)
            let value = try await stage.binary.run(
                "blame hockey-star/es male_lead.nature --database \(stage.server.endpoint.url(database: old))")
            #expect(kept.count == 1 && value.output.contains("vain"), "\(value.errors)")
            let doctor = try await stage.binary.run("doctor")
            #expect(!doctor.output.contains("may not select") && !doctor.output.contains("scratch"), "\(doctor.output)")
            #expect(try await databases(like: "adapt_restored%", on: url) == ["adapt_restored"])
        }
    }

    @Test("what undo cannot reach asks for the name typed, and takes --yes where nobody can be asked")
    func typed() async throws {
        try await BackupTests.taken { _, file in
            try await TestServer.withDatabase(template: "bare") { url in
                var shell = Shell(url: url)
                let unasked = await shell.run(["db", "restore", file])
                #expect(unasked.status == 64)
                #expect(unasked.errors.contains("hint: add --yes"))
                shell.answer = { "something else" }
                let wrong = await shell.run(["db", "restore", file])
                #expect(wrong.status == 64)
                let rows = try await rowCounts(url)
                #expect(rows.isEmpty)
                let name = String(url.split(separator: "/").last ?? "")
                shell.answer = { name }
                #expect(await shell.run(["db", "restore", file]).status == 0)
            }
        }
    }

    @Test("taken while others write, it is of one moment")
    func whileOthersWrite() async throws {
        try await BackupTests.taken { shell, file in
            async let writing: Void = {
                for number in 0..<30 { _ = await shell.run("set hockey-star/es male_lead.nature=v\(number)") }
            }()
            for number in 0..<3 {
                let other = file + "\(number)"
                #expect(await shell.run(["db", "backup", other]).status == 0)
                let drill = await shell.run(["db", "drill", other])
                #expect(drill.status == 0, "\(drill.errors)")
            }
            await writing
        }
    }

    @Test("of several taken within a second, the last one is known as the last")
    func quickly() async throws {
        try await BackupTests.taken { shell, file in
            for number in 2..<6 {
                #expect(await shell.run(["db", "backup", file + "\(number)"]).status == 0)
                let last = try JSONText(await shell.run("db status --format json").output)
                #expect(last["backup"]?["file"]?.string == file + "\(number)")
            }
            let manifest = try BackupManifest(
                parsing: #require(TemporaryDirectory.read(file + "2.manifest")), name: "2")
            #expect(manifest.takenAt.wholeMatch(of: #/20.{17}\.\d{6}Z/#) != nil && manifest.taken.count == 20)
        }
    }

    @Test("a file that is there is not written over, and a database without a catalogue has nothing to back up")
    func refusals() async throws {
        try await BackupTests.taken { shell, file in
            #expect(await shell.run(["db", "backup", file]).status == 66)
            #expect(await shell.run("db backup -").status == 64)
            try await TestServer.withDatabase(template: "bare") { url in
                let empty = await Shell(url: url).run(["db", "backup", file + "2"])
                #expect(empty.status == 69)
                #expect(access(file + "2", F_OK) != 0)
            }
        }
        try await Shell.sample { shell in
            let none = await shell.run("db drill")
            #expect(none.status == 2)
            #expect(none.errors.contains("hint: adapt db backup"))
            #expect(await shell.run([]).output.contains("no backup of this database is known    adapt db backup"))
        }
    }

    @Test("a large import comes back equal, within a minute")
    func large() async throws {
        let sources = Figures.soaks ? 100 : 1
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                var rows = "edition,metric,source,from,until,value,published\n"
                for source in 0..<sources {
                    #expect(await shell.run("source add bulk-\(source) --title Bulk").status == 0)
                    for edition in [
                        "hockey-star/en", "hockey-star/es", "second-life/ko", "my-assertive-lover/us",
                        "my-assertive-lover/hmt",
                    ] {
                        for day in 0..<2_000 {
                            let date = try #require(Day("2019-01-01")) + day
                            rows +=
                                "\(edition),impressions,bulk-\(source),\(date),\(date),\(day * 7 + source),2026-01-01\n"
                        }
                    }
                }
                let file = try directory.write(rows, to: "bulk.csv")
                #expect(await shell.run(["import", "reach", file]).status == 0)
                let clock = ContinuousClock()
                let start = clock.now
                #expect(await shell.run(["db", "backup", directory.path + "/bulk.dump"]).status == 0)
                let written = clock.now
                let drill = await shell.run("db drill")
                #expect(drill.status == 0, "\(drill.errors)")
                Figures.note(
                    "T32", "backup and drill",
                    "\(sources * 10_000) figures: \(written - start) and \(clock.now - written), equal")
                #expect(clock.now - start < .seconds(60))
            }
        }
    }
}

extension BackupTests {
    /// The sample catalogue with a backup of it.
    static func taken(_ body: @Sendable (Shell, String) async throws -> Void) async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let file = directory.path + "/one.dump"
                let backup = await shell.run(["db", "backup", file])
                #expect(backup.status == 0, "\(backup.errors)")
                #expect(backup.output.contains("as of operation 2"))
                try await body(shell, file)
            }
        }
    }

    /// All bytes of a file.
    static func bytes(of path: String) -> [UInt8] {
        guard let stream = fopen(path, "r") else { return [] }
        defer { fclose(stream) }
        var (all, block) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
        while case let count = fread(&block, 1, block.count, stream), count > 0 { all += block[..<count] }
        return all
    }
}

/// Names of databases of a server.
func databases(like pattern: String, on url: String) async throws -> [String] {
    let connection = try await Connection.open(url)
    let names = try await connection.query("select datname::text from pg_database where datname like \(pattern)")
        .map { try $0.get(0, as: String.self) }
    await connection.close()
    return names
}
