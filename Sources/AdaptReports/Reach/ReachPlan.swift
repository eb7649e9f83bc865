import AdaptModel

extension ReachReportWriter {
    /// The planning file: one row a figure, each figure in exactly one row's `value`.
    var sheet: Sheet {
        let columns = [
            "week", "from", "until", "series", "editions", "scope", "title", "market", "language", "status", "metric",
            "source", "comparator", "value", "low", "high", "flags", "previous", "change", "change_pct", "rank",
            "previous_rank", "weeks_on_list", "published",
        ]
        return Sheet(columns: columns, rows: report.weeks.flatMap { week in week.lines.map { row($0, week.week) } })
    }

    private func row(_ line: ReachReport.Line, _ week: Week) -> [Cell] {
        let counted = line.counted ? line.total : nil
        // A figure over more editions than were asked for is not a figure of these.
        let stated = line.flags.contains("beyond_scope") ? nil : line.total
        let percent = line.change.flatMap { change in
            line.previous.flatMap { $0.low == 0 ? nil : percentage(change, of: $0.low) }
        }
        return [
            .text("\(week)"), .day(week.monday), .day(week.sunday), .text(line.series),
            .text(line.editions.joined(separator: " + ")), .text(line.scope.rawValue), .text(line.title),
            Cell(line.market), Cell(line.language), Cell(line.status), .text(report.metric), .text(report.source),
            Cell(stated?.comparator.rawValue), Cell(counted?.value), Cell(stated?.bounds.low),
            Cell(stated?.bounds.high),
            Cell(line.flags.isEmpty ? nil : line.flags.joined(separator: " ")),
            Cell(line.counted ? line.previous?.value : nil), Cell(line.change), percent.map { .decimal($0) } ?? .empty,
            Cell(line.rank), Cell(line.previousRank), Cell(line.weeksOnList), Cell(line.published),
        ]
    }

    /// `part` in per cent of `whole`, to two decimals, halves away from zero.
    private func percentage(_ part: Int, of whole: Int) -> String {
        let exact = Double(part) / Double(whole) * 10_000
        let hundredths = Int(exact.rounded(.toNearestOrAwayFromZero))
        let digits = String(hundredths.magnitude % 100)
        let sign = hundredths < 0 ? "-" : ""
        return "\(sign)\(hundredths.magnitude / 100).\(digits.count == 1 ? "0" + digits : digits)"
    }
}

/// Sums by week, bounds in their own columns.
struct ReachSums {
    private let metric: String

    /// Sums of a metric.
    init(_ metric: String) { self.metric = metric }

    static let columns = [
        "week", "from", "until", "comparator", "value", "low", "high", "reported", "expected", "total",
    ]

    /// The sums of a report.
    func sheet(of weeks: [ReachReport.WeekTotal]) -> Sheet {
        Sheet(columns: ReachSums.columns, rows: weeks.map { row(.total($0)) })
    }

    /// The sums of series or markets.
    func sheet(of parts: [ReachReport.Part], _ kind: ReachReport.Part.Kind) -> Sheet {
        Sheet(
            columns: [kind.rawValue] + ReachSums.columns,
            rows: parts.flatMap { part in part.weeks.map { [.text(part.name)] + row($0) } })
    }

    private func row(_ sum: ReachReport.Part.Sum) -> [Cell] {
        func days(_ week: Week) -> [Cell] { [.text("\(week)"), .day(week.monday), .day(week.sunday)] }
        switch sum {
        case .refused(let week, let why):
            return days(week) + [.empty, .empty, .empty, .empty, .empty, .empty, .text("not added: \(why)")]
        case .total(let week):
            let figure = week.reported == 0 ? nil : week.total
            return days(week.week) + [
                Cell(figure?.comparator.rawValue), Cell(figure?.value), Cell(figure?.bounds.low),
                Cell(figure?.bounds.high), .number(week.reported), .number(week.expected),
                .text(week.summary(of: metric)),
            ]
        }
    }
}
