import AdaptModel
import AdaptService
import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("The two files of a backup", .serialized)
struct BackupFileTests {
    @Test("calls that fail, one after the other: both files are there, or none")
    func failingCalls() async throws {
        guard access("/usr/bin/strace", X_OK) == 0 else {
            Issue.record("strace is not installed: make setup")
            return
        }
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                var (told, kept) = (0, 0)
                for call in ["rename", "link", "fsync"] {
                    for number in 1...8 {
                        let name = "\(call)\(number).dump"
                        let line =
                            "timeout -s KILL 100 strace -f -qq -o '\(directory.path)/trace' -e trace=\(call) "
                            + "-e inject=\(call):error=EIO:when=\(number) '\(BuiltBinary.path)' "
                            + "db backup '\(directory.path)/\(name)' > /dev/null 2> '\(directory.path)/errors'"
                        let ended = await ending(of: "ADAPT_DATABASE_URL='\(shell.url)' ADAPT_AUTHOR=mia \(line)")
                        let status = (ended >> 8) & 0xFF
                        let files = TemporaryDirectory.names(directory.path).filter { $0.hasPrefix(name) }.sorted()
                        let errors = directory.read("errors") ?? ""
                        #expect(status == 0 || status == 66, "\(name): \(errors)")
                        #expect(files == (status == 0 ? [name, name + ".manifest"] : []), "\(name): \(errors)")
                        if directory.read("trace")?.contains("INJECTED") != true { break }
                        if status == 66 { told += 1 }
                        if errors.contains("is whole, but a power cut now may lose its name") { kept += 1 }
                    }
                }
                #expect(told >= 3 && kept == 1, "\(told) told, \(kept) kept")
            }
        }
    }

    @Test("a disk that is full is told by the file that was asked for, not by a program that nobody called")
    func fullDisk() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url, options: Workspace.options)
            let programs = try await DatabaseTarget(option: shell.url, .process).dumpPrograms(for: connection)
            let refusal = await #expect(throws: Refusal.self) {
                try await DatabaseBackup.write("/dev/full", programs, connection)
            }
            #expect(refusal?.kind == .missingFile, "\(String(describing: refusal))")
            #expect(refusal?.message == "file \"/dev/full\" cannot be written: no space left on device")
            #expect(refusal?.hint?.hasPrefix("make room there") == true)
            await connection.close()
        }
    }

    @Test("where files are limited in size that is told by the file too, and no part of one is left")
    func limitedSize() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let line = "'\(BuiltBinary.path)' db backup '\(directory.path)/a.dump'"
                let ended = await ending(
                    of: "ulimit -c 0; ulimit -f 100; ADAPT_DATABASE_URL='\(shell.url)' ADAPT_AUTHOR=mia \(line) "
                        + "> /dev/null 2> '\(directory.path)/errors'")
                let errors = directory.read("errors") ?? ""
                #expect((ended >> 8) & 0xFF == 66, "\(errors)")
                let said = "file \"\(directory.path)/a.dump\" cannot be written: file too large\nhint: make room there"
                #expect(errors.contains(said), "\(errors)")
                #expect(TemporaryDirectory.names(directory.path) == ["errors"], "\(errors)")
            }
        }
    }

    @Test("what came under its name while it was written stays, and no half of it is left beside that")
    func taken() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let connection = try await Connection.open(shell.url, options: Workspace.options)
                let programs = try await DatabaseTarget(option: shell.url, .process).dumpPrograms(for: connection)
                for name in ["a.dump", "a.dump.manifest"] {
                    _ = try directory.write("mine", to: name)
                    let refusal = await #expect(throws: Refusal.self) {
                        try await DatabaseBackup.write(directory.path + "/a.dump", programs, connection)
                    }
                    #expect(refusal?.kind == .rule, "\(String(describing: refusal))")
                    #expect(refusal?.message == "file \"\(directory.path)/\(name)\" is there already")
                    #expect(TemporaryDirectory.names(directory.path) == [name] && directory.read(name) == "mine")
                    unlink(directory.path + "/" + name)
                }
                await connection.close()
            }
        }
    }

    @Test("one that is not there is told by the name that was given; one without its manifest, by that")
    func missing() async throws {
        try await BackupTests.taken { shell, file in
            for line in [["db", "drill", file + "2"], ["db", "restore", file + "2", "--yes"]] {
                let refused = await shell.run(line)
                #expect(refused.status == 66, "\(refused.errors)")
                #expect(refused.errors.contains("file \"\(file)2\" cannot be read: no such file"), "\(refused.errors)")
            }
            unlink(file + ".manifest")
            let refused = await shell.run(["db", "drill", file])
            #expect(refused.status == 66, "\(refused.errors)")
            #expect(refused.errors.contains("\(file).manifest\" cannot be read: no such file"), "\(refused.errors)")
            #expect(refused.errors.contains("a backup is two files"), "\(refused.errors)")
        }
    }

    @Test("a name that is too long for both is refused before anything is written")
    func names() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                for length in [241, 246, 248, 255, 256] {
                    let name = String(repeating: "n", count: length)
                    let result = await shell.run(["db", "backup", directory.path + "/" + name])
                    #expect(result.status == 66 && result.errors.contains("file name too long"), "\(result.errors)")
                    #expect(TemporaryDirectory.names(directory.path).allSatisfy { !$0.hasPrefix("n") })
                }
            }
        }
    }
}
