import AdaptService
import ArgumentParser
import Postgres

struct DatabaseMigrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", _superCommandName: "adapt db",
        abstract: "Bring the database to the schema of this program. Safe to run again.",
        discussion: "adapt db migrate --database postgresql://db.example/adapt")

    @Flag(help: "Make views, functions, triggers and rights anew, also where they seem to fit.") var again = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var silence: QuietOptions

    func run() async throws {
        let (again, target) = (again, try database.target)
        let steps = try await target.withConnection { connection in
            try await Migrator.migrate(
                on: connection, lines: Reconnection { try await target.connect() }, again: again)
        }
        let inPlace = "schema \(Schema.version) is in place"
        if !steps.isEmpty { Done.current?.note(inPlace) }
        let applied = steps.compactMap(\.migration)
        let made = steps.isEmpty ? inPlace : "\(inPlace); its views and functions were made anew"
        try silence.confirm(applied.isEmpty ? made : "applied \(applied.joined(separator: ", "))")
    }
}
