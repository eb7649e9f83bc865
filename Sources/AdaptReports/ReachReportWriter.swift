public import AdaptModel

/// Weekly reach for people and as the planning file.
public struct ReachReportWriter: Sendable {
    private let report: ReachReport

    /// A writer of `report`.
    public init(_ report: ReachReport) { self.report = report }

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
        case .html:
            let sheets = report.weeks.map { week in
                (name: "\(head(week)): \(week.summary(of: report.metric))", sheet: table(week))
            }
            let notes = Array(notes.dropFirst(report.weeks.count))
            SheetPage.write(title: "Reach: \(report.metric), \(report.source)", facts: notes, sheets, to: &out)
        }
    }

    /// The planning file: one row a figure, each figure in exactly one row's `value`.
    private var sheet: Sheet {
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
            .text("\(week)"), .text("\(week.monday)"), .text("\(week.sunday)"), .text(line.series),
            .text(line.editions.joined(separator: " + ")), .text(line.scope.rawValue), .text(line.title),
            Cell(line.market), Cell(line.language), Cell(line.status), .text(report.metric), .text(report.source),
            Cell(stated?.comparator.rawValue), Cell(counted?.value), Cell(stated?.bounds.low),
            Cell(stated?.bounds.high),
            Cell(line.flags.isEmpty ? nil : line.flags.joined(separator: " ")),
            Cell(line.counted ? line.previous?.value : nil), Cell(line.change), percent.map { .decimal($0) } ?? .empty,
            Cell(line.rank), Cell(line.previousRank), Cell(line.weeksOnList), Cell(line.published?.description),
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

    private func head(_ week: ReachReport.WeekTotal) -> String {
        "\(week.week) (\(week.week.monday)..\(week.week.sunday))  \(report.metric)  \(report.source)"
    }

    private func table(_ week: ReachReport.WeekTotal) -> Sheet {
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
