import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

/// Which figures.
struct ReachOptions: ParsableArguments {
    @Option(help: ArgumentHelp("ISO week, as in 2026-W02, or one of its days.", valueName: "week"), completion: .week)
    var week: String
    @Option(help: "How many weeks, up to and including this one.") var weeks = 1
    @Option(help: "Metric, as in impressions (default: the only one there is).") var metric: String?
    @Option(help: "Source (default: the only one there is).") var source: String?
    @Option(help: "Only editions of this market.") var market: String?

    func request(series: String? = nil, edition: EditionReference? = nil) throws -> WeeklyReach {
        guard (1...520).contains(weeks) else {
            throw Refusal(.usage, "\(weeks) weeks cannot be reported", hint: "choose 1 to 520")
        }
        let last = try Week(parsing: week)
        guard (1900...2999).contains(last.yearAndWeek.year) else {
            throw Refusal(.usage, "week \"\(week)\" is out of reach", hint: "choose a week of 1900 to 2999")
        }
        return WeeklyReach(
            week: last, weeks: weeks, series: series, edition: edition, metric: metric,
            source: source, market: market?.lowercased())
    }
}

struct Reach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the reach of editions by week, each figure counted once.",
        discussion: """
            adapt reach --week 2026-W02
            adapt reach my-assertive-lover --week 2026-W02 --weeks 4
            adapt reach --week 2026-W02 --weeks 8 --format html --output reach.html
            """)

    @Argument(help: ArgumentHelp("Only this series or edition.", valueName: "series[/edition]"), completion: .edition)
    var subject: String?
    @OptionGroup var options: ReachOptions
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let (format, width) = (try read.output.chosen(among: Format.reports), read.output.width)
        let reference = try subject.map { try EditionReference(parsing: $0) }
        let isEdition = reference?.edition != nil || reference?.identifier != nil
        let request = try options.request(
            series: isEdition ? nil : reference?.series, edition: isEdition ? reference : nil)
        let writer = try await request.writer(format, read)
        try read.output.write(as: format, writer.workbook) { writer.write(as: format, width: width, to: &$0) }
        read.output.note(writer.notes)
    }
}

extension WeeklyReach {
    /// How many weeks a chart shows at least, as far as there are figures.
    private static let trend = 8

    /// The report with what its format shows beside the rows: the sums of parts, and the last weeks as a chart.
    func writer(_ format: Format, _ read: ReadOptions) async throws -> ReachReportWriter {
        let request = with { $0.breaksDown = format == .xlsx }
        let (report, trend) = try await read.read { workspace, cut in
            let report = try await request.run(in: workspace, asOf: cut)
            guard format == .xlsx || format == .html else { return (report, report.weeks) }
            return (report, try await request.trend(of: report, in: workspace, asOf: cut))
        }
        return ReachReportWriter(report, asOf: read.asOf, market: market, trend: trend)
    }

    /// The last weeks of the same figures, from the first that has one.
    private func trend(
        of report: ReachReport, in workspace: Workspace, asOf cut: OperationID
    ) async throws -> [ReachReport.WeekTotal] {
        guard weeks < WeeklyReach.trend else { return report.weeks }
        let longer = with {
            ($0.metric, $0.source, $0.weeks, $0.breaksDown) = (report.metric, report.source, WeeklyReach.trend, false)
        }
        do {
            let all = try await longer.run(in: workspace, asOf: cut).weeks
            let earlier = all.prefix(WeeklyReach.trend - weeks).drop { $0.reported == 0 }
            return Array(earlier) + report.weeks
        } catch let refusal as Refusal where refusal.kind == .rule {
            // A week before those asked for cannot be added up: the chart shows what was asked for.
            return report.weeks
        }
    }

    private func with(_ change: (inout WeeklyReach) -> Void) -> WeeklyReach {
        var copy = self
        change(&copy)
        return copy
    }
}
