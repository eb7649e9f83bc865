import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct Changes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes", _superCommandName: "adapt",
        abstract: "Count what derived editions change against their parents: what, why and in which markets.",
        discussion: """
            adapt changes
            adapt changes --by reason --market mx
            adapt changes hockey-star --by market --kind character --format csv

            Counted are decisions of derived editions, one an edition and element. compared: edition and parent both \
            know it; changed_pct is changed of these; unknown: one of the two does not know it, or nothing is \
            recorded. A decision with several reasons counts under each with --by reason.
            """)

    @Argument(help: "Only of this series.", completion: .series) var series: String?
    @Option(
        help: ArgumentHelp("element, reason, market, kind or method.", valueName: "what"),
        completion: .words(ChangeDimension.self)) var by = "element"
    @Option(
        help: "Only editions made for this market, for one that holds it, or for a part of it.", completion: .market)
    var market: String?
    @Option(help: "Only elements of this kind, as in character; repeatable.", completion: .kind) var kind: [String] = []
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let dimension = try ChangeDimension(parsing: by, as: "dimension")
        let format = try read.output.chosen(among: Format.reports)
        let market = market?.lowercased()
        let counts = try await read.read { workspace, cut in
            try await workspace.changes(by: dimension, in: series, market: market, kinds: kind, asOf: cut)
        }
        let (width, report) = (read.output.width, ChangesReport(counts, kinds: kind, market: market))
        try read.output.write(as: format, report.workbook) { report.write(as: format, width: width, to: &$0) }
        read.output.note([report.summary])
    }
}
