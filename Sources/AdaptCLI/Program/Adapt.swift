import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

/// The command line's root.
struct Adapt: AsyncParsableCommand {
    /// The program's version.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "adapt",
        abstract: "Keeps a source series, its localized editions, what they changed and how far they reach.",
        discussion: """
            adapt register hockey-star --code es --language es --title "..." --from en --method remake
            adapt compare hockey-star/en hockey-star/es
            adapt import reach week-02.csv
            adapt export reach --week 2026-W02 --format csv --output plan.csv

            More: adapt help exit-codes, environment, formats, model, ranking
            """,
        version: "adapt \(version)",
        subcommands: [
            Demo.self, SeriesCommand.self, Register.self, EditionCommand.self, SetCommand.self, Keep.self, Absent.self,
            Unknown.self, Inherit.self, ElementCommand.self, TermCommand.self, MarketCommand.self, SourceCommand.self,
            LineageCommand.self, Log.self, Blame.self, UndoCommand.self, SearchCommand.self, Compare.self, Changes.self,
            Outdated.self, GapsCommand.self, ImportCommand.self, Reach.self, Rank.self, Revisions.self,
            SnapshotCommand.self, Creatives.self, Tropes.self,
            ExportCommand.self,
            Check.self, DoctorCommand.self, DatabaseCommand.self,
        ])

    @OptionGroup var database: DatabaseOptions

    /// How many of a kind the first screen lists.
    private static let few = 5

    /// Where one is, and what to look at next.
    func run() async throws {
        let target = try database.target
        try await target.reading { workspace in
            let overview = try await workspace.overview()
            let streams = Streams.current
            try streams.print("adapt \(Adapt.version) · \(target.name)")
            let week = overview.latestWeek.map { "\($0)" } ?? "none"
            try streams.print(
                "\(grouped(overview.series)) series · \(grouped(overview.editions, "edition")) · "
                    + "\(grouped(overview.unknown, "unknown element")) · latest week \(week)")
            if overview.series == 0 {
                try streams.print("\nempty: start with adapt series add, look around with adapt demo")
            }
            let backup = KnownBackup.attention(try await BackupRecords.last(in: workspace.connection))
            guard overview.series > 0 else { return }
            let outdated = try await workspace.outdatedAtAGlance()
            guard !overview.unregistered.isEmpty || outdated.decisions > 0 || backup != nil else { return }
            try streams.print("\nneeds attention")
            if let backup { try streams.print("  \(backup.what)    \(backup.command)") }
            if outdated.decisions > 0 {
                let count = (outdated.isLeast ? "at least " : "") + grouped(outdated.decisions, "decision")
                try streams.print(
                    "  \(count) outdated: the parent has changed since    adapt outdated")
            }
            for gap in overview.unregistered.prefix(Self.few) {
                try streams.print("  \(gap.series): \(gap.words)    adapt lineage \(gap.series)")
            }
            let more = overview.unregistered.count - Self.few
            if more > 0 {
                try streams.print("  \(grouped(more)) more series with editions asserted, not registered    adapt gaps")
            }
        }
    }
}
