import AdaptModel
import AdaptService
import ArgumentParser
import LocalServer

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
        commandName: "start", _superCommandName: "adapt db",
        abstract: "Start the private server; any command does so too.",
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
        commandName: "stop", _superCommandName: "adapt db",
        abstract: "Stop the private server.", discussion: "adapt db stop")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var silence: QuietOptions

    func run() async throws {
        try await database.target.privateServer(to: "stop").stop()
        Done.current?.note("database server was stopped")
        try silence.confirm("stopped")
    }
}
