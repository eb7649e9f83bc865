import Glibc
import LocalServer
import Postgres
import TestSupport
import Testing

/// A server that lives is not waited for as one that starts.
@Suite("A server that lives, and refuses or does not answer", .serialized)
struct RefusingTests {
    @Test("all of its connections are taken: that is said at once, with what to do")
    func crowded() async throws {
        try await Fixture.with { fixture in
            var configuration = fixture.configuration
            configuration.maxConnections = 5
            let server = LocalServer(configuration)
            let endpoint = try await server.ensureRunning()
            var taken: [Connection] = []
            while taken.count < 10, let one = try? await Connection.open(endpoint.url(database: "postgres")) {
                taken.append(one)
            }
            #expect(taken.count == 5)
            let start = ContinuousClock.now
            let error = await #expect(throws: LocalServerError.self) { try await server.ensureRunning() }
            #expect(error?.kind == .crowded)
            #expect(error?.message.contains("too many clients already") == true, "\(String(describing: error))")
            #expect(error?.hint?.contains("end programs that are connected") == true)
            #expect(ContinuousClock.now - start < .seconds(30))
            guard case .failing(let what, _) = await server.status() else {
                Issue.record("\(await server.status())")
                return
            }
            #expect(what == error?.message)
            #expect(await server.inspect().contains { $0.message == what && $0.isFault })
            for one in taken { await one.close() }
        }
    }

    @Test("its first process is stopped: that is said at once by who looks, starts and stops, and how to let it go on")
    func stopped() async throws {
        try await Fixture.with { fixture in
            _ = try await fixture.server.ensureRunning()
            let pid = try await fixture.pid()
            kill(pid, SIGSTOP)
            defer { kill(pid, SIGCONT) }
            while TemporaryDirectory.read("/proc/\(pid)/stat")?.contains(") T ") != true { await Task.yield() }
            let start = ContinuousClock.now
            guard case .failing(let what, let fix) = await fixture.server.status() else {
                Issue.record("\(await fixture.server.status())")
                return
            }
            #expect(what.contains("process \(pid) of the database server in") && what.contains("(state T)"), "\(what)")
            #expect(fix == "kill -CONT \(pid)")
            let starting = await #expect(throws: LocalServerError.self) { try await fixture.server.ensureRunning() }
            let stopping = await #expect(throws: LocalServerError.self) { try await fixture.server.stop() }
            for error in [starting, stopping] {
                #expect(error?.kind == .failing && error?.hint == fix)
                #expect(error?.message == what)
            }
            #expect(ContinuousClock.now - start < .seconds(10))
            kill(pid, SIGCONT)
            #expect(try await fixture.pid() == pid)
        }
    }
}
