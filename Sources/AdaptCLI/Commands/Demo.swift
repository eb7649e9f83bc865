import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser
import Postgres

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", _superCommandName: "adapt",
        abstract: "Show the main job on the sample catalogue, in a scratch database of the private server.",
        discussion: "adapt demo")

    func run() async throws {
        var streams = Streams.current
        let scratch = try DatabaseTarget(local: "adapt_demo", streams)
        try await Demo.recreate(scratch, streams)
        streams.environment["ADAPT_DATABASE_URL"] = scratch.url
        streams.isTerminal = true
        streams.environment["NO_COLOR"] = Streams.current.isTerminal ? streams.environment["NO_COLOR"] : "1"
        streams.width = streams.width ?? 110
        // One stream, so that notes stand below what they belong to.
        let output = streams.output
        streams.errors = { text in do { try output(text) } catch {} }
        try await scratch.withWorkspace { _ in }
        for line in [
            "import sample", "lineage hockey-star", "compare hockey-star/en hockey-star/es",
            "compare my-assertive-lover hk-mo-tw us", "reach --week 2026-W02",
            "export reach --week 2026-W02 --format csv",
        ] {
            try streams.print("\n$ adapt \(line)")
            let status = await Program(streams).run(line.split(separator: " ").map(String.init))
            guard status == 0 else { throw ExitCode(status) }
        }
        try streams.print(
            "\nThe sample is in a database of its own. Look further with:\n"
                + "  export ADAPT_DATABASE_URL='\(scratch.shownURL)'")
    }

    /// An empty scratch database; one in which somebody made more than the sample is kept under another name. Throws a
    /// `Refusal` (busy) where that is in use.
    private static func recreate(_ scratch: DatabaseTarget, _ streams: Streams) async throws {
        let server = try scratch.privateServer(to: "use")
        let endpoint = try await server.ensureRunning { streams.warn("adapt: \($0)") }
        let connection = try await Connection.open(endpoint.url(database: "postgres"))
        let here = try await connection.query("select 1 from pg_database where datname = 'adapt_demo'")
        let isKept = try await here.isEmpty ? false : isUsed(endpoint.url(database: "adapt_demo"))
        if isKept {
            let kept = try await ReplacedCatalogue.newName(of: "adapt_demo", in: connection)
            do {
                try await connection.run("alter database adapt_demo rename to \(Connection.quoted(identifier: kept))")
            } catch let error as PostgresError where error.sqlState == "55006" {
                throw Refusal(
                    .busy, "database adapt_demo holds more than the sample, and is in use, so it was not put aside",
                    hint: "end the other programs, try again")
            }
            let drop = "adapt db psql -c \"drop database \(kept)\""
            streams.warn("adapt: adapt_demo held more than the sample, and is kept as \(kept); to drop it: \(drop)")
        } else {
            _ = try await connection.query("drop database if exists adapt_demo with (force)")
        }
        await connection.close()
        try await server.ensureDatabase("adapt_demo")
    }

    /// How many operations the sample is recorded in.
    private static let sampleOperations = 2

    /// Whether somebody made more in the database than the last demo did.
    private static func isUsed(_ url: String) async throws -> Bool {
        let connection = try await Connection.open(url, options: Workspace.options)
        let others = try await connection.query(
            """
            select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname not in ('adapt', 'information_schema') and not starts_with(n.nspname::text, 'pg_') limit 1
            """)
        let operations = try await RestoreBackup.operations(in: connection) ?? 0
        let within = try await RestoreBackup.others(in: connection)
        await connection.close()
        return operations > sampleOperations || within != nil || !others.isEmpty
    }
}
