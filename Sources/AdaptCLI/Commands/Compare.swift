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
                try await parents(format, filter) {
                    try await $0.againstParents(of: series, kinds: show.kind, asOf: $1, $2)
                }
            case .parent(let edition):
                try await parents(format, filter) {
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

    /// Writes what `compare` gives, series by series.
    private func parents(
        _ format: Format, _ filter: VerdictFilter,
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
                into: { ParentReport(into: $0, only: filter, kinds: show.kind) }, tell)
        } else {
            report = try await output.stream(
                ParentReport(
                    as: format, only: filter, kinds: show.kind, width: output.width, paint: output.paint), tell)
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

extension Compare {
    private enum Subject {
        case pair(EditionReference, EditionReference)
        case matrix(series: String)
        case parents(series: String?)
        case parent(EditionReference)
    }

    /// What is to be compared. Throws a `Refusal` (usage) where the words do not fit together.
    private func subject() throws -> Subject {
        if all {
            guard againstParent else {
                throw Refusal(
                    .usage, "--all compares editions with their parents alone",
                    hint: "adapt compare --all --against-parent")
            }
            guard editions.isEmpty else {
                throw Refusal(
                    .usage, "--all leaves no room for \"\(editions.joined(separator: " "))\"",
                    hint: "adapt compare \(editions[0].prefix { $0 != "/" }) --against-parent")
            }
        }
        if againstParent {
            try refuseBase()
            if all { return .parents(series: nil) }
            switch editions.count {
            case 1 where isSeries(editions[0]): return .parents(series: editions[0])
            case 1: return .parent(try read.edition(editions[0]))
            case 2 where isSeries(editions[0]): return .parent(try read.edition(editions[1], in: editions[0]))
            default:
                throw Refusal(
                    .usage, "--against-parent needs one series, one edition, or --all",
                    hint: "adapt compare \((editions.first ?? "hockey-star").prefix { $0 != "/" }) --against-parent")
            }
        }
        switch editions.count {
        case 1 where isSeries(editions[0]):
            try refuseBase()
            return .matrix(series: editions[0])
        case 2:
            return .pair(try read.edition(editions[0]), try read.edition(editions[1]))
        case 3:
            let pair = editions.dropFirst().joined(separator: " ")
            guard isSeries(editions[0]) else {
                throw Refusal(
                    .usage, "compare takes two editions, and three are named",
                    hint: "adapt compare \(pair); all editions of a series: adapt compare "
                        + editions[0].prefix { !"/@".contains($0) })
            }
            let named = try editions.dropFirst().map { try read.edition($0, in: editions[0]) }
            // An identifier says itself whose it is.
            if let other = named.first(where: { $0.identifier == nil && $0.series != editions[0] }) {
                throw Refusal(
                    .usage, "edition \"\(other)\" is not one of series \"\(editions[0])\"",
                    hint: "name two editions alone: adapt compare \(pair)")
            }
            return .pair(named[0], named[1])
        default:
            throw Refusal(
                .usage, "compare needs two editions, a series and two markets, or a series",
                hint: "adapt compare hockey-star/en hockey-star/es")
        }
    }

    private func isSeries(_ name: String) -> Bool {
        !name.isEmpty && !name.contains { $0 == "/" || $0 == "@" }
    }

    private func refuseBase() throws {
        guard base != nil else { return }
        throw Refusal(
            .usage, "--base is for two editions; here each edition stands beside its parent",
            hint: "leave out --base, or name two editions")
    }
}
