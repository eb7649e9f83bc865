import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct GapsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps", _superCommandName: "adapt",
        abstract: "List what nobody has looked at: editions asserted but not registered, elements unknown.",
        discussion: """
            adapt gaps hockey-star
            adapt gaps --by reach --week 2026-W02

            An element counts as not_recorded where another edition of the series records it. By reach: what touches \
            the largest guaranteed figure of the week first; a joint figure counts for each of its editions.
            """)

    @Argument(help: "Only of this series.", completion: .series) var series: String?
    @Option(help: "Order: name or reach.") var by: Order = .name
    @Option(help: ArgumentHelp("Week of the reach (default: the latest).", valueName: "week"), completion: .week)
    var week: String?
    @Option(help: "Metric (default: the only one there is).") var metric: String?
    @Option(help: "Source (default: the only one there is).") var source: String?
    @Option(help: "Only figures in this currency, as in EUR.") var currency: String?
    @OptionGroup var read: ReadOptions

    enum Order: String, Choice { case name, reach }

    func validate() throws {
        let ofReach = [("--week", week), ("--metric", metric), ("--source", source), ("--currency", currency)]
        guard by == .name, let (option, _) = ofReach.first(where: { $0.1 != nil }) else { return }
        throw ValidationError("\(option) is of the order by reach: add --by reach")
    }

    func run() async throws {
        let asked = try week.map { try Week(parsing: $0) }
        let gaps = try await read.readAtOneMoment { workspace, cut in
            guard by == .reach else { return try await Gaps(series: series).run(in: workspace, asOf: cut) }
            var reach = WeeklyReach(
                week: asked ?? Week(of: Day(number: 0)), series: series, metric: metric, source: source)
            reach.currency = currency?.uppercased()
            if asked == nil {
                guard let latest = try await workspace.latestWeek(for: reach, asOf: cut) else {
                    let none = try await workspace.noFigures(asOf: cut)
                    throw Refusal(none.kind, none.message, hint: "leave out --by reach, or: \(none.hint ?? "")")
                }
                reach.week = latest
            }
            return try await Gaps(series: series, reach: reach).run(in: workspace, asOf: cut)
        }
        let isTable = try read.output.chosen(among: Format.reports) == .table
        if gaps.isEmpty, isTable { return try Streams.current.print("no gaps") }
        let sheet = Sheet(gaps, byReach: by == .reach)
        let hidden: Set<String> = isTable ? ["comparator", "low", "high"] : []
        try read.output.write(isTable ? sheet.without(hidden).withoutEmpty(["flags"]) : sheet)
    }
}
