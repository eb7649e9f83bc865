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

    /// An empty scratch database.
    private static func recreate(_ scratch: DatabaseTarget, _ streams: Streams) async throws {
        let server = try scratch.privateServer(to: "use")
        let endpoint = try await server.ensureRunning { streams.warn("adapt: \($0)") }
        let connection = try await Connection.open(endpoint.url(database: "postgres"))
        _ = try await connection.query("drop database if exists adapt_demo with (force)")
        await connection.close()
        try await server.ensureDatabase("adapt_demo")
    }
}
