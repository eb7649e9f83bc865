import AdaptModel

/// The report as people read it: the last week's figures, with the weeks before as little bars, then the weeks.
extension ReachReportWriter {
    /// Writes the table of a terminal.
    public func writeTable(width: Int?, to out: inout some TextOutputStream) {
        guard let last = report.weeks.last else { return }
        out.write(head(last) + "\n" + scope.map { $0 + "\n" }.joined() + "\n")
        table(last, ReachTrends(report.weeks)).write(as: .table, width: width, to: &out)
        if report.weeks.count > 1 {
            out.write("\n")
            weeks.write(as: .table, width: width, to: &out)
        } else {
            out.write("\n" + last.summary(of: report.metric) + "\n")
        }
        for note in notes.dropFirst(report.weeks.count) { out.write(note + "\n") }
    }

    /// Writes the last week's table and that of the weeks.
    public func writeMarkdown(to out: inout some TextOutputStream) {
        guard let last = report.weeks.last else { return }
        out.write("**\(head(last))**\n\n")
        for line in scope { out.write(Sheet.markdown(line) + "\n\n") }
        table(last, ReachTrends(report.weeks)).write(as: .markdown, to: &out)
        out.write("\n")
        if report.weeks.count > 1 { weeks.write(as: .markdown, to: &out) }
        out.write("\(Sheet.markdown(last.summary(of: report.metric)))\n")
    }

    /// The figures of a week; with the trends of more weeks that end with it, also what earlier ones alone have.
    func table(_ week: ReachReport.WeekTotal, _ trends: ReachTrends) -> Sheet {
        Sheet(columns: columns, rows: Array(rows(of: week, trends))).withoutEmpty(ReachReportWriter.fewHave)
    }

    /// The same as a table of a page, row by row: there may be very many that earlier weeks alone have.
    func writeTableHTML(
        of week: ReachReport.WeekTotal, _ trends: ReachTrends, to out: inout some TextOutputStream
    ) {
        Sheet.writeTableHTML(
            columns, rows(of: week, trends), withoutEmpty: ReachReportWriter.fewHave,
            caption: "\(head(week)): \(week.summary(of: report.metric))", to: &out)
    }

    private var columns: [String] {
        [
            "editions", "title", "market", report.measure, "share", "week_before", "change", "last_weeks", "flags",
        ]
    }

    /// Columns that are left out where no row has anything in them.
    private static let fewHave: Set<String> = ["week_before", "change", "market", "share", "last_weeks"]

    private func rows(of week: ReachReport.WeekTotal, _ trends: ReachTrends) -> some Sequence<[Cell]> {
        let rows = week.lines.lazy.filter(shows).map { line -> [Cell] in
            let words = line.total.map { line.counted ? $0.words : "(\($0.words))" }
            let included = line.flags.first == "included" ? "included" : nil
            return start(line) + [
                Cell(words ?? included), Cell(line.share(of: week).map { $0 + "%" }), Cell(line.previous?.words),
                Cell(changeWords: line.change, since: line.previous), Cell(trends.words(of: line)),
                Cell(line.flags.isEmpty ? nil : line.flags.joined(separator: " ")),
            ]
        }
        let ended = trends.ended.lazy.map { line in
            start(line) + [.empty, .empty, .empty, .empty, Cell(trends.words(of: line)), .text("no_figure_now")]
        }
        return [AnySequence(rows), AnySequence(ended)].joined()
    }

    private func start(_ line: ReachReport.Line) -> [Cell] {
        [.text(line.name), .text(line.title), Cell(line.measuredIn ?? line.market)]
    }

    /// The sums of the weeks, earliest first.
    var weeks: Sheet {
        var before = report.earlier.last
        return Sheet(
            columns: ["week", "from", "until", "total", "change", "reported", "flags"],
            rows: report.weeks.map { week in
                defer { before = week }
                let last = before.flatMap { $0.week + 1 == week.week ? $0.figure : nil }
                let change = last.flatMap { week.figure?.change(since: $0) }
                return [
                    .text("\(week.week)"), .day(week.week.monday), .day(week.week.sunday),
                    .text(week.figure?.words ?? "no figure"), Cell(changeWords: change, since: last),
                    .text("\(week.reported) of \(week.expected)"), Cell(flags: week.marks),
                ]
            }
        ).withoutEmpty(["change", "flags"])
    }
}
