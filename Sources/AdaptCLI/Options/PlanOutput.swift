import AdaptModel
import AdaptReports
import AdaptService

extension OutputOptions {
    /// Takes weekly reach week by week.
    typealias Weeks = @Sendable (ReachReport) throws -> Void

    /// Writes weekly reach. People read one table of it; every other format is the planning file, written week by week. A
    /// file appears whole or not at all, and a pipe gets nothing before all of it is known: what is refused is refused
    /// before the first row.
    ///
    /// `report` makes the report; where it is given somebody who takes its weeks, it hands them on and keeps no lines.
    func write(
        as format: Format, by writer: @escaping @Sendable (ReachReport) -> ReachReportWriter,
        _ report: @escaping (Weeks?) async throws -> ReachReport
    ) async throws {
        let plan = Plan(writer: writer, report: report)
        let notes: [String]
        switch format {
        case .table, .markdown:
            let whole = writer(try await report(nil))
            try write { out in
                if format == .table { whole.writeTable(width: width, to: &out) } else { whole.writeMarkdown(to: &out) }
            }
            notes = whole.scope + whole.notes
        case .xlsx: notes = try await stream(into: { plan.sent(PlanBook(into: $0)) }, plan.fill).notes
        case .html: notes = try await spool(plan.sent(PlanPage()), front: \.file.front, plan.fill).notes
        case .csv, .tsv, .json, .jsonl:
            let file = plan.sent(PlanFile(format))
            let isFile = output != nil && output != "-"
            notes = try await isFile ? stream(file, plan.fill).notes : spool(file, plan.fill).notes
        }
        note(notes)
    }
}

/// How a planning file comes into being.
private struct Plan {
    let writer: @Sendable (ReachReport) -> ReachReportWriter
    let report: (OutputOptions.Weeks?) async throws -> ReachReport

    /// A planning file on its way out, and what is noted beside it.
    struct Sent<File: PlanWriting>: Sendable {
        var file: File
        var notes: [String] = []
    }

    func sent<File: PlanWriting>(_ file: File) -> Sent<File> { Sent(file: file) }

    /// Writes the weeks of the report as they come, and what stands below them.
    func fill<File: PlanWriting>(_ stream: StreamedOutput<Sent<File>>) async throws {
        let writer = writer
        let whole = writer(
            try await report { week in
                try stream.write { sent, out in try sent.file.append(writer(week), to: &out) }
            })
        try stream.write { sent, out in
            try sent.file.end(whole, to: &out)
            sent.notes = whole.scope + whole.notes
        }
    }
}
