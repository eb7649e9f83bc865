/// The planning file in a format of rows, csv, tsv, jsonl or json, written week by week: no more than a row is held.
public struct PlanFile: Sendable {
    private let format: Format
    private var isBegun = false

    /// Formats that it can be written in.
    public static let formats: [Format] = [.csv, .tsv, .jsonl, .json]

    /// A file in one of these formats.
    public init(_ format: Format) { self.format = format }

    /// Writes the weeks of a report, which follow those written before.
    public mutating func append(_ writer: ReachReportWriter, to out: inout some TextOutputStream) {
        let isFirst = !isBegun
        begin(writer, to: &out)
        guard format != .json else { return writer.writeWeeks(isFirst: isFirst, to: &out) }
        let columns = isFirst || format == .jsonl ? ReachReportWriter.planColumns : nil
        PlanRows(writer: writer).writeLines(columns, as: format, to: &out)
    }

    /// Writes what stands below all weeks of a report.
    public mutating func end(_ writer: ReachReportWriter, to out: inout some TextOutputStream) {
        begin(writer, to: &out)
        if format == .json { writer.endJSON(to: &out) }
    }

    private mutating func begin(_ writer: ReachReportWriter, to out: inout some TextOutputStream) {
        guard !isBegun else { return }
        isBegun = true
        if format == .json { writer.beginJSON(to: &out) }
    }
}
