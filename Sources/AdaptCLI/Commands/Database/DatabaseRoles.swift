import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct DatabaseRoles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roles", _superCommandName: "adapt db",
        abstract: "List who may do what, and what an administrator has to run where roles are missing.",
        discussion: """
            adapt db roles
            adapt db roles --sql

            Migrating makes the roles where it may. Grant them to people with psql: grant adapt_edit to mia;
            History is only added to, by whomever.
            """)

    @Flag(help: "Print the script for the administrator; connects to nothing.") var sql = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard !sql else { return try Streams.current.output(Roles.script) }
        let listing = try await database.target.reading { try await Roles.list(in: $0.connection) }
        try output.write(listing)
        // A limited role that is not there is a person's: the script makes adapt's own alone.
        let missing = Set(listing.rows.filter { $0[2] == "no" }.map { $0[0] })
        if !output.quiet, Roles.all.contains(where: { missing.contains($0.name) }) {
            Streams.current.warn("adapt: roles are missing; for the administrator: adapt db roles --sql")
        }
    }
}

struct DatabaseLimit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limit", _superCommandName: "adapt db",
        abstract: "Let a role change the editions of some markets only.",
        discussion: """
            adapt db limit mia --market mx --market es
            adapt db limit mia --everywhere

            A limit replaces the markets named before; limits of a role's groups add up. PostgreSQL itself keeps it \
            (row-level security). The owner of the tables and superusers are never limited; words shared by all, such \
            as elements and terms, and figures are not either.
            """)

    @Argument(help: ArgumentHelp("PostgreSQL role, of a person or a group.", valueName: "role")) var role: String
    @Option(help: "A market whose editions it may change; repeatable.", completion: .market) var market: [String] = []
    @Flag(help: "Take the limit away.") var everywhere = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var silence: QuietOptions

    func run() async throws {
        guard market.isEmpty == everywhere else {
            throw Refusal(
                .usage, "either markets or --everywhere is needed", hint: "adapt db limit \(role) --market mx")
        }
        let markets = market.map { $0.lowercased() }
        let limit = try await database.target.withWorkspace { try await Roles.limit(role, to: markets, in: $0) }
        if let idle = limit.idle { Streams.current.warn("adapt: \(shown(idle)); the limit holds once it has") }
        let words = told(of: markets, limit)
        Done.current?.note(words)
        try silence.confirm(words)
    }

    /// What the role may change from now on, and by which role where its own limit is not why.
    private func told(of markets: [String], _ limit: Roles.Limit) -> String {
        let person = shown(role)
        let others = limit.others.map { shown("\($0.markets) (by role \($0.role))") }.joined(separator: ", ")
        guard everywhere else {
            let own = "\(person) may change editions of \(markets.joined(separator: ", "))"
            return own + (others.isEmpty ? "" : ", and of \(others)")
        }
        guard !others.isEmpty else { return "\(person) is not limited" }
        return "\(person) has no limit of its own any more, but may still change only editions of \(others)"
    }
}
