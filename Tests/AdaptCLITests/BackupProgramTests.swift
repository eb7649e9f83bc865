import AdaptService
import Glibc
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Programs of a backup that come to no good end")
struct BackupProgramTests {
    @Test("that pg_restore cannot read it is a fault of the file, though the manifest is of that")
    func unreadable() async throws {
        try await BackupTests.taken { shell, file in
            let directory = TemporaryDirectory(path: String(file.dropLast("/one.dump".count)))
            let bytes = BackupTests.bytes(of: file)
            let text = try #require(TemporaryDirectory.read(file + ".manifest"))
            for part in [Array(bytes.prefix(bytes.count / 2)), Array("no archive".utf8)] {
                let other = try directory.write(part, to: "two.dump")
                var manifest = try BackupManifest(parsing: text, name: file)
                let descriptor = open(other, O_RDONLY)
                defer { close(descriptor) }
                (manifest.bytes, manifest.sha256) = try BackupFile.checksum(descriptor, other)
                _ = try directory.write(try manifest.text(), to: "two.dump.manifest")
                let refused = await shell.run(["db", "drill", other])
                #expect(refused.status == 65, "\(refused.errors)")
                #expect(refused.errors.contains("two.dump\" cannot be read: pg_restore failed"), "\(refused.errors)")
            }
        }
    }

    @Test("that pg_restore is killed in the middle of a row is told, and is no fault of the backup")
    func killed() async throws {
        try await BackupTests.taken { shell, file in
            let directory = TemporaryDirectory(path: String(file.dropLast("/one.dump".count)))
            try await Self.install(
                [
                    ("pg_dump", "exec pg_dump \"$@\""),
                    ("pg_restore", "pg_restore \"$@\" | sed '/^COPY adapt.decision /q'; printf x; kill -9 $$"),
                ], in: directory)
            var other = shell
            other.environment["ADAPT_POSTGRES_BIN"] = directory.path
            let refused = await other.run(["db", "drill", file])
            #expect(refused.status == 69, "\(refused.errors)")
            #expect(refused.errors.contains("pg_restore failed (ended by signal 9)"), "\(refused.errors)")
            #expect(await shell.run(["db", "drill", file]).status == 0)
        }
    }

    @Test("that pg_dump waits in vain for a table is told as busy, and leaves no file")
    func held() async throws {
        try await BackupTests.taken { shell, file in
            let directory = TemporaryDirectory(path: String(file.dropLast("/one.dump".count)))
            let told = "pg_dump: error: query failed: ERROR:  canceling statement due to statement timeout"
            try await Self.install(
                [
                    ("pg_dump", "test \"$1\" = --version && exec pg_dump --version; echo '\(told)' >&2; exit 1"),
                    ("pg_restore", "exec pg_restore \"$@\""),
                ], in: directory)
            var other = shell
            other.environment["ADAPT_POSTGRES_BIN"] = directory.path
            let refused = await other.run(["db", "backup", file + "2"])
            #expect(refused.status == 75, "\(refused.errors)")
            #expect(
                refused.errors.hasPrefix("adapt: somebody else is changing what is to be copied: no file was written"),
                "\(refused.errors)")
            #expect(TemporaryDirectory.names(directory.path).allSatisfy { !$0.hasPrefix("one.dump2") })
        }
    }

    /// Makes programs of shell scripts, by their names.
    private static func install(_ programs: [(String, String)], in directory: TemporaryDirectory) async throws {
        for (name, text) in programs {
            // Copied by another process: what one of ours has open for writing cannot be run.
            let written = try directory.write("#!/bin/sh\n\(text)\n", to: name + ".sh")
            #expect(await ending(of: "install -m 755 '\(written)' '\(directory.path)/\(name)'") == 0)
        }
    }
}
