import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct SnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", _superCommandName: "adapt",
        abstract: "Count the titles of a week, active and new, beside what publishers report of the market.",
        discussion: """
            adapt snapshot --week 2026-W02
            adapt snapshot --week 2026-W01 --format json

            Active: in promotion, or with a figure that lies in the week. New: its first figure, or its registration \
            where no figure is of an earlier week. A share that publishers state is held against their own counts: it \
            disagrees where no number that rounds to it fits them.
            """)

    @OptionGroup var week: WeekOption
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let week = try week.parsed()
        let snapshot = try await read.readAtOneMoment { try await $0.snapshot(of: week, asOf: $1) }
        try read.output.write(TitledReport(snapshot))
    }
}
