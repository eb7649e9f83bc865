import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct Rank: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rank the editions of a week, with last week, peak, weeks on the list, new and re-entry.",
        discussion: """
            adapt rank --week 2026-W02
            adapt rank --week 2026-W02 --market us --by impressions --format csv

            Places go by what a figure guarantees (its low bound). Equal ones share a place, and the places after it stay
            free: 1, 2, 2, 4. Where the bounds allow the next one to be ahead, the line is flagged "overlaps". Figures of
            several editions together are listed as joint, without a place. An edition of which only creatives have
            figures is ranked by their sum as a lower bound, where the metric adds up.

            With --market, a figure measured in that market goes before one measured everywhere, which counts for editions
            made for the market. Weeks on the list are weeks with a figure of this source and metric. A publisher's own
            ranking stands beside it as claimed.
            """)

    @OptionGroup var week: WeekOption
    @Option(help: "Only figures measured in this market, and editions made for it.") var market: String?
    @Option(help: "Metric, as in impressions (default: the only one there is).") var by: String?
    @Option(help: "Source (default: the only one there is).") var source: String?
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let scope = ReadingScope(
            week: try week.parsed(), source: source, metric: by, market: market?.lowercased())
        let ranking = try await read.read { try await $0.ranking(scope, asOf: $1) }
        try read.output.write(TitledReport(ranking))
    }
}
