import AdaptService
import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Scratch databases and files, and what is left of them")
struct ScratchDatabaseTests {
    @Test("somebody's own database is never dropped for one, and one that a killed drill left is named and dropped")
    func mark() async throws {
        try await BackupTests.taken { shell, file in
            let own = String(shell.url.split(separator: "/").last ?? "") + "_drill"
            let connection = try await Connection.open(shell.url)
            try await connection.run("create database \(Connection.quoted(identifier: own))")
            let drill = await shell.run(["db", "drill", file])
            #expect(drill.status == 0, "\(drill.errors)")
            #expect(try await databases(like: own + "%", on: shell.url) == [own])
            #expect(!(await shell.run("doctor").output).contains(own))
            let mark = await connection.quoted(literal: ScratchMark.text)
            try await connection.run("comment on database \(Connection.quoted(identifier: own)) is \(mark)")
            let doctor = await shell.run("doctor")
            #expect(doctor.output.contains("scratch database \(own) was left"), "\(doctor.output)")
            #expect(await shell.run(["db", "drill", file]).status == 0)
            #expect(try await databases(like: own + "%", on: shell.url) == [])
            await connection.close()
        }
    }

    @Test("one that a drill left which was killed before its comment was there is named and dropped, too")
    func unremarked() async throws {
        try await BackupTests.taken { shell, file in
            let connection = try await Connection.open(shell.url)
            let target = try DatabaseTarget(option: shell.url, .process)
            let scratch = try await ScratchDatabase(suffix: "_drill", of: target, beside: connection)
            try await scratch.make()
            try await connection.run("comment on database \(Connection.quoted(identifier: scratch.name)) is null")
            let doctor = await shell.run("doctor")
            #expect(doctor.output.contains("scratch database \(scratch.name) was left"), "\(doctor.output)")
            #expect(await shell.run(["db", "drill", file]).status == 0)
            #expect(try await databases(like: scratch.name + "%", on: shell.url) == [])
            await connection.close()
        }
    }

    @Test("one whose drop was cut short is named")
    func halfDropped() async throws {
        try await Shell.sample { shell in
            let own = String(shell.url.split(separator: "/").last ?? "") + "_half"
            let connection = try await Connection.open(shell.url)
            try await connection.run("create database \(Connection.quoted(identifier: own))")
            try await connection.run("update pg_database set datconnlimit = -2 where datname = '\(own)'")
            let doctor = await shell.run("doctor")
            #expect(doctor.output.contains("database \(own) is half dropped"), "\(doctor.output)")
            try await connection.run("drop database \(Connection.quoted(identifier: own))")
            #expect(!(await shell.run("doctor").output).contains("database \(own) is"))
            await connection.close()
        }
    }

    @Test("a drill that is told to stop drops its database")
    func stoppedDrill() async throws {
        try await BackupTests.taken { shell, file in
            let own = String(shell.url.split(separator: "/").last ?? "") + "_drill"
            let binary = BuiltBinary(url: shell.url)
            try await TemporaryDirectory.with { directory in
                var stopped = 0
                for _ in 0..<10 where stopped < 2 {
                    let child = try binary.start(["db", "drill", file].map { Array($0.utf8) }, in: directory)
                    while try await databases(like: own, on: shell.url).isEmpty, binary.isRunning(child) {
                        try await Task.sleep(for: .milliseconds(5))
                    }
                    kill(child, SIGINT)
                    let result = await binary.finish(child, in: directory)
                    #expect([0, 130].contains(result.status), "\(result.status): \(result.errors)")
                    #expect(result.status == 0 || result.errors == "adapt: stopped: nothing was changed\n")
                    stopped += result.status == 130 ? 1 : 0
                    #expect(try await databases(like: own + "%", on: shell.url) == [])
                }
                #expect(stopped == 2)
            }
        }
    }

