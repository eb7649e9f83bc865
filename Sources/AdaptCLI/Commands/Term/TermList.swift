import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct TermList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", _superCommandName: "adapt term",
        abstract: "List terms with their labels.", discussion: "adapt term list sport")

    @Argument(help: "Only of this vocabulary.") var vocabulary: String?
    @OptionGroup var read: ReadOptions

    /// To people labels, which hold blanks, stand apart.
    func run() async throws {
        let listing = try await read.readAtOneMoment { try await $0.terms(vocabulary: vocabulary, asOf: $1) }
        let columns = ["term", "labels", "other_codes", "evidence"]
        switch try read.output.chosen(among: Format.reports) {
        case .csv, .tsv, .json, .jsonl, .xlsx: try read.output.write(listing.selecting(columns))
        case .table, .markdown, .html:
            let rows = listing.selecting(["term", "labels_apart", "other_codes", "evidence"]).rows
            try read.output.write(Sheet(Listing(columns: columns, rows: rows)).withoutEmpty(["evidence"]))
        }
    }
}
