import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct TermList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", _superCommandName: "adapt term",
        abstract: "List terms with their labels.",
        discussion: """
            adapt term list sport

            For programs the labels stand in label_list, too, each as --label takes it: in json and jsonl a list, in \
            csv, tsv and xlsx with "; " between them, and a semicolon of their own doubled.
            """)

    @Argument(help: "Only of this vocabulary.") var vocabulary: String?
    @OptionGroup var read: ReadOptions

    /// To people labels, which hold blanks, stand apart; programs have them so in `label_list`, beside what they had.
    func run() async throws {
        let listing = try await read.readAtOneMoment { try await $0.terms(vocabulary: vocabulary, asOf: $1) }
        let columns = ["term", "labels", "other_codes", "evidence"]
        switch try read.output.chosen(among: Format.reports) {
        case .csv, .tsv, .json, .jsonl, .xlsx:
            try read.output.write(Sheet(listing.selecting(columns + ["label_list"]), texts: ["label_list"]))
        case .table, .markdown, .html:
            let rows = listing.selecting(["term", "label_list", "other_codes", "evidence"]).rows
            let sheet = Sheet(Listing(columns: columns, rows: rows), told: ["labels"])
            try read.output.write(sheet.withoutEmpty(["evidence"]))
        }
    }
}
