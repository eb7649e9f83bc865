import LocalServer
import TestSupport
import Testing

@Suite("Starters of one directory", .serialized)
struct StarterTests {
    @Test("eight of a fresh directory make one cluster and all succeed")
    func race() async throws {
        let rounds = Figures.soaks ? 50 : 3
        for _ in 0..<rounds {
            try await Fixture.with { fixture in
                let created = Counter()
                try await withThrowingTaskGroup(of: Endpoint.self) { group in
                    for _ in 0..<8 {
                        group.addTask {
                            try await fixture.server.ensureRunning { text in
                                if text.hasPrefix("creating") { created.increment() }
                            }
                        }
                    }
                    for try await endpoint in group { #expect(endpoint == fixture.server.endpoint) }
                }
                #expect(created.value == 1)
                #expect(try await fixture.ask("select 'up'") == "up")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<8 { group.addTask { try await fixture.server.ensureDatabase("together") } }
                    try await group.waitForAll()
                }
            }
        }
        Figures.note("T10", "eight starters of one directory", "\(rounds) rounds: 1 cluster, 8 successes in each")
    }
}
