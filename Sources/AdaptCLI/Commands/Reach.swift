import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

/// Which figures.
struct ReachOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "ISO week, as in 2026-W02, or one of its days (default: the latest with figures).", valueName: "week"),
        completion: .week)
    var week: String?
    @Option(help: "How many weeks, up to and including this one (default: 1).") var weeks: Int?
    @Option(help: "Metric, as in impressions (default: the only one there is).") var metric: String?
    @Option(help: "Source (default: the only one there is).") var source: String?
    @Option(
        help: "Only this market: what was measured there, and of everywhere the figures of editions made for it.",
        completion: .market)
    var market: String?
    @Option(
        help: ArgumentHelp("Only figures in this currency, as in EUR: two are never added.", valueName: "currency"))
    var currency: String?
    @Option(
        help: ArgumentHelp(
            "Only editions made for this market, wherever they were measured.", valueName: "market"),
        completion: .market)
    var madeFor: String?
    @Option(help: ArgumentHelp("Only editions of this status; repeatable.", valueName: "status"))
    var status: [String] = []
    @Flag(help: "Only editions with a figure: no rows for those not reported.") var reported = false

    /// What was asked for, where it can be. Throws a `Refusal` (usage).
    func asked() throws -> Asked {
        Asked(
            week: try week.map { try WeekOption.parse(week: $0) }, weeks: try weeks.map { try WeekCount.checked($0) },
            metric: metric, source: source, market: market?.lowercased(), currency: currency?.uppercased(),
            madeFor: madeFor?.lowercased(), statuses: try status.map { try Status(parsing: $0, as: "status") },
            reportedOnly: reported)
    }

    /// Which figures, in words that were read.
    struct Asked: Sendable {
        let week: Week?
        let weeks: Int?
        let metric: String?
        let source: String?
        let market: String?
        let currency: String?
        let madeFor: String?
        let statuses: [Status]
        let reportedOnly: Bool

        /// The report of the week asked for, else of the latest with figures of what is asked for.
        func request(
            in workspace: Workspace, asOf cut: OperationID, series: String? = nil, edition: EditionReference? = nil
        ) async throws -> WeeklyReach {
            var request = request(week ?? Week(of: Day(number: 0)), series: series, edition: edition)
            guard week == nil else { return request }
            guard let latest = try await workspace.latestWeek(for: request, asOf: cut) else {
                throw try await workspace.noFigures(asOf: cut)
            }
            request.week = latest
            return request
        }

        /// The report of `week`.
        func request(_ week: Week, series: String? = nil, edition: EditionReference? = nil) -> WeeklyReach {
            var request = WeeklyReach(
                week: week, weeks: weeks ?? 1, series: series, edition: edition, metric: metric, source: source,
                market: market)
            (request.statuses, request.madeFor, request.currency) = (statuses, madeFor, currency)
            return request
        }

        /// What a market was asked for as, in words.
        var scope: [String] { ReachReportWriter.scope(market: market, madeFor: madeFor, currency: currency) }

        /// What writes a report.
        func writer(_ report: ReachReport, asOf: String?) -> ReachReportWriter {
            ReachReportWriter(
                report, asOf: asOf, market: market, madeFor: madeFor, currency: currency, reportedOnly: reportedOnly)
        }
    }
}

struct Reach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reach", _superCommandName: "adapt",
        abstract: "Show the reach of editions by week, each figure counted once.",
        discussion: """
            adapt reach --week 2026-W02
            adapt reach my-assertive-lover --week 2026-W02 --weeks 4
            adapt reach --week 2026-W02 --by series
            adapt reach --week 2026-W02 --weeks 8 --format html --output reach.html

            With more than one week, last_weeks shows them as little bars, each line by its own highest week; · is no \
            figure. Share: what is guaranteed of it, of what is guaranteed of the whole. Files have all weeks.

            Flags: estimated (the publisher says so), imputed (placed in the week on request), window_inferred (days \
            not stated), days=N and measured=M (of so many days, of that market), included (part of another figure), \
            not_reported, beyond_scope and overlaps_joint (a joint figure of more editions, or beside one of part: not \
            added), guarantees_less (beside figures of some of the same that guarantee more: not added), contradicts \
            (a figure less than what it holds, as everywhere than one of its markets: one is wrong).
            """)

    enum Part: String, Choice { case edition, series, market }

    @Argument(help: ArgumentHelp("Only this series or edition.", valueName: "series[/edition]"), completion: .edition)
    var subject: String?
    @OptionGroup var options: ReachOptions
    @Option(help: "A line for each edition, series or market.") var by: Part = .edition
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let format = try read.output.chosen(among: Format.reports)
        let (asked, by) = (try options.asked(), by)
        guard by != .market || asked.market == nil else {
            throw Refusal(.usage, "one market cannot be shown by market", hint: "leave out --market, or --by market")
        }
        let reference = try subject.map { try read.edition($0) }
        let isEdition = reference?.edition != nil || reference?.identifier != nil
        let report = { (weeks: OutputOptions.Weeks?) in
            try await read.readAtOneMoment { workspace, cut in
                var request = try await asked.request(
                    in: workspace, asOf: cut, series: isEdition ? nil : reference?.series,
                    edition: isEdition ? reference : nil)
                request.prepare(for: format, handing: weeks)
                if by != .edition { request.breaksDown = true }
                return try await request.run(in: workspace, asOf: cut)
            }
        }
        switch by {
        case .edition:
            let asOf = read.asOf
            try await read.output.write(as: format, by: { asked.writer($0, asOf: asOf) }, report)
        case .series:
            let whole = try await report(nil)
            let apart = asked.market.flatMap { ReachReportWriter.apart(whole.marketsWithin, from: $0) }
            try read.output.write(
                TitledReport(whole, by: .series, scope: asked.scope + [apart].compactMap(\.self)))
        case .market: try read.output.write(TitledReport(await report(nil), by: .market, scope: asked.scope))
        }
    }
}

extension WeeklyReach {
    /// How many weeks a chart shows at least, as far as there are figures.
    private static let trend = 8

    /// Asks for what a format shows beside the rows: the sums of parts, and the last weeks as a chart. `handing`: takes the
    /// weeks as they come.
    mutating func prepare(for format: Format, handing: OutputOptions.Weeks?) {
        handOn = handing
        guard format == .xlsx || format == .html else { return }
        breaksDown = true
        earlier = max(0, WeeklyReach.trend - weeks)
    }
}
