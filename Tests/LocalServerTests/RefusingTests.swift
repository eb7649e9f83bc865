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

    @Test("its first process is stopped: it is said to live, and how to let it go on")
    func stopped() async throws {
        try await Fixture.with { fixture in
            _ = try await fixture.server.ensureRunning()
            let pid = try await fixture.pid()
            kill(pid, SIGSTOP)
            let status = await fixture.server.status()
            kill(pid, SIGCONT)
            guard case .failing(let what, let fix) = status else {
                Issue.record("\(status)")
                return
            }
            #expect(what.hasSuffix("lives, as process \(pid), and does not answer"), "\(what)")
            #expect(fix.contains("kill -CONT \(pid)"))
            #expect(try await fixture.pid() == pid)
        }
    }
}
