import Glibc
import LocalServer
import Postgres
import TestSupport

/// A home for one test; its server is stopped and its files are removed whatever happens.
struct Fixture: Sendable {
    let configuration: LocalServer.Configuration
    var server: LocalServer { LocalServer(configuration) }
    var home: String { configuration.home }
    var data: String { home + "/data" }

    static func with(
        _ name: String = "home", durable: Bool = false, binaries: String? = nil,
        _ body: @Sendable (Fixture) async throws -> Void
    ) async throws {
        try await PrivateServers.few { try await alone(name, durable: durable, binaries: binaries, body) }
    }

    private static func alone(
        _ name: String, durable: Bool, binaries: String?, _ body: @Sendable (Fixture) async throws -> Void
    ) async throws {
        try await TemporaryDirectory.with { directory in
            var configuration = LocalServer.Configuration(home: directory.path + "/" + name)
            configuration.durable = durable
            configuration.binaries = binaries
            // All other suites run beside these.
            configuration.startDeadline = .seconds(120)
            let fixture = Fixture(configuration: configuration)
            do {
                try await body(fixture)
            } catch {
                try? await fixture.server.stop()
                throw error
            }
            try await fixture.server.stop()
        }
    }

    /// The first column of the first row of `sql`, as text.
    func ask(_ sql: String, database: String = "postgres") async throws -> String? {
        let connection = try await Connection.open(server.endpoint.url(database: database))
        let rows = try await connection.query(SQL(sql))
        let text = rows.isEmpty ? nil : try rows[0].get(0, as: String.self)
        await connection.close()
        return text
    }

    func pid() async throws -> pid_t {
        guard case .running(_, _, let pid) = await server.status() else { throw NotRunning() }
        return pid
    }

    /// kill -9 of the postmaster that we started.
    func crash() async throws { kill(try await pid(), SIGKILL) }

    func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "w") else { throw NotRunning() }
        fputs(text, file)
        fclose(file)
    }

    struct NotRunning: Error {}
}

/// Runs a shell command; its output, and whether it succeeded.
func shell(_ command: String) -> (output: String, succeeded: Bool) {
    guard let pipe = popen(command + " 2>&1", "r") else { return ("", false) }
    var output = ""
    var line = [CChar](repeating: 0, count: 4_096)
    while fgets(&line, Int32(line.count), pipe) != nil {
        output += String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    return (output, pclose(pipe) == 0)
}
