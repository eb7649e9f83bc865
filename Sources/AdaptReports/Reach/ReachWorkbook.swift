import AdaptModel

/// The planning workbook: what it is, the rows of the planning file, the sums of the last weeks with their chart, and the
/// sums of each series and market.
public struct PlanBook: PlanWriting {
    private let file: WorkbookFile
    private var pages: (readMe: WorkbookFile.Page, weekly: WorkbookFile.Page)?

    /// A planning workbook that goes into a file, and is no text.
    public init(into file: WorkbookFile) { self.file = file }

    public mutating func append(_ weeks: ReachReportWriter, to out: inout some TextOutputStream) throws {
        try file.append(PlanRows(writer: weeks), to: begun().weekly)
    }

    public mutating func end(_ whole: ReachReportWriter, to out: inout some TextOutputStream) throws {
        try file.append(Sheet(facts: whole.facts), to: begun().readMe)
        for page in whole.pages { try file.add(page) }
        try file.entitle(whole.title)
    }

    /// The first sheets; what the first of them says is known in the end.
    private mutating func begun() throws -> (readMe: WorkbookFile.Page, weekly: WorkbookFile.Page) {
        if let pages { return pages }
        let made = (
            readMe: try file.add("Read me", columns: Sheet(facts: []).columns),
            weekly: try file.add("Weekly", columns: ReachReportWriter.planColumns)
        )
        pages = made
        return made
    }
}

/// The sums of series or markets as rows, no more than those of one held.
private struct PartRows: RowSource {
    let sums: ReachSums
    let parts: [ReachReport.Part]

    func write(to sink: inout some RowSink) {
        for row in parts.lazy.flatMap(sums.rows(of:)) {
            for cell in row { sink.put(cell) }
            sink.end()
        }
    }
}

extension ReachReportWriter {
    /// What a page or workbook is called.
    var title: String { "Reach: \(report.measure), \(report.source)" }

    /// The sheets of sums.
    fileprivate var pages: [Workbook.Page] {
        let sums = ReachSums(report)
        return [.init("Totals", sums.sheet(of: trend), chart: chart)] + pages(.series, sums) + pages(.market, sums)
    }

    /// More than these would be no workbook that anybody turns over.
    private static let mostPages = 40

    /// A sheet a series or market; of very many, one sheet for all.
    private func pages(_ kind: ReachReport.Part.Kind, _ sums: ReachSums) -> [Workbook.Page] {
        let parts = report.parts.filter { $0.kind == kind }
        let groups = parts.count > ReachReportWriter.mostPages ? [parts] : parts.map { [$0] }
        return groups.map { group in
            let name = group.count == 1 ? "\(kind.rawValue) \(group[0].name)" : "all \(kind.rawValue)"
            return .init(name, columns: sums.columns(of: kind), PartRows(sums: sums, parts: group))
        }
    }

    private var chart: Workbook.Chart? {
        guard let first = trend.first, let last = trend.last else { return nil }
        let title = "\(report.measure) by week, \(report.source)"
        let said = (first.week == last.week ? [last] : [first, last]).map {
            "\($0.week) \($0.summary(of: report.metric))"
        }
        return Workbook.Chart(
            title: title, along: "week", of: "value",
            name: "\(report.measure) (lower bound where the comparator is > or >=)",
            description: "\(title): \(said.joined(separator: "; to "))")
    }

    fileprivate var facts: [(String, String)] {
        var facts = [("metric", report.measure), ("source", report.source), ("as of", asOf ?? "everything recorded")]
        facts += scope.map { ("asked for", $0) }
        if reportedOnly {
            facts.append(
                (
                    "rows",
                    "editions with a figure alone; those not reported have no row, and are counted in n of m reported"
                ))
        }
        if let first = report.weeks.first, let last = report.weeks.last {
            let days = "\(first.week.monday)..\(last.week.sunday)"
            facts.append(
                (
                    "weeks",
                    first.week == last.week ? "\(first.week) (\(days))" : "\(first.week) to \(last.week) (\(days))"
                ))
        }
        facts += report.weeks.map { ("total of \($0.week)", $0.summary(of: report.metric)) }
        facts += notes.dropFirst(report.weeks.count).map { ("note", $0) }
        return facts + [
            (
                "sheet Weekly",
                "each figure stands in exactly one row's value: of one week, its sum is the number of the total"
            ),
            ("sheet Totals", "sums of the last weeks, with a chart; no figure is a gap, and not zero"),
            (
                "sheets by series, market",
                "sums by the same rules; a joint figure over two markets is in neither of them"
            ),
            ("value", "the number behind the comparator; low and high are the bounds, empty where there is none"),
            ("previous, change", "the week before; change only where both are exact and of whole weeks"),
            ("share_pct", "what is guaranteed of it, in per cent of what is guaranteed of the week's total"),
            ("days", "days of the week that the figure covers"),
            ("currency", "of money, in its smallest unit; of anything else empty"),
        ] + ReachFlags.comparators + ReachFlags.flags
    }
}
