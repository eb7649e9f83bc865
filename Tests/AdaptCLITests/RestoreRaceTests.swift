import AdaptService
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("A restore into a catalogue that somebody begins to use")
struct RestoreRaceTests {
    @Test("what is being recorded while it makes room is not lost: it waits for that, and is refused")
    func recorded() async throws {
        try await BackupTests.copied { file in
            try await TestServer.withDatabase(template: "bare") { url in
                let shell = Shell(url: url)
                #expect(await shell.run("db migrate").status == 0)
                let other = try await Connection.open(url, options: Workspace.options)
                let watcher = try await Connection.open(url, options: Workspace.options)
                try await other.run("begin; insert into adapt.operation values (1, now(), 'mia', 'set')")
                async let restoring = shell.run(["db", "restore", file, "--yes"])
                let end = ContinuousClock.now + .seconds(60)
                while try await watcher.query(
                    """
                    select 1 from pg_locks l join pg_database d on d.oid = l.database
                    where not l.granted and l.locktype = 'relation' and d.datname = current_database()
                    """
                ).isEmpty, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(10)) }
                try await other.run("commit")
                await other.close()
                await watcher.close()
                let refused = await restoring
                #expect(refused.status == 2, "\(refused.errors)")
                #expect(refused.errors.contains("holds a catalogue of 1 operation,"), "\(refused.errors)")
                let rows = try await rowCounts(url)
                #expect(rows["operation"] == 1)
            }
        }
    }
}
