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

    /// To people labels, which hold blanks, stand apart; programs have them so in `label_list`, beside what they had.
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
        let rows = shown.selecting(["term", "shown", "label_list", "other_codes"]).rows
        let sheet =
            isForPrograms
            ? Sheet(shown.selecting(columns + ["label_list"]), texts: ["label_list"])
            : Sheet(Listing(columns: columns, rows: rows), told: ["labels"])
        try read.output.write(
            [sheet, Sheet(editions), Sheet(evidence)], named: ["term", "editions", "evidence"])
    }
}
