import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct ElementShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what an element is, and what each edition says of it.",
        discussion: "adapt element show male_lead.sport")

    @Argument(help: "Path.", completion: .element) var path: String
    @OptionGroup var read: ReadOptions

    func run() async throws {
        try read.output.write(uses: try await read.read { try await $0.uses(ofElement: path, asOf: $1) })
    }
}

extension OutputOptions {
    /// Writes what editions say of an element. What it is people read once, above that; programs have it in every row.
    fileprivate func write(uses listing: Listing) throws {
        let facts = ["element", "kind", "label", "vocabulary", "tradition"]
        switch try chosen(among: Format.reports) {
        case .csv, .tsv, .json, .jsonl, .xlsx: try write(listing)
        case .table, .markdown, .html:
            let element = Listing(columns: facts, rows: Array(listing.selecting(facts).rows.prefix(1)))
            let said = listing.selecting(listing.columns.filter { !facts.contains($0) })
            let editions = Listing(columns: said.columns, rows: said.rows.filter { $0[0] != nil })
            try write([Sheet(element), Sheet(editions)], named: ["element", "editions"])
        }
    }
}
