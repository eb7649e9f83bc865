import AdaptService
import ArgumentParser
import Postgres

struct DatabaseMigrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database to the schema of this program. Safe to run again.",
        discussion: "adapt db migrate --database postgresql://db.example/adapt")

    @Flag(help: "Make views, functions, triggers and rights anew, also where they seem to fit.") var again = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var silence: QuietOptions

    func run() async throws {
        let (again, target) = (again, try database.target)
        let applied = try await target.withConnection { connection in
            try await Migrator.migrate(
                on: connection, lines: Reconnection { try await target.connect() }, again: again)
        }
        if !applied.isEmpty { Done.current?.note("schema \(Schema.version) is in place") }
        try silence.confirm(
            applied.isEmpty ? "schema \(Schema.version) is in place" : "applied \(applied.joined(separator: ", "))")
    }
}
