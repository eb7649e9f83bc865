import Glibc
import LocalServer
import Postgres
import TestSupport
import Testing

/// Another user's server where ours would be. Only root can run one.
@Suite(
    .serialized, .enabled(if: geteuid() == 0, "skipped: runs a server as another user, which only root can"))
struct StrangerTests {
    @Test("a stranger's server on the socket of a long path is refused before it is told anything")
    func socket() async throws {
        try await Fixture.with(String(repeating: "long/", count: 40) + "x") { fixture in
            let ours = fixture.server.endpoint
            #expect(!ours.socketDirectory.hasPrefix(fixture.home))
            // The map of its users lets root in, so that nothing but who runs it tells it from ours.
            let root = fixture.home.split(separator: "/long").first ?? ""
            var configuration = LocalServer.Configuration(home: "\(root)/stranger")
            configuration.durable = false
            configuration.startDeadline = .seconds(300)
            configuration.serverUser = "nobody"
            let stranger = LocalServer(configuration)
            do {
                let theirs = try await stranger.ensureRunning()
                try await stranger.ensureDatabase("adapt")
                #expect(symlink(theirs.socketDirectory, ours.socketDirectory) == 0)
                defer { unlink(ours.socketDirectory) }
                let plain = String(ours.url(database: "adapt").prefix { $0 != "?" })
                try await Connection.open(plain).close()
                let refused = await #expect(throws: PostgresError.self) {
                    try await Connection.open(ours.url(database: "adapt"))
                }
                #expect(refused?.message.contains("requirepeer") == true)
                let error = await #expect(throws: LocalServerError.self) { try await fixture.server.ensureRunning() }
                #expect(error?.kind == .notPermitted)
                #expect(error?.message.contains("\"nobody\"") == true, "\(String(describing: error))")
            } catch {
                try? await stranger.stop()
                throw error
            }
            try await stranger.stop()
        }
    }
}
