import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct Revisions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revisions", _superCommandName: "adapt",
        abstract: "List figures that their publisher restated, old and new.",
        discussion: """
            adapt revisions --week 2026-W02
            adapt revisions my-assertive-lover --week 2026-W02 --weeks 4 --format csv

            A later vintage of the same window replaces the one before in reports and deletes nothing. Listed are \
            windows that touch the weeks; imports that were taken back do not count.
            """)

    @Argument(help: ArgumentHelp("Only this series or edition.", valueName: "series[/edition]")) var subject: String?
    @OptionGroup var week: WeekOption
    @Option(help: "How many weeks, up to and including this one.") var weeks = 1
    @Option(help: "Only figures of this source.") var source: String?
    @Option(help: "Only this metric.") var metric: String?
    @Option(help: "Only editions of this market, and figures measured there.") var market: String?
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let scope = ReadingScope(
            week: try week.parsed(), weeks: try WeekCount.checked(weeks), source: source, metric: metric,
            market: market?.lowercased(), subject: try subject.map { try read.edition($0) })
        let found = try await read.read { try await $0.restatements(scope, asOf: $1) }
        let words = weeks == 1 ? "\(scope.week)" : "\(weeks) weeks up to \(scope.week)"
        try read.output.write(TitledReport(found, in: words))
    }
}
