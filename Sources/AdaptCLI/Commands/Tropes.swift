import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct Tropes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tropes", _superCommandName: "adapt",
        abstract: "List tropes and changed elements beside the reach of the editions that have them.",
        discussion: """
            adapt tropes
            adapt tropes --week 2026-W02 --format csv

            Reach is what is guaranteed, of one metric of one source that adds up, each figure once; a joint figure \
            counts where all of its editions have the element. Changes are those of derived editions against their \
            parents. What editions of several markets have stands once more for each market. Each line says how many \
            editions are behind it; that is no claim that one makes the other. A table names the first few of them, \
            csv and json all.
            played: how many of them play a trope how, by its values of vocabulary treatment, as in subverted:2.
            """)

    @Option(
        help: ArgumentHelp("ISO week, as in 2026-W02, or one of its days (default: no reach).", valueName: "week"),
        completion: .week)
    var week: String?
    @Option(help: "Only editions of this market.") var market: String?
    @Option(help: "Metric, as in impressions (default: the only one there is).") var metric: String?
    @Option(help: "Source (default: the only one there is).") var source: String?
    @Option(help: "Only figures in this currency, as in EUR.") var currency: String?
    @OptionGroup var read: ReadOptions

    func run() async throws {
        guard week != nil || metric == nil && source == nil && currency == nil else {
            throw Refusal(.usage, "a metric, source or currency needs a week", hint: "add --week 2026-W02")
        }
        let market = market?.lowercased()
        let request = try week.map { week in
            var request = WeeklyReach(
                week: try WeekOption.parse(week: week), metric: metric, source: source, market: market)
            request.currency = currency?.uppercased()
            return request
        }
        let found = try await read.readAtOneMoment { try await $0.tropes(reach: request, market: market, asOf: $1) }
        try read.output.write(TitledReport(found))
    }
}
