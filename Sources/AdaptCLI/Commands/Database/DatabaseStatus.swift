import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser
import LocalServer
import Postgres

struct DatabaseStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", _superCommandName: "adapt db",
        abstract: "Say which database it is, and whether it answers. Changes nothing.",
        discussion: "adapt db status --format json\npsql \"$(adapt db status --format json | jq -r .url)\"")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        // Without a word on it, what people read, also in a pipe.
        let format = output.format == nil ? .table : try output.chosen(among: [.table, .json])
        let target = try database.target
        var (running, serverVersion, schema): (Bool, String?, Schema.State?) = (false, nil, nil)
        var backup: KnownBackup?
        var replaced: [ReplacedCatalogue] = []
        do {
            let connection = try await Connection.open(target.url, options: Workspace.options)
            running = true
            serverVersion = connection.parameters["server_version"]
            schema = try await DatabaseTarget.explaining(connection) { try await Schema.state(of: connection) }
            backup = try await DatabaseTarget.explaining(connection) { try await BackupRecords.last(in: connection) }
            replaced = try await ReplacedCatalogue.all(of: connection)
            await connection.close()
        } catch let error as PostgresError where error.kind == .cannotConnect {
            guard case .local(let server, _) = target.place else { throw error }
            try server.requireReadable()
            switch await server.status() {
            case .foreign(let what): throw Refusal(.unreachable, what, hint: "adapt doctor")
            case .failing(let what, let fix): throw Refusal(.unreachable, what, hint: fix)
            case .absent, .stopped, .starting, .running: break
            }
        }
        let facts: [(String, JSON)] = [
            ("url", .string(DatabaseURL.shown(target.url))), ("private", .bool(target.isPrivate)),
            ("running", .bool(running)),
            ("server_version", JSON(serverVersion)), ("schema_version", JSON(schema?.version)),
            ("schema_fits", schema.map { JSON.bool($0.refusal == nil) } ?? .null),
            ("backup", backup?.json ?? .null), ("replaced", .array(replaced.map(\.json))),
        ]
        try output.write { out in
            if format == .json { return out.write(JSON.object(facts).pretty) }
            out.write("database  \(target.name)\nurl       \(target.shownURL)\nrunning   \(running ? "yes" : "no")\n")
            if let serverVersion { out.write("server    PostgreSQL \(serverVersion)\n") }
            if let schema { out.write("schema    \(schema.words)\n") }
            if running { out.write("backup    \(shown(backup?.words ?? "none is known: adapt db backup"))\n") }
            for old in replaced { out.write("replaced  \(shown(old.words)); to drop it: \(shown(old.drop))\n") }
        }
    }
}
