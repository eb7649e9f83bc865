import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct TermShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", _superCommandName: "adapt term",
        abstract: "Show what a term is called, which editions say it, in their words, and what that stands on.",
        discussion: "adapt term show sport:association_football")

    @Argument(help: "Term.", completion: .term) var term: String
    @OptionGroup var read: ReadOptions

    /// To people labels, which hold blanks, stand apart.
    func run() async throws {
        let format = try read.output.chosen(among: Format.reports)
        let (shown, editions, evidence) = try await read.readAtOneMoment { workspace, cut in
            try await workspace.uses(ofTerm: term, asOf: cut)
        }
        let columns = ["term", "shown", "labels", "other_codes"]
        let isForPrograms =
            switch format {
            case .csv, .tsv, .json, .jsonl, .xlsx: true
            case .table, .markdown, .html: false
            }
        let rows = shown.selecting(isForPrograms ? columns : ["term", "shown", "labels_apart", "other_codes"]).rows
        try read.output.write(
            [Sheet(Listing(columns: columns, rows: rows)), Sheet(editions), Sheet(evidence)],
            named: ["term", "editions", "evidence"])
    }
}
