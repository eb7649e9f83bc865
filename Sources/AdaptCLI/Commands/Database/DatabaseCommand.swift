import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser
import LocalServer
import Postgres

struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db", abstract: "The database.",
        subcommands: [
            DatabaseStart.self, DatabaseStop.self, DatabaseStatus.self, DatabaseMigrate.self,
            DatabaseBackup.self, DatabaseRestore.self, DatabaseDrill.self, DatabaseRoles.self, DatabaseLimit.self,
            DatabasePsql.self,
        ])
}

extension DatabaseTarget {
    /// The private server. Throws a `Refusal` (usage) where another one serves.
    func privateServer(to verb: String) throws -> LocalServer {
        guard case .local(let server, _) = place else {
            throw Refusal(
                .usage, "\(name) is not ours to \(verb)", hint: "unset ADAPT_DATABASE_URL and libpq's variables")
        }
        return server
    }
}

struct DatabaseStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Start the private server; any command does so too.",
        discussion: "adapt db start")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var silence: QuietOptions

    func run() async throws {
        let target = try database.target
        _ = try target.privateServer(to: "start")
        try await target.withWorkspace { _ in }
        Done.current?.note("database server runs")
        try silence.confirm("running: \(target.shownURL)")
    }
}

struct DatabaseStop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop the private server.", discussion: "adapt db stop")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var silence: QuietOptions

    func run() async throws {
        try await database.target.privateServer(to: "stop").stop()
        Done.current?.note("database server was stopped")
        try silence.confirm("stopped")
    }
}

struct DatabaseStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say which database it is, and whether it answers. Changes nothing.",
        discussion: "adapt db status --format json\npsql \"$(adapt db status --format json | jq -r .url)\"")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        // Without a word on it, what people read, also in a pipe.
        let format = output.format == nil ? .table : try output.chosen(among: [.table, .json])
        let target = try database.target
        var (running, serverVersion, schema): (Bool, String?, Int?) = (false, nil, nil)
        var backup: KnownBackup?
        do {
            let connection = try await Connection.open(target.url, options: Workspace.options)
            running = true
            serverVersion = connection.parameters["server_version"]
            let state = try await DatabaseTarget.explaining(connection) { try await Schema.state(of: connection) }
            switch state {
            case .current(let version), .behind(let version), .ahead(let version): schema = version
            case .absent: break
            }
            backup = try await DatabaseTarget.explaining(connection) { try await BackupRecords.last(in: connection) }
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
            ("server_version", JSON(serverVersion)), ("schema_version", JSON(schema)),
            ("backup", backup?.json ?? .null),
        ]
        try output.write { out in
            if format == .json { return out.write(JSON.object(facts).pretty) }
            out.write("database  \(target.name)\nurl       \(target.shownURL)\nrunning   \(running ? "yes" : "no")\n")
            if let serverVersion { out.write("server    PostgreSQL \(serverVersion)\n") }
            if running { out.write("schema    \(schema.map { "\($0) of \(Schema.version)" } ?? "none")\n") }
            if running { out.write("backup    \(shown(backup?.words ?? "none is known: adapt db backup"))\n") }
        }
    }
}

extension KnownBackup {
    var json: JSON {
        .object([
            ("file", .string(file)), ("taken_at", .string(takenAt)), ("operation", .int(operation)),
            ("tested_at", JSON(testedAt)), ("operations_since", .int(since)),
        ])
    }

    /// What of it needs attention, and the command for it; nil where nothing does.
    static func attention(_ last: KnownBackup?) -> (what: String, command: String)? {
        guard let last else { return ("no backup of this database is known", "adapt db backup") }
        guard last.testedAt == nil else { return nil }
        return ("last backup (\(last.takenAt)) is untested: it was never restored", "adapt db drill")
    }
}
