/// A planning file that is written week by week: no more than one or two of them are held.
public protocol PlanWriting: Sendable {
    /// Writes the weeks of a report, which follow those written before.
    mutating func append(_ weeks: ReachReportWriter, to out: inout some TextOutputStream) throws

    /// Writes what stands below all weeks of a report, whose weeks are without lines by now.
    mutating func end(_ whole: ReachReportWriter, to out: inout some TextOutputStream) throws
}

/// The planning file in a format of rows: csv, tsv, jsonl or json.
public struct PlanFile: PlanWriting {
    private let format: Format
    private var isBegun = false

    /// A file in one of these formats.
    public init(_ format: Format) { self.format = format }

    public mutating func append(_ weeks: ReachReportWriter, to out: inout some TextOutputStream) {
        let isFirst = !isBegun
        begin(weeks, to: &out)
        guard format != .json else { return weeks.writeWeeks(isFirst: isFirst, to: &out) }
        let columns = isFirst || format == .jsonl ? ReachReportWriter.planColumns : nil
        PlanRows(writer: weeks).writeLines(columns, as: format) { out.write($0) }
    }

    public mutating func end(_ whole: ReachReportWriter, to out: inout some TextOutputStream) {
        begin(whole, to: &out)
        if format == .json { whole.endJSON(to: &out) }
    }

    private mutating func begin(_ writer: ReachReportWriter, to out: inout some TextOutputStream) {
        guard !isBegun else { return }
        isBegun = true
        if format == .json { writer.beginJSON(to: &out) }
    }
}
