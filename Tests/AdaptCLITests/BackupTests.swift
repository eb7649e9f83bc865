import AdaptModel
import AdaptService
import Glibc
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Backups")
struct BackupTests {
    @Test("one is untested until a drill has restored it and found every table and report equal")
    func drill() async throws {
        try await BackupTests.noted { shell, file in
            #expect(await shell.run("set hockey-star/es male_lead.nature=vain").status == 0)
            #expect(await shell.run("db status").output.contains("untested: it was never restored"))
            #expect(await shell.run([]).output.contains("is untested: it was never restored    adapt db drill"))
            let drill = await shell.run("db drill --format json")
            #expect(drill.status == 0, "\(drill.errors)")
            #expect(drill.errors.contains("\(file) of 20") && drill.errors.hasSuffix("can be restored\n"))
            let proofs = try JSONText(drill.output)
            #expect(proofs.count == 11, "\(drill.output)")
            #expect(drill.output.contains("\"what\": \"reports have the bytes that they had\",\n    \"rows\": 2,"))
            let status = try JSONText(await shell.run("db status --format json").output)
            #expect(status["backup"]?["file"]?.string == file)
            #expect(status["backup"]?["tested_at"]?.string?.hasPrefix("20") == true)
            #expect(status["backup"]?["operations_since"]?.int == 1)
            #expect(await shell.run([]).output.contains("untested") == false)
            let own = String(shell.url.split(separator: "/").last ?? "")
            let scratch = try await databases(like: own + "_%", on: shell.url)
            #expect(scratch == [])
            #expect(rename(file, file + ".moved") == 0)
            let moved = await shell.run("db drill")
            #expect(moved.status == 66 && moved.errors.contains("if it was moved: adapt db drill FILE"), "\(moved)")
        }
    }

    @Test("taken while others write, it is of one moment")
    func whileOthersWrite() async throws {
        try await BackupTests.taken { shell, file in
            async let writing: Void = {
                for number in 0..<30 { _ = await shell.run("set hockey-star/es male_lead.nature=v\(number)") }
            }()
            let files = [file + "0", file + "1"]
            for file in files { #expect(await shell.run(["db", "backup", file]).status == 0) }
            await writing
            for file in files {
                let drill = await shell.run(["db", "drill", file])
                #expect(drill.status == 0, "\(drill.errors)")
            }
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
            let there = await shell.run(["db", "backup", file])
            #expect(there.status == 2 && there.errors.contains("\(file)\" is there already"), "\(there.errors)")
            #expect(await shell.run("db backup -").status == 64)
            try await TestServer.withDatabase(template: "bare") { url in
                let empty = await Shell(url: url).run(["db", "backup", file + "2"])
                #expect(empty.status == 69)
                // As a migration leaves it that is cut before the first table.
                try await HostileBackupTests.run(
                    """
                    create schema adapt; create table adapt.migration (number integer);
                    create table adapt.schema_state (version integer, fingerprint text)
                    """, on: url)
                let begun = await Shell(url: url).run(["db", "backup", file + "2"])
                #expect(begun.status == 69 && begun.errors.contains("migrated to 0 of"), "\(begun.errors)")
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

    @Test("a large import comes back equal")
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
            }
        }
    }
}
