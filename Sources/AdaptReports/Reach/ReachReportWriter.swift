public import AdaptModel

/// Weekly reach for people and as the planning file.
public struct ReachReportWriter: Sendable {
    let report: ReachReport
    /// The moment asked for; nil: everything recorded.
    let asOf: String?
    /// The market asked for.
    let market: String?
    /// The weeks of charts, earliest first: those of the report, or more.
    let trend: [ReachReport.WeekTotal]

    /// A writer of `report`. `asOf`, `market`: what was asked for, where something was. `trend`: the last weeks, for
    /// charts; nil: those of the report.
    public init(
        _ report: ReachReport, asOf: String? = nil, market: String? = nil, trend: [ReachReport.WeekTotal]? = nil
    ) {
        self.report = report
        self.asOf = asOf
        self.market = market
        self.trend = trend ?? report.weeks
    }

    /// Writes it; a table is for people, everything else is the planning file.
    public func write(as format: Format, width: Int? = nil, to out: inout some TextOutputStream) {
        switch format {
        case .table: writeTable(width: width, to: &out)
        case .csv, .tsv, .jsonl: sheet.write(as: format, to: &out)
        case .markdown:
            for week in report.weeks {
                out.write("**\(head(week))**\n\n")
                table(week).write(as: .markdown, to: &out)
                out.write("\n\(Sheet.markdown(week.summary(of: report.metric)))\n\n")
            }
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
            let figure = week.reported == 0 ? nil : week.total
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

    func table(_ week: ReachReport.WeekTotal) -> Sheet {
        Sheet(
            columns: ["editions", "title", "market", report.metric, "week_before", "change", "flags"],
            rows: week.lines.map { line in
                let words = line.total.map { line.counted ? $0.words : "(\($0.words))" }
                let included = line.flags.first == "included" ? "included" : nil
                return [
                    .text(line.editions.joined(separator: " + ")), .text(line.title),
                    Cell(line.measuredIn ?? line.market),
                    Cell(words ?? included), Cell(line.previous?.words), Cell(line.change),
                    Cell(line.flags.isEmpty ? nil : line.flags.joined(separator: " ")),
                ]
            }
        ).withoutEmpty(["week_before", "change", "market"])
    }

    private func writeTable(width: Int?, to out: inout some TextOutputStream) {
        for week in report.weeks {
            out.write(head(week) + "\n\n")
            table(week).write(as: .table, width: width, to: &out)
            out.write("\n" + week.summary(of: report.metric) + "\n")
        }
        for note in notes.dropFirst(report.weeks.count) { out.write(note + "\n") }
    }
}

extension ReachReport.WeekTotal {
    /// The week's total for people, with how many editions reported.
    public func summary(of metric: String) -> String {
        (reported == 0 ? "no figure" : "total \(total.words) \(metric)")
            + "; \(reported) of \(expected) editions reported"
    }
}
