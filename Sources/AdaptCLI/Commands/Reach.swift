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
        discussion: "adapt reach --week 2026-W02\nadapt reach my-assertive-lover --week 2026-W02 --weeks 4")

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
        let report = try await read.read { try await request.run(in: $0, asOf: $1) }
        try read.output.write { ReachReportWriter(report).write(as: format, width: width, to: &$0) }
        read.output.note(ReachReportWriter(report).notes)
    }
}
