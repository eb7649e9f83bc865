import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare two editions, element by element, from their nearest common ancestor.",
        discussion: """
            adapt compare hockey-star/en hockey-star/es
            adapt compare hockey-star/es@1 hockey-star/es
            adapt compare my-assertive-lover hk-mo-tw us
            """)

    @Argument(help: ArgumentHelp("Two editions, or a series and two markets or languages.", valueName: "edition"))
    var editions: [String]

    @Option(help: "What to show: all or changed.") var only: Shown = .all
    @Option(help: ArgumentHelp("Compare from this edition.", valueName: "edition")) var base: String?
    @Flag(help: "Exit with 1 where the editions differ.") var exitCode = false
    @OptionGroup var read: ReadOptions

    enum Shown: String, ExpressibleByArgument, CaseIterable { case all, changed }

    func run() async throws {
        let (left, right) = try references()
        let origin = try base.map { try EditionReference(parsing: $0) }
        let comparison = try await read.read { workspace, cut in
            try await workspace.compare(left, right, base: origin, asOf: cut)
        }
        let (format, width, paint) = (read.output.chosen, read.output.width, read.output.paint)
        let report = ComparisonReport(comparison, onlyChanged: only == .changed)
        try read.output.write { report.write(as: format, width: width, paint: paint, to: &$0) }
        read.output.note([report.summary])
        if exitCode, comparison.differs { throw ExitCode(1) }
    }

    private func references() throws -> (EditionReference, EditionReference) {
        switch editions.count {
        case 2: return (try EditionReference(parsing: editions[0]), try EditionReference(parsing: editions[1]))
        case 3:
            let names = editions.dropFirst().map { "\(editions[0])/\($0)" }
            return (try EditionReference(parsing: names[0]), try EditionReference(parsing: names[1]))
        default:
            throw Refusal(
                .usage, "compare needs two editions, or a series and two markets",
                hint: "adapt compare hockey-star/en hockey-star/es")
        }
    }
}
