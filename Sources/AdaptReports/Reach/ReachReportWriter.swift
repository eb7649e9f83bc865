public import AdaptModel

/// Weekly reach for people and as the planning file.
public struct ReachReportWriter: Sendable {
    let report: ReachReport
    /// The moment asked for; nil: everything recorded.
    let asOf: String?
    /// The market asked for.
    let market: String?

    /// A writer of `report`. `asOf`, `market`: what was asked for, where something was.
    public init(_ report: ReachReport, asOf: String? = nil, market: String? = nil) {
        self.report = report
        self.asOf = asOf
        self.market = market
    }

    /// The weeks of charts, earliest first: those of the report, after those before it.
    var trend: [ReachReport.WeekTotal] { report.earlier + report.weeks }

    /// Writes it; a table is for people, everything else is the planning file.
    public func write(as format: Format, width: Int? = nil, to out: inout some TextOutputStream) {
        switch format {
        case .table: writeTable(width: width, to: &out)
        case .csv, .tsv, .jsonl:
            PlanRows(writer: self).writeLines(ReachReportWriter.planColumns, as: format, to: &out)
        case .markdown: writeMarkdown(to: &out)
        case .json: out.write(json.pretty)
        case .html: writeHTML(to: &out)
        case .xlsx: break
        }
    }

    private var json: JSON {
        let sheet = sheet
        var start = 0
        let weeks = report.weeks.map { week -> JSON in
            let rows = sheet.rows[start..<(start + week.lines.count)]
            start += week.lines.count
            let figure = week.figure
            return .object([
                ("week", .string("\(week.week)")), ("from", .string("\(week.week.monday)")),
                ("until", .string("\(week.week.sunday)")),
                (
                    "total",
                    .object([
                        ("comparator", JSON(figure?.comparator.rawValue)), ("value", JSON(figure?.value)),
                        ("low", JSON(figure?.bounds.low)), ("high", JSON(figure?.bounds.high)),
                        ("reported", .int(week.reported)), ("expected", .int(week.expected)),
                    ])
                ), ("rows", .array(rows.map(sheet.object))),
            ])
        }
        return .object([
            ("metric", .string(report.metric)), ("source", .string(report.source)), ("weeks", .array(weeks)),
            ("unplaced", .array(report.unplaced.map(json(of:)))),
            (
                "unregistered",
                .array(
                    report.unregistered.map {
                        .object([
                            ("series", .string($0.series)), ("asserted", .int($0.asserted)),
                            ("registered", .int($0.registered)),
                        ])
                    })
            ),
        ])
    }

    private func json(of unplaced: ReachReport.Unplaced) -> JSON {
        let total = ReachTotal(unplaced.figure)
        return .object([
            ("subject", .string(unplaced.subject)), ("comparator", .string(unplaced.figure.comparator.rawValue)),
            ("value", JSON(total.value)), ("estimated", .bool(unplaced.figure.estimated)),
            ("from", JSON(unplaced.window?.first.description)), ("until", JSON(unplaced.window?.last.description)),
            ("days", JSON(unplaced.days)), ("wording", JSON(unplaced.wording)),
        ])
    }

    /// What stands below the figures: totals and coverage by week, editions not registered, figures in no week.
    public var notes: [String] {
        let totals = report.weeks.map { "\($0.week) \($0.summary(of: report.metric))" }
        let gaps = report.unregistered.map { gap in
            "\(gap.series): \(gap.asserted) editions asserted, \(gap.registered) registered, "
                + "\(gap.asserted - gap.registered) not"
        }
        let unplaced = report.unplaced.map { figure in
            let when =
                figure.window.map { "\($0)" }
                ?? (figure.days.map { "in \($0) days, dates not stated" } ?? "dates not stated")
            return "unplaced, in no total: \(figure.subject): \(figure.figure.words) \(report.metric), \(when)"
        }
        return totals + gaps + unplaced
    }

    func head(_ week: ReachReport.WeekTotal) -> String {
        "\(week.week) (\(week.week.monday)..\(week.week.sunday))  \(report.metric)  \(report.source)"
    }
}

extension ReachReport.WeekTotal {
    /// The week's total for people, with how many editions reported.
    public func summary(of metric: String) -> String {
        (reported == 0 ? "no figure" : "total \(total.words) \(metric)")
            + "; \(reported) of \(expected) editions reported"
    }
}
