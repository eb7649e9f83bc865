import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct Rank: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rank", _superCommandName: "adapt",
        abstract: "Rank the editions of a week, with last week, peak, weeks on the list, new and re-entry.",
        discussion: """
            adapt rank --week 2026-W02
            adapt rank --week 2026-W02 --market us --by impressions --format csv

            adapt rank --week 2026-W02 --list "TV (English)"

            Places go by what a figure guarantees; a publisher's own list stands beside it. The whole rule, also for \
            ties and overlapping bounds: adapt help ranking
            """)

    @OptionGroup var week: WeekOption
    @Option(help: "Only figures measured in this market, and editions made for it.") var market: String?
    @Option(help: "Metric, as in impressions (default: the only one there is).") var by: String?
    @Option(
        help: ArgumentHelp("Only figures in this currency, as in EUR: two are never compared.", valueName: "currency"))
    var currency: String?
    @Option(help: "Source (default: the only one there is).") var source: String?
    @Option(help: "Only editions on this list of the source, with their places on it.") var list: String?
    @OptionGroup var read: ReadOptions

    func run() async throws {
        var scope = ReadingScope(
            week: try week.parsed(), source: source, metric: by, market: market?.lowercased())
        scope.currency = currency?.uppercased()
        let (asked, list) = (scope, list)
        let ranking = try await read.readAtOneMoment { try await $0.ranking(asked, list: list, asOf: $1) }
        try read.output.write(TitledReport(ranking))
    }
}
