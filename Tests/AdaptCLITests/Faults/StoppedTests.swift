import AdaptService
import Glibc
import Postgres
import TestSupport
import Testing

@Suite("A command that is told to stop")
struct StoppedTests {
    private static let line = ["set", "hockey-star/es", "male_lead.nature=x"].map { Array($0.utf8) }

    @Test(
        "says that nothing was changed, with the status of the signal, also where one wish comes as several signals",
        arguments: [SIGINT, SIGTERM, SIGHUP], [1, 3])
    func stopped(_ signal: Int32, times: Int) async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let before = try await rowCounts(shell.url)
                let binary = BuiltBinary(url: shell.url)
                let other = try await Connection.open(shell.url, options: Workspace.options)
                let result = try await other.transaction { other in
                    _ = try await other.query("select pg_advisory_xact_lock(hashtextextended('adapt.operation', 0))")
                    let child = try binary.start(Self.line, in: directory)
                    try await Self.untilOneWaits(other)
                    for _ in 1..<times {
                        kill(child, signal)
                        try await Task.sleep(for: .milliseconds(1))
                    }
                    kill(child, signal)
                    return await binary.finish(child, in: directory)
                }
                await other.close()
                #expect(result.status == 128 + signal)
                #expect(result.errors == "adapt: stopped: nothing was changed\n")
                #expect(result.output.isEmpty)
                #expect(try await rowCounts(shell.url) == before)
            }
        }
    }

    /// Until a command waits for a lock of this database: others wait in theirs.
    private static func untilOneWaits(_ connection: Connection) async throws {
        while try await connection.query(
            """
            select 1 from pg_locks l join pg_database d on d.oid = l.database
            where d.datname = current_database() and l.locktype = 'advisory' and not l.granted
            """
        ).isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test("told again after half a second it ends at once, also where it waits to hear what became of what it sent")
    func toldAgain() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let binary = BuiltBinary(url: shell.url)
                let other = try await Connection.open(shell.url, options: Workspace.options)
                // What is committed waits for us, at the very end.
                try await other.run(
                    """
                    select pg_advisory_lock(7);
                    create function adapt.wait() returns trigger language plpgsql as
                        $$ begin perform pg_advisory_xact_lock(7); return null; end $$;
                    create constraint trigger wait after insert on adapt.decision deferrable initially deferred
                        for each row execute function adapt.wait()
                    """)
                let child = try binary.start(Self.line, in: directory)
                try await Self.untilOneWaits(other)
                kill(child, SIGTERM)
                // Longer than it waits for what can still be taken back.
                try await Task.sleep(for: .milliseconds(1_700))
                #expect(binary.isRunning(child), "it ended without knowing what became of it")
                let start = ContinuousClock.now
                kill(child, SIGTERM)
                let result = await binary.finish(child, in: directory)
                #expect(ContinuousClock.now - start < .seconds(2))
                #expect(result.status == 128 + SIGTERM && result.output.isEmpty)
                #expect(!result.errors.contains("nothing was changed"), "\(result.errors)")
                await other.close()
                try await TestServer.waitUntilAlone(shell.url)
                #expect(await shell.run("check").status == 0)
            }
        }
    }

    @Test("at the very end says what became of it, whether it was sent to be committed or not")
    func atTheEnd() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let blocks = try await LineProxy.with(shell.url) { url, proxy in
                    let binary = BuiltBinary(url: url)
                    let made = try await binary.finish(binary.start(Self.line, in: directory), in: directory)
                    #expect(made.status == 0, "\(made.errors)")
                    return proxy.sent
                }
                var statuses: Set<Int32> = []
                for place in (blocks - 3)..<blocks {
                    #expect(await shell.run("undo").status == 0)
                    let result = try await LineProxy.with(shell.url, holdBefore: place) { url, proxy in
                        let binary = BuiltBinary(url: url)
                        let child = try binary.start(Self.line, in: directory)
                        let end = ContinuousClock.now + .seconds(10)
                        while !proxy.isHolding, ContinuousClock.now < end {
                            try await Task.sleep(for: .milliseconds(2))
                        }
                        kill(child, SIGINT)
                        // Longer than it waits for what can still be taken back.
                        try await Task.sleep(for: .milliseconds(1_700))
                        proxy.letGo()
                        return await binary.finish(child, in: directory)
                    }
                    statuses.insert(result.status)
                    try await TestServer.waitUntilAlone(shell.url)
                    let said = await shell.run("blame hockey-star/es male_lead.nature --format csv").output
                    if result.status == 0 {
                        #expect(result.output.contains("undo: adapt undo"))
                    } else {
                        #expect(result.status == 130 && result.errors == "adapt: stopped: nothing was changed\n")
                        _ = await shell.run("set hockey-star/es male_lead.nature=x")
                    }
                    #expect(said.contains(",value,x,") == (result.status == 0), "\(place) of \(blocks): \(result)")
                }
                #expect(statuses.contains(0))
            }
        }
    }
}
