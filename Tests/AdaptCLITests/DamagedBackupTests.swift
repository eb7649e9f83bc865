import AdaptService
import Glibc
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Damaged backups")
struct DamagedBackupTests {
    @Test("a pipe is no part of a backup, and nobody waits for what it brings")
    func pipe() async throws {
        try await BackupTests.taken { shell, file in
            let other = String(file.dropLast("/one.dump".count)) + "/pipe.dump"
            try #require(link(file, other) == 0 && mkfifo(other + ".manifest", 0o600) == 0)
            for line in [["db", "drill", other], ["db", "restore", other, "--yes"]] {
                let refused = await shell.run(line)
                #expect(refused.status == 66, "\(refused.errors)")
                #expect(refused.errors.contains("\(other).manifest\" is no regular file"), "\(refused.errors)")
            }
            unlink(other + ".manifest")
            unlink(other)
            try #require(link(file + ".manifest", other + ".manifest") == 0 && mkfifo(other, 0o600) == 0)
            let refused = await shell.run(["db", "drill", other])
            #expect(
                refused.status == 66 && refused.errors.contains("\(other)\" is no regular file"), "\(refused.errors)")
        }
    }

    @Test("cut or flipped at any of 50 places, it is refused before anything is written")
    func damage() async throws {
        try await BackupTests.taken { shell, file in
            let directory = TemporaryDirectory(path: String(file.dropLast("/one.dump".count)))
            let parts = [file, file + ".manifest"].map { BackupTests.bytes(of: $0) }
            try await TestServer.withDatabase(template: "bare") { url in
                var random = Seeded(for: "damaged backup")
                let other = Shell(url: url)
                for number in 0..<50 {
                    var copies = parts
                    let part = number % 2
                    let place = random.pick(below: max(1, parts[part].count))
                    if number % 5 == 0 {
                        copies[part] = Array(parts[part][..<place])
                    } else {
                        copies[part][place] ^= UInt8(1 << random.pick(below: 8))
                    }
                    let damaged = try directory.write(copies[0], to: "two.dump")
                    _ = try directory.write(copies[1], to: "two.dump.manifest")
                    let refused = await other.run(["db", "restore", damaged, "--yes"])
                    #expect(refused.status == 65, "\(number) at \(place) of part \(part): \(refused.errors)")
                    #expect(refused.errors.contains("is damaged"))
                }
                let rows = try await rowCounts(url)
                #expect(rows.isEmpty)
                Figures.note("T33", "backup cut or flipped", "50 of 50 detected")
                unlink(directory.path + "/two.dump.manifest")
                #expect(await other.run(["db", "restore", directory.path + "/two.dump", "--yes"]).status == 66)
            }
        }
    }

    @Test("what comes back other than it was is named, and nothing of it stays")
    func changed() async throws {
        try await BackupTests.noted { shell, file in
            let text = try #require(TemporaryDirectory.read(file + ".manifest"))
            var manifest = try BackupManifest(parsing: text, name: file)
            let index = try #require(manifest.tables.firstIndex { $0.table == "decision" })
            let table = manifest.tables[index]
            manifest.tables[index] = TableDigest(table: "decision", rows: table.rows, hash: "0 0")
            let directory = TemporaryDirectory(path: String(file.dropLast("/one.dump".count)))
            _ = try directory.write(try manifest.text(), to: "one.dump.manifest")
            let drill = await shell.run(["db", "drill", file])
            #expect(drill.status == 65)
            #expect(drill.errors.contains("table decision holds \(table.rows) rows, not the \(table.rows) backed up"))
            try await TestServer.withDatabase(template: "bare") { url in
                #expect(await Shell(url: url).run(["db", "restore", file, "--yes"]).status == 65)
                let rows = try await rowCounts(url)
                #expect(rows.isEmpty)
            }
            #expect(await shell.run("db status").output.contains("untested"))
        }
    }

    @Test("a manifest says when it was taken and of which server in their own form, or is damaged")
    func forms() async throws {
        try await BackupTests.taken { shell, file in
            let text = try #require(TemporaryDirectory.read(file + ".manifest"))
            let whole = try BackupManifest(parsing: text, name: file)
            let directory = TemporaryDirectory(path: String(file.dropLast("/one.dump".count)))
            var changed = [whole, whole, whole]
            changed[0].takenAt = "\u{1b}[31m2026"
            changed[1].takenAt = "2026-01-05T00:00:00Z; all is well"
            changed[2].serverVersion = "99\u{202e}"
            for manifest in changed {
                _ = try directory.write(try manifest.text(), to: "one.dump.manifest")
                let refused = await shell.run(["db", "drill", file])
                #expect(refused.status == 65 && refused.errors.contains("is damaged"), "\(refused.errors)")
            }
            changed[0].takenAt = "2026-01-05T00:00:00Z"
            #expect(try BackupManifest(parsing: changed[0].text(), name: file).taken == "2026-01-05T00:00:00Z")
        }
    }
}
