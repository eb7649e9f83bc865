import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", _superCommandName: "adapt",
        abstract: "Compare editions, element by element: two from their nearest common ancestor, or all of a series.",
        discussion: """
            adapt compare hockey-star/en hockey-star/es
            adapt compare hockey-star/es@1 hockey-star/es
            adapt compare my-assertive-lover hk-mo-tw us --only changed,unknown
            adapt compare hockey-star --kind character --format html -o stars.html
            adapt compare hockey-star --against-parent --only changed,kept
            adapt compare hockey-star/es --against-parent
            adapt compare --all --against-parent --output changes.xlsx
            """)

    @Argument(
        help: ArgumentHelp(
            "Two editions; a series and two markets or languages; or a series, for all its editions.",
            valueName: "edition"), completion: .edition)
    var editions: [String] = []

    @Flag(help: "Every derived edition against its parent: what it decides itself.") var againstParent = false
    @Flag(help: "Of every series, with --against-parent.") var all = false
    @OptionGroup var show: ShowOptions
    @Option(help: ArgumentHelp("Compare two editions from this one.", valueName: "edition"), completion: .edition)
    var base: String?
    @Flag(help: "Exit with 1 where the editions differ.") var exitCode = false
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let filter = try VerdictFilter(parsing: show.only)
        let format = try read.output.chosen(among: Format.reports)
        let differs =
            switch try subject() {
            case .pair(let left, let right): try await pair(left, right, format, filter)
            case .matrix(let series): try await matrix(series, format, filter)
            case .parents(let series):
                try await parents(
                    format, filter,
                    nothing: series.map { "no derived edition of \($0) decides anything" } ?? ParentReport.allNothing
                ) {
                    try await $0.againstParents(of: series, kinds: show.kind, asOf: $1, $2)
                }
            case .parent(let edition):
                try await parents(format, filter, nothing: "\(edition) decides nothing itself") {
                    try await $0.againstParent(of: edition, kinds: show.kind, asOf: $1, $2)
                }
            }
        if exitCode, differs { throw ExitCode(1) }
    }

    private func pair(
        _ left: EditionReference, _ right: EditionReference, _ format: Format, _ filter: VerdictFilter
    ) async throws -> Bool {
        let origin = try base.map {
            // A word alone is the series, which is its source edition, or an edition of it.
            try read.edition($0, in: $0 == left.series ? nil : left.seriesName)
        }
        let (comparison, readings) = try await read.read { workspace, cut in
            let comparison = try await workspace.compare(left, right, base: origin, kinds: show.kind, asOf: cut)
            guard editions.count == 3 else { return (comparison, [String]()) }
            var readings: [String] = []
            for (word, found) in zip(editions.dropFirst(), [comparison.left, comparison.right]) {
                let other = try await workspace.otherReading(of: word, found: found, in: editions[0], asOf: cut)
                if let other { readings.append(other) }
            }
            return (comparison, readings)
        }
        if !read.output.quiet { for reading in readings { Streams.current.warn("adapt: \(reading)") } }
        let (width, paint) = (read.output.width, read.output.paint)
        let report = ComparisonReport(comparison, only: filter, kinds: show.kind)
        try read.output.write(as: format, report.workbook) {
            report.write(as: format, width: width, paint: paint, to: &$0)
        }
        read.output.note([report.summary])
        return comparison.differs
    }

    private func matrix(_ series: String, _ format: Format, _ filter: VerdictFilter) async throws -> Bool {
        let matrix = try await read.read { try await $0.matrix(of: series, kinds: show.kind, asOf: $1) }
        let (width, report) = (read.output.width, MatrixReport(matrix, only: filter, kinds: show.kind))
        try read.output.write(as: format, report.workbook) { report.write(as: format, width: width, to: &$0) }
        read.output.note([report.summary])
        return matrix.differs
    }

    /// Writes what `compare` gives, series by series. `nothing`: what is told where that is nothing.
    private func parents(
        _ format: Format, _ filter: VerdictFilter, nothing: String,
        _ compare:
            @Sendable (Workspace, OperationID, @Sendable (String, [ParentLine]) throws -> Void) async throws -> Void
    ) async throws -> Bool {
        let output = read.output
        let tell = { (stream: StreamedOutput<ParentReport>) in
            try await read.read { workspace, cut in
                try stream.write { report, out in try report.begin(to: &out) }
                try await compare(workspace, cut) { series, lines in
                    try stream.write { report, out in try report.add(lines, of: series, to: &out) }
                }
                try stream.write { report, out in try report.end(to: &out) }
            }
        }
        let report: ParentReport
        if format == .xlsx {
            report = try await output.stream(
                into: { ParentReport(into: $0, only: filter, kinds: show.kind, nothing: nothing) }, tell)
        } else {
            report = try await output.stream(
                ParentReport(
                    as: format, only: filter, kinds: show.kind, nothing: nothing, width: output.width,
                    paint: output.paint), tell)
        }
        output.note([report.summary])
        return report.differs
    }
}

/// What to show of a comparison.
struct ShowOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What to show: all, changed, added, dropped, kept, same, unknown, diverged, left_changed ...; repeatable.",
            valueName: "verdicts"), completion: .verdict)
    var only: [String] = []
    @Option(help: "Only elements of this kind, as in character; repeatable.", completion: .kind) var kind: [String] = []
}
