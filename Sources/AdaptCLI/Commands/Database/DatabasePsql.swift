import AdaptModel
import AdaptService
import ArgumentParser
import LocalServer
import Postgres

struct DatabasePsql: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "psql", _superCommandName: "adapt db",
        abstract: "Run psql on the database, in the catalogue's schema.",
        discussion: """
            adapt db psql
            adapt db psql -c "select series, title from series_as_of(9223372036854775807)"
            adapt db psql --database postgresql://db.example/adapt -At -f query.sql

            Everything behind the options of this command goes to psql as it is.
            """)

    @OptionGroup var database: DatabaseOptions
    @Argument(
        parsing: .captureForPassthrough, help: ArgumentHelp("What psql is to be given.", valueName: "arguments"))
    var arguments: [String] = []

    func run() async throws {
        let (target, surroundings) = (try database.target, Streams.current.environment)
        // Starts the private server, makes its database, and says what is wrong where another one does not answer.
        do {
            try await target.withWorkspace { _ in }
        } catch let refusal as Refusal where refusal == Schema.restoreBegun {
            // What it made can be dropped.
        }
        let program = try await ClientProgram.find("psql", in: surroundings["ADAPT_POSTGRES_BIN"])
        var environment = surroundings.merging(try ConnectionVariables(target.url).environment) { $1 }
        let options = [environment["PGOPTIONS"], "-c search_path=adapt,pg_temp"].compactMap { $0 }
        environment["PGOPTIONS"] = options.joined(separator: " ")
        // Two hyphens end our options, not those of psql.
        let words = arguments.first == "--" ? Array(arguments.dropFirst()) : arguments
        try program.become(words, environment: environment)
    }
}
