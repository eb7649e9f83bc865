import AdaptModel

extension ReachReportWriter {
    /// Writes one page for mail: the totals as bars and as a table, then each week's figures.
    func writeHTML(to out: inout some TextOutputStream) {
        out.write(HTMLPage.head("Reach: \(report.metric), \(report.source)"))
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
        BarChart(title: "\(report.metric) by week", bars: bars).write(to: &out)
        totals.writeTableHTML(caption: "Totals by week", to: &out)
        for kind in [ReachReport.Part.Kind.series, .market] where report.parts.count(where: { $0.kind == kind }) > 1 {
            ReachSums(report).table(kind).writeTableHTML(caption: "By \(kind.rawValue)", to: &out)
        }
        for week in report.weeks where week.lines.contains(where: shows) {
            table(week).writeTableHTML(caption: "\(head(week)): \(week.summary(of: report.metric))", to: &out)
        }
        out.write(HTMLPage.foot)
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
