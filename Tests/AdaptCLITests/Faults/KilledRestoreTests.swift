import AdaptService
import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("A restore killed")
struct KilledRestoreTests {
    private let kills = Figures.soaks ? 50 : 3

    /// Keeps whoever makes the third migration's tables waiting, for as long as somebody holds the lock.
    private static let waiting = """
        create function public.wait() returns event_trigger language plpgsql as $$ begin
            if to_regclass('adapt.migration') is null then return; end if;
            if (select count(*) from adapt.migration) = 2 then perform pg_advisory_xact_lock(7); end if;
        end $$;
        create event trigger wait on ddl_command_start when tag in ('CREATE TABLE') execute function public.wait();
        select pg_advisory_lock(7)
        """

    @Test("while it looks up what adapt makes: that is told, no catalogue comes of it, and done again it is there")
    func lookingUp() async throws {
        try await BackupTests.taken { sample, file in
            try await TestServer.withDatabase(template: "bare") { url in
                try await cut(file, url)
                let shell = Shell(url: url)
                let says = "a restore into this database was begun, and has not come to its end"
                let status = await shell.run("db status").output
                let schema = "\nschema    none yet, a restore has not come to its end: adapt doctor\n"
                #expect(status.contains(schema), "\(status)")
                let doctor = await shell.run("doctor").output
                #expect(doctor.contains(says) && doctor.contains("adapt db restore FILE, the same again"), "\(doctor)")
                for line in ["series list", "import sample", "db migrate", "db migrate --again", "db migrate -n"] {
                    let refused = await shell.run(line)
                    #expect(refused.status == 69 && refused.errors.contains(says), "\(line): \(refused.errors)")
                }
                let copied = await shell.run(["db", "backup", file + ".2"])
                #expect(copied.status == 69 && copied.errors.contains(says), "\(copied.errors)")
                #expect(!Schema.State.restoring(version: 2).needsMigration, "also of the private server")
                let restored = await shell.run(["db", "restore", file, "--yes"])
                #expect(restored.status == 0, "\(restored.errors)")
                #expect(try await rowCounts(url) == rowCounts(sample.url))
                try await expectWhole(shell)
            }
        }
    }

    /// Kills a restore after two migrations of what it makes to look at.
    private func cut(_ file: String, _ url: String) async throws {
        try await TemporaryDirectory.with { directory in
            let holder = try await Connection.open(url)
            try await holder.run(Self.waiting)
            let binary = BuiltBinary(url: url)
            let child = try binary.start(["db", "restore", file, "--yes"].map { Array($0.utf8) }, in: directory)
            while try await holder.query(
                """
                select 1 from pg_locks l join pg_database d on d.oid = l.database
                where d.datname = current_database() and l.locktype = 'advisory' and not l.granted
                """
            ).isEmpty, binary.isRunning(child) { try await Task.sleep(for: .milliseconds(5)) }
            kill(child, SIGKILL)
            let killed = await binary.finish(child, in: directory)
            #expect(killed.status == 128 + SIGKILL, "\(killed.errors)")
            await holder.close()
            try await TestServer.waitUntilAlone(url)
            try await HostileBackupTests.run("drop event trigger wait; drop function public.wait()", on: url)
            #expect(try await state(url) == .restoring(version: 2))
        }
    }

    /// The schema is as adapt makes it.
    private func expectWhole(_ shell: Shell) async throws {
        let found = try JSONText(await shell.run("doctor --all --format json").output)
        for topic in ["migrations", "tables", "made", "altered"] {
            let states = (0..<found.count).compactMap { found[$0] }.filter { $0["topic"]?.string == topic }
            #expect(!states.isEmpty && states.allSatisfy { $0["state"]?.string == "ok" }, "\(topic)")
        }
    }

    private func state(_ url: String) async throws -> Schema.State {
        let connection = try await Connection.open(url, options: Workspace.options)
        let state = try await Schema.state(of: connection)
        await connection.close()
        return state
    }

    @Test("at any moment, into an empty database: all of it is there, nothing, or a mark, and done again it is there")
    func killed() async throws {
        try await BackupTests.taken { shell, file in
            let whole = try await rowCounts(shell.url)
            var random = Seeded(for: "restore killed")
            // Once undisturbed: the kills fall into the time that it takes.
            let time = try await TestServer.withDatabase(template: "bare") { url in
                try await BuiltBinary(url: url).duration(of: "db restore \(file) --yes")
            }
            var done = 0
            for _ in 0..<kills {
                let pause = random.pick(below: time)
                done += try await TestServer.withDatabase(template: "bare") { url in
                    try await killed(file, after: pause, url, whole) ? 1 : 0
                }
            }
            Figures.note("T1", "kill -9 of a restore", "\(kills) kills, \(done) after the end, 0 partial")
        }
    }

    /// Whether the restore was done when it was killed.
    private func killed(
        _ file: String, after pause: Int, _ url: String, _ whole: [String: Int]
    ) async throws -> Bool {
        try await TemporaryDirectory.with { directory in
            let (binary, line) = (BuiltBinary(url: url), ["db", "restore", file, "--yes"].map { Array($0.utf8) })
            let child = try binary.start(line, in: directory)
            try await Task.sleep(for: .milliseconds(pause))
            kill(child, SIGKILL)
            _ = await binary.finish(child, in: directory)
            try await TestServer.waitUntilAlone(url)
            let (then, isDone) = (try await state(url), try await rowCounts(url) == whole)
            if case .restoring = then {} else { #expect(then == .absent || isDone, "\(pause) ms: \(then)") }
            let again = try await binary.run(line)
            #expect(again.status == (isDone ? 2 : 0), "\(pause) ms: \(again.errors)")
            #expect(try await rowCounts(url) == whole)
            return isDone
        }
    }
}
