import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct Creatives: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "creatives", _superCommandName: "adapt",
        abstract: "List creatives: active and new in a week, how fast they are refreshed, durations, beats, figures.",
        discussion: """
            adapt creatives --week 2026-W02
            adapt creatives hockey-star --week 2026-W02 --format json

            Active: the days from first to last seen touch the week. New: first seen in it. Refreshed: new of active. \
            Those without dates are listed and in no count. The list editions has the counts and durations of each.
            """)

    @Argument(help: ArgumentHelp("Only this series or edition.", valueName: "series[/edition]")) var subject: String?
    @Option(
        help: ArgumentHelp("ISO week, as in 2026-W02, or one of its days (default: all).", valueName: "week"),
        completion: .week)
    var week: String?
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let (week, reference) = (
            try week.map { try WeekOption.parse(week: $0) }, try subject.map { try read.edition($0) }
        )
        let list = try await read.read { try await $0.creatives(in: week, of: reference, asOf: $1) }
        try read.output.write(TitledReport(list))
    }
}