    @Test("a backup that is told to stop leaves no file, and what a killed one left is removed by the next")
    func stoppedBackup() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let binary = BuiltBinary(url: shell.url)
                let file = directory.path + "/int.dump"
                func files() -> [String] {
                    TemporaryDirectory.names(directory.path).filter { $0.hasPrefix("int.dump") }.sorted()
                }
                for (signal, status) in [(SIGINT, 130), (SIGTERM, 143), (SIGKILL, 137)] as [(Int32, Int32)] {
                    let holder = try await Connection.open(shell.url)
                    try await holder.run("begin; lock table adapt.decision in access exclusive mode")
                    let child = try binary.start(["db", "backup", file].map { Array($0.utf8) }, in: directory)
                    // A file has its mark a moment after it is there.
                    while !files().contains(where: { $0.contains(".unfinished-") }), binary.isRunning(child) {
                        try await Task.sleep(for: .milliseconds(5))
                    }
                    kill(child, signal)
                    let result = await binary.finish(child, in: directory)
                    await holder.close()
                    #expect(result.status == status, "\(result.errors)")
                    #expect(files().count == (signal == SIGKILL ? 1 : 0))
                }
                let left = try #require(files().first)
                // Neither what somebody writes still, nor what only looks so: of another name, content, or reader.
                let held = open(try directory.write("", to: "other.dump.unfinished-a1B2c3"), O_RDONLY)
                defer { close(held) }
                #expect(flock(held, LOCK_EX) == 0)
                let kept = [
                    try directory.write("PGDMP", to: "int.dump.202611"),
                    try directory.write("notes", to: "book.unfinished-a1B2c3"),
                    try directory.write("PGDMP", to: "shared.unfinished-a1B2c3"),
                    try directory.write("PGDMP", to: "young.unfinished-a1B2c3"),
                ]
                let old = [left, "other.dump.unfinished-a1B2c3"].map { directory.path + "/" + $0 } + kept.dropLast()
                for name in old + kept { #expect(chmod(name, name.contains("shared") ? 0o644 : 0o600) == 0) }
                for name in old { #expect(utimes(name, [timeval(), timeval()]) == 0) }
                let next = await shell.run(["db", "backup", file])
                #expect(next.status == 0, "\(next.errors)")
                #expect(next.errors.contains("removed \(directory.path)/\(left), which a backup that was killed left"))
                #expect(files() == ["int.dump", "int.dump.202611", "int.dump.manifest"])
                for name in old.dropFirst() + kept { #expect(access(name, F_OK) == 0, "\(name)") }
                #expect(next.errors.split(separator: "\n").filter { $0.contains("removed") }.count == 1)
            }
        }
    }

    @Test("a whole backup of a catalogue that is wrong itself is not blamed, and is known to be restorable")
    func wrongCatalogue() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let connection = try await Connection.open(shell.url)
                let own = Connection.quoted(identifier: String(shell.url.split(separator: "/").last ?? ""))
                try await connection.run(
                    "delete from adapt.weekly_reach; alter database \(own) set \"app.secret\" = 'sesame'")
                let wrong = await shell.run("check")
                #expect(wrong.status == 70 && wrong.errors.contains(Check.weeks), "\(wrong.errors)")
                let taken = await shell.run(["db", "backup", directory.path + "/one.dump"])
                #expect(taken.status == 0 && taken.errors.contains("with the values: app.secret"), "\(taken.errors)")
                #expect(!taken.transcript.contains("sesame"))
                let drill = await shell.run("db drill")
                #expect(drill.status == 70, "\(drill.errors)")
                #expect(drill.errors.contains("can be restored, and gives back a catalogue that was wrong"))
                #expect(!(await shell.run("db status").output).contains("untested"))
                let script = try #require(Check.weeks.firstMatch(of: #/"(.+)"/#)?.1)
                try await connection.run("set search_path = adapt; \(script)")
                await connection.close()
                #expect(await shell.run("check").status == 0)
            }
        }
    }
}
