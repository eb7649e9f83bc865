import AdaptService
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

/// One that is there already by the name that a drill would give it.
extension ScratchDatabaseTests {
    @Test("one whose drop was cut short is named, and dropped by the next drill")
    func halfDroppedBefore() async throws {
        try await BackupTests.taken { shell, file in
            let own = String(shell.url.split(separator: "/").last ?? "") + "_drill"
            let connection = try await Connection.open(shell.url)
            for isMarked in [false, true] {
                try await Self.make(own, marked: isMarked, halfDropped: true, on: connection)
                let doctor = await shell.run("doctor")
                let says = isMarked ? "scratch database \(own) was left" : "database \(own) is half dropped"
                #expect(doctor.output.contains(says), "\(doctor.output)")
                let drill = await shell.run(["db", "drill", file])
                #expect(drill.status == 0, "\(drill.errors)")
                #expect(try await databases(like: own + "%", on: shell.url) == [])
            }
            await connection.close()
        }
    }

    @Test("one of another role is passed over, marked or half dropped; one's own is dropped first")
    func ofOthers() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            let own = String(shell.url.split(separator: "/").last ?? "") + "_drill"
            let (mine, other) = ("mine_\(connection.backendPID)", "other_\(connection.backendPID)")
            try await connection.run("create role \(mine) createdb; create role \(other) createdb")
            let url = shell.as(mine).url
            let user = try await Connection.open(url)
            for (isMarked, isHalfDropped) in [(true, false), (false, true), (true, true)] {
                try await Self.make(own, owner: other, marked: isMarked, halfDropped: isHalfDropped, on: connection)
                let target = try DatabaseTarget(option: url, .process)
                let scratch = try await ScratchDatabase(suffix: "_drill", of: target, beside: user)
                #expect(scratch.name == own + "_2")
                try await Self.make(scratch.name, owner: mine, marked: false, halfDropped: true, on: connection)
                let next = try await ScratchDatabase(suffix: "_drill", of: target, beside: user)
                #expect(next.name == own + "_2")
                try await next.make()
                let limits = try await connection.query(
                    "select datconnlimit::bigint from pg_database where datname = \(next.name)")
                #expect(try limits.map { try $0.get(0, as: Int.self) } == [ScratchMark.connections])
                try await next.drop()
                #expect(try await databases(like: own + "%", on: shell.url) == [own])
                try await connection.run("drop database \(Connection.quoted(identifier: own))")
            }
            await user.close()
            try await connection.run("drop role \(mine), \(other)")
            await connection.close()
        }
    }

    /// Makes a database as one that a drill left which was killed: `halfDropped`, in the midst of its drop.
    private static func make(
        _ name: String, owner: String = "current_user", marked: Bool, halfDropped: Bool, on connection: Connection
    ) async throws {
        let quoted = Connection.quoted(identifier: name)
        try await connection.run("create database \(quoted)")
        try await connection.run("alter database \(quoted) owner to \(owner)")
        if marked {
            let mark = await connection.quoted(literal: ScratchMark.text)
            try await connection.run("comment on database \(quoted) is \(mark)")
        }
        guard halfDropped else { return }
        let limit = ScratchMark.halfDropped
        try await connection.run("update pg_database set datconnlimit = \(limit) where datname = '\(name)'")
    }
}
