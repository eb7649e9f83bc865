import Glibc
import LocalServer

/// The cluster of this test process: fast, unsafe, and dead when the process is.
enum PrivateCluster {
    private static let prefix = "adapt-test-"

    /// Starts the cluster; the URL of its maintenance database.
    static func start() async throws -> String {
        await removeLeftovers()
        let url = try await LocalServer(configuration(getpid())).ensureRunning().url(database: "postgres")
        // Tests add parameters of their own, and are led astray by no variable.
        return String(url.prefix { $0 != "?" })
    }

    private static func configuration(_ owner: pid_t) -> LocalServer.Configuration {
        var configuration = LocalServer.Configuration(home: "\(TemporaryDirectory.root)/\(prefix)\(owner)")
        configuration.durable = false
        configuration.followsParent = true
        configuration.maxConnections = 100
        configuration.maxPreparedTransactions = 10
        return configuration
    }

    /// A run that was killed removes nothing. Its server has had the kernel's signal; it may still be going.
    private static func removeLeftovers() async {
        for name in TemporaryDirectory.names(TemporaryDirectory.root) where name.hasPrefix(prefix) {
            guard let owner = pid_t(name.dropFirst(prefix.count)), owner == getpid() || !isAlive(owner) else {
                continue
            }
            do {
                try await LocalServer(configuration(owner)).stop()
                TemporaryDirectory.remove("\(TemporaryDirectory.root)/\(name)")
            } catch {
                // Somebody else's, or stuck: it is in nobody's way, and the next run tries again.
            }
        }
    }

    private static func isAlive(_ pid: pid_t) -> Bool { kill(pid, 0) == 0 || errno == EPERM }
}
