import AdaptModel

/// Weekly reach as one page for mail: the totals as bars and as a table, then each week's figures.
///
/// What stands at its head is known only in the end: it goes before what was written until then.
public struct PlanPage: PlanWriting {
    /// What stands before all that was written.
    public private(set) var front = ""
    /// Of the weeks before the latest: one week alone has no bars, and may have very many figures.
    private var trends = ReachTrends()
    /// The latest week, which has the bars of all weeks if it is the last.
    private var latest: ReachReportWriter?
    private var isFirst = true

    /// A page.
    public init() {}

    public mutating func append(_ weeks: ReachReportWriter, to out: inout some TextOutputStream) {
        if let latest {
            latest.writeTables(ReachTrends(), to: &out)
            for week in latest.report.weeks { trends.add(week) }
            isFirst = false
        }
        latest = weeks
    }

    public mutating func end(_ whole: ReachReportWriter, to out: inout some TextOutputStream) {
        if let latest {
            if !isFirst { for week in latest.report.weeks { trends.add(week) } }
            latest.writeTables(trends, to: &out)
        }
        out.write(HTMLPage.foot)
        whole.writeHead(to: &front)
    }
}

extension ReachReportWriter {
    /// The figures of its weeks.
    fileprivate func writeTables(_ trends: ReachTrends, to out: inout some TextOutputStream) {
        for week in report.weeks where week.lines.contains(where: shows) {
            writeTableHTML(of: week, trends, to: &out)
        }
    }

    /// What was asked for, and the sums.
    fileprivate func writeHead(to out: inout some TextOutputStream) {
        out.write(HTMLPage.head(title))
        let asked = (asOf.map { ["as of \($0)"] } ?? []) + scope
        for line in asked { out.write(HTMLPage.paragraph(line)) }
        for note in notes.dropFirst(report.weeks.count) { out.write(HTMLPage.paragraph(note)) }
        let bars = trend.suffix(ReachReportWriter.mostBars).map { week in
            let figure = week.figure
            return BarChart.Bar(
                name: "\(week.week)", value: figure.map { $0.value ?? $0.high ?? 0 },
                words: (figure?.words ?? "no figure") + week.markWords,
                isBound: figure.map { $0.comparator != .equal } ?? false)
        }
        BarChart(title: "\(report.measure) by week", bars: bars).write(to: &out)
        totals.writeTableHTML(caption: "Totals by week", to: &out)
        for kind in [ReachReport.Part.Kind.series, .market] where report.parts.count(where: { $0.kind == kind }) > 1 {
            ReachSums(report).table(kind).writeTableHTML(caption: "By \(kind.rawValue)", to: &out)
        }
    }

    /// Half a year: more bars are too thin for their names.
    private static let mostBars = 26

    private var totals: Sheet {
        Sheet(
            columns: ["week", "from", "until", "total", "reported", "expected", "flags"],
            rows: trend.map { week in
                [
                    .text("\(week.week)"), .day(week.week.monday), .day(week.week.sunday),
                    .text(week.reported == 0 ? "no figure" : week.total.words), .number(week.reported),
                    .number(week.expected), Cell(flags: week.marks),
                ]
            }
        ).withoutEmpty(["flags"])
    }
}
