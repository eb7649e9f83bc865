import AdaptModel

/// The planning file as one JSON value, written piece by piece: no more than a row of it is held.
extension ReachReportWriter {
    func beginJSON(to out: inout some TextOutputStream) {
        out.write("{\n")
        for (name, value) in head { out.write("  \(JSON.string(name).line): \(value.line),\n") }
        out.write("  \"weeks\": [")
    }

    func writeWeeks(isFirst: Bool, to out: inout some TextOutputStream) {
        for (index, week) in report.weeks.enumerated() {
            out.write(isFirst && index == 0 ? "\n    {" : ",\n    {")
            for (name, value) in members(of: week) {
                out.write("\n      \(JSON.string(name).line): \(value.pretty(level: 3)),")
            }
            out.write("\n      \"rows\": [")
            writeRows(of: week) { out.write($0) }
            out.write(week.lines.contains(where: shows) ? "\n      ]\n    }" : "]\n    }")
        }
    }

    private func writeRows(of week: ReachReport.WeekTotal, _ hand: (String) -> Void) {
        LineBytes.fill(hand) { bytes in
            var sink = JSONRows(ReachReportWriter.planColumns, level: 4, into: bytes)
            writePlan(of: week, to: &sink)
            sink.finish()
        }
    }

    func endJSON(to out: inout some TextOutputStream) {
        out.write(report.weeks.isEmpty ? "]" : "\n  ]")
        for (name, value) in asides { out.write(",\n  \(JSON.string(name).line): \(value.pretty(level: 1))") }
        out.write("\n}\n")
    }

    private var head: [(String, JSON)] {
        [
            ("metric", .string(report.metric)), ("source", .string(report.source)), ("market", JSON(market)),
            ("made_for", JSON(madeFor)), ("currency", JSON(currency)),
        ]
    }

    private func members(of week: ReachReport.WeekTotal) -> [(String, JSON)] {
        let figure = week.figure
        return [
            ("week", .string("\(week.week)")), ("from", .string("\(week.week.monday)")),
            ("until", .string("\(week.week.sunday)")),
            (
                "total",
                .object([
                    ("comparator", JSON(figure?.comparator.rawValue)), ("value", JSON(figure?.value)),
                    ("low", JSON(figure?.bounds.low)), ("high", JSON(figure?.bounds.high)),
                    ("reported", .int(week.reported)), ("expected", .int(week.expected)),
                    ("flags", JSON(week.marks.isEmpty ? nil : week.marks.joined(separator: " "))),
                    ("currency", JSON(week.currency)),
                ])
            ),
        ]
    }

    private var asides: [(String, JSON)] {
        [
            ("unplaced", .array(report.unplaced.map(json(of:)))),
            (
                "unregistered",
                .array(
                    report.unregistered.map {
                        .object([
                            ("series", .string($0.series)), ("asserted", .int($0.asserted)),
                            ("registered", .int($0.registered)), ("source_known", .bool($0.isSourceKnown)),
                        ])
                    })
            ),
        ]
    }

    private func json(of unplaced: ReachReport.Unplaced) -> JSON {
        let total = ReachTotal(unplaced.figure)
        return .object([
            ("subject", .string(unplaced.subject)), ("comparator", .string(unplaced.figure.comparator.rawValue)),
            ("value", JSON(total.value)), ("estimated", .bool(unplaced.figure.estimated)),
            ("from", JSON(unplaced.window?.first.description)), ("until", JSON(unplaced.window?.last.description)),
            ("days", JSON(unplaced.days)), ("wording", JSON(unplaced.wording)),
            ("currency", JSON(unplaced.currency)),
        ])
    }
}
