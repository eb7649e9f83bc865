import AdaptService
import TestSupport
import Testing

@testable import AdaptCLI

/// What is taken as it stands, because its owner says so.
extension HostileBackupTests {
    @Test("what one's own administrator added comes in where the backup is trusted, and is told")
    func trusted() async throws {
        try await BackupTests.taken { shell, file in
            try await Self.run("create index mine on adapt.series (lower(series_id::text))", on: shell.url)
            let backup = await shell.run(["db", "backup", file + ".mine"])
            #expect(backup.status == 0, "\(backup.errors)")
            #expect(backup.errors.contains("--trusted: index mine of table series\nhint: "), "\(backup.errors)")
            let refused = await shell.run(["db", "drill", file + ".mine"])
            #expect(refused.status == 65 && refused.errors.contains("--trusted"), "\(refused.errors)")
            let drill = await shell.run(["db", "drill", file + ".mine", "--trusted"])
            #expect(drill.status == 0 && drill.errors.contains("as it is trusted: index mine"), "\(drill.errors)")
        }
    }

    @Test("what one's own administrator added on top of something else needs a database that has that, which is said")
    func needing() async throws {
        try await BackupTests.taken { shell, file in
            try await Self.run(
                """
                create function public.own(i integer) returns integer language sql as 'select i';
                create view adapt.mine as select public.own(1) as n
                """, on: shell.url)
            #expect(await shell.run(["db", "backup", file + ".mine"]).status == 0)
            let refused = await shell.run(["db", "drill", file + ".mine", "--trusted"])
            #expect(refused.status == 65, "\(refused.errors)")
            #expect(refused.errors.contains("view mine: function public.own(integer) does not exist\nhint: only"))
            #expect(refused.errors.hasSuffix("that has that already (--database URL)\n"), "\(refused.errors)")
        }
    }

    @Test("a backup of another version with what no version makes is refused, by name, unless one says that it is his")
    func older() async throws {
        try await BackupTests.taken { shell, file in
            try await Self.run(
                """
                update adapt.schema_state set fingerprint = 'older';
                create function adapt.chain_of(a integer, b integer, c bigint) returns bigint language sql
                    as 'select c';
                create function adapt.mine(a integer) returns integer language sql as 'select a';
                comment on table adapt.note is 'It''s older';
                """, on: shell.url)
            let backup = await shell.run(["db", "backup", file + ".older"])
            #expect(backup.status == 0 && backup.output.hasSuffix("restored: adapt db drill)\n"), "\(backup.output)")
            #expect(backup.errors.contains("--trusted: function mine(integer)\nhint: once "), "\(backup.errors)")
            let doctor = await shell.run("doctor").output
            let others = "another adapt (schema \(Schema.version))"
            #expect(doctor.contains(") is untested: it was never restored\tadapt db drill\n"), "\(doctor)")
            let refused = await shell.run(["db", "drill", file + ".older"])
            #expect(refused.status == 65, "\(refused.errors)")
            #expect(refused.errors.contains("backup was made by \(others), and holds what this adapt does not make: "))
            #expect(refused.errors.hasSuffix("--trusted takes it as it stands: only where you made it yourself\n"))
            let named = refused.errors.split(separator: "\n").filter { $0.hasPrefix("  ") }
            #expect(named == ["  function mine(integer)"])
            let manifest = try #require(TemporaryDirectory.read(file + ".older.manifest"))
            var other = try BackupManifest(parsing: manifest, name: file)
            other.serverMajor = 9
            let directory = TemporaryDirectory(path: String(file.dropLast("/one.dump".count)))
            _ = try directory.write(try other.text(), to: "one.dump.older.manifest")
            let both = await shell.run(["db", "drill", file + ".older"])
            #expect(both.errors.contains("made by \(others) and PostgreSQL 9, and holds"), "\(both.errors)")
            let drill = await shell.run(["db", "drill", file + ".older", "--trusted"])
            #expect(drill.status == 0 && drill.errors.hasSuffix("can be restored\n"), "\(drill.errors)")
            let told = "made by \(others) and PostgreSQL 9, and comes in as it stands, as it is trusted\n"
            #expect(drill.errors.hasPrefix("adapt: the backup was " + told), "\(drill.errors)")
            try await Self.run("update adapt.schema_state set version = version + 1", on: shell.url)
            let newer = await shell.run(["db", "backup", file + ".newer"])
            #expect(newer.status == 0 && newer.output.hasSuffix("restored: adapt db drill)\n"), "\(newer.output)")
        }
    }

    @Test("a last backup that another PostgreSQL made is told, with the command that takes one of this")
    func otherServer() async throws {
        try await BackupTests.noted { shell, file in
            let manifest = try #require(TemporaryDirectory.read(file + ".manifest"))
            var other = try BackupManifest(parsing: manifest, name: file)
            other.serverMajor = 9
            let directory = TemporaryDirectory(path: String(file.dropLast("/one.dump".count)))
            _ = try directory.write(try other.text(), to: "one.dump.manifest")
            let doctor = await shell.run("doctor").output
            let told = "was made by PostgreSQL 9, so it comes back only with --trusted\tadapt db backup\n"
            #expect(doctor.contains(told), "\(doctor)")
        }
    }
}
