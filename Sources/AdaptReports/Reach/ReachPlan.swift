import AdaptModel

extension ReachReportWriter {
    static let planColumns = [
        "week", "from", "until", "series", "editions", "scope", "title", "market", "language", "status", "metric",
        "source", "comparator", "value", "low", "high", "flags", "previous", "change", "change_pct", "rank",
        "previous_rank", "weeks_on_list", "published", "share_pct", "days", "currency",
    ]

    /// The planning file's rows of a week.
    func writePlan(of week: ReachReport.WeekTotal, to sink: inout some RowSink) {
        let (name, monday, sunday) = ("\(week.week)", week.week.monday, week.week.sunday)
        for line in week.lines where shows(line) {
            sink.word(name)
            sink.day(monday)
            sink.day(sunday)
            sink.word(line.series)
            sink.text(line.name)
            sink.word(line.scope.rawValue)
            sink.text(line.title)
            sink.put(word: line.market)
            sink.put(line.language)
            sink.put(word: line.status)
            sink.word(report.metric)
            sink.word(report.source)
            writeFigure(of: line, in: week, to: &sink)
            sink.end()
        }
    }

    private func writeFigure(
        of line: ReachReport.Line, in week: ReachReport.WeekTotal, to sink: inout some RowSink
    ) {
        // A figure over more editions than were asked for is not a figure of these.
        let stated = line.flags.contains("beyond_scope") ? nil : line.total
        let bounds = stated?.bounds
        sink.put(stated?.comparator.rawValue)
        sink.put(line.counted ? line.total?.value : nil)
        sink.put(bounds?.low)
        sink.put(bounds?.high)
        sink.put(word: line.flags.isEmpty ? nil : line.flags.joined(separator: " "))
        sink.put(line.counted ? line.previous?.value : nil)
        sink.put(line.change)
        if let change = line.change, let before = line.previous?.low, before != 0 {
            sink.decimal(Hundredths.percent(change, of: before))
        } else {
            sink.empty()
        }
        sink.put(line.rank)
        sink.put(line.previousRank)
        sink.put(line.weeksOnList)
        sink.put(line.published)
        if let share = line.share(of: week) { sink.decimal(share) } else { sink.empty() }
        sink.put(line.total == nil ? nil : line.days)
        sink.put(word: line.currency)
    }
}

extension ReachReport.Line {
    /// What part of what is guaranteed in the week is guaranteed by this figure, in per cent; of one that contradicts
    /// another, nothing is.
    func share(of week: ReachReport.WeekTotal) -> String? {
        guard counted, !flags.contains("contradicts"), let total, week.total.low > 0, total.low <= week.total.low else {
            return nil
        }
        return Hundredths.percent(total.low, of: week.total.low)
    }
}

/// Shares with two decimals.
enum Hundredths {
    /// `part` in per cent of `whole`, which is above 0; halves away from zero, and exact.
    static func percent(_ part: Int, of whole: Int) -> String {
        let (parts, size) = (part.magnitude.multipliedFullWidth(by: 10_000), whole.magnitude)
        guard parts.high < size else { return "\(Double(part) / Double(whole) * 100)" }
        let (quotient, rest) = size.dividingFullWidth(parts)
        let hundredths = rest >= size - rest ? quotient + 1 : quotient
        let (number, decimals) = hundredths.quotientAndRemainder(dividingBy: 100)
        return "\(part < 0 && hundredths > 0 ? "-" : "")\(number).\(decimals < 10 ? "0" : "")\(decimals)"
    }
}

/// The rows of the planning file, one a figure, each figure in exactly one row's `value`; written without a value for
/// each cell.
struct PlanRows: RowSource {
    let writer: ReachReportWriter

    func write(to sink: inout some RowSink) {
        for week in writer.report.weeks { writer.writePlan(of: week, to: &sink) }
    }
}
