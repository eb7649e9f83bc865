import AdaptService
import ArgumentParser
import Postgres

struct DatabaseMigrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", _superCommandName: "adapt db",
        abstract: "Bring the database to the schema of this program. Safe to run again.",
        discussion: """
            adapt db migrate --database postgresql://db.example/adapt
            adapt db migrate --dry-run
            """)

    @Flag(help: "Make views, functions, triggers and rights anew, also where they seem to fit.") var again = false
    @Flag(
        name: [.customShort("n"), .long],
        help: "Say what would be applied, and change nothing; needs the same rights.")
    var dryRun = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var silence: QuietOptions

    func run() async throws {
        let (again, dryRun, target) = (again, dryRun, try database.target)
        let steps = try await target.withConnection { connection in
            let lines = Reconnection { try await target.connect() }
            guard !dryRun else {
                return try await lines.either(connection) { try await Migrator($0).rehearse(again: again) }
            }
            return try await Migrator.migrate(on: connection, lines: lines, again: again)
        }
        if !steps.isEmpty, !dryRun { Done.current?.note(Self.inPlace) }
        try silence.confirm(words(of: steps) + (dryRun ? " (dry run: nothing was changed)" : ""))
    }

    private static let inPlace = "schema \(Schema.version) is in place"

    private func words(of steps: [Migrator.Step]) -> String {
        let applied = steps.compactMap(\.migration)
        guard applied.isEmpty else { return (dryRun ? "would apply " : "applied ") + applied.joined(separator: ", ") }
        guard !steps.isEmpty else { return Self.inPlace }
        return Self.inPlace + "; its views and functions " + (dryRun ? "would be" : "were") + " made anew"
    }
}
