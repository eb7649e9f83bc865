import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct MarketCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "market", abstract: "Named sets of countries; every country is one.",
        subcommands: [MarketAdd.self, MarketList.self, MarketShow.self])
}

struct MarketAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", _superCommandName: "adapt market", abstract: "Add a market.",
        discussion: """
            adapt market add hk-mo-tw --name "Hong Kong, Macau, Taiwan" --territory HK MO TW
            adapt market add hk-mo-tw --territory HK MO TW --cite report:p.4

            Said again with --cite, that is what it stands on from here on.
            """)

    @Argument(help: "Short name.") var code: String
    @Option(help: "Name for people (default: the short name).") var name: String?
    @Option(parsing: .upToNextOption, help: "ISO 3166-1 alpha-2 codes.") var territory: [String]
    @OptionGroup var cite: CiteOptions
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let (code, citation) = (try Code(code, for: "market"), try cite.citation)
        let receipt = try await write.write {
            try await $0.addMarket(
                code, name: name.map(withoutBlanks) ?? code.text, territories: territory, citing: citation,
                dryRun: write.dryRun)
        }
        let same = receipt.result.same
        if !same.isEmpty {
            Streams.current.warn("adapt: the same countries are there as \(same.joined(separator: ", "))")
        }
        let done = receipt.wasSo ? "already so:" : receipt.result.isAgain ? "evidence added:" : "added"
        try write.confirm(
            receipt, "\(done) market \(code)",
            [
                ("market", .string(code.text)), ("same_countries", .array(same.map { .string($0) })),
                ("already_so", .bool(receipt.wasSo)),
            ])
    }
}

struct MarketList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", _superCommandName: "adapt market",
        abstract: "List the markets in use; --all lists every country.",
        discussion: "adapt market list --all --format csv")

    @Flag(help: "Every country too.") var all = false
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let listing = try await read.read { try await $0.markets(all: all, asOf: $1) }
        try read.output.write(markets: listing)
    }
}

struct MarketShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", _superCommandName: "adapt market",
        abstract: "Show a market.", discussion: "adapt market show hk-mo-tw")

    @Argument(help: "Market.") var code: String
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let listing = try await read.read { try await $0.markets(code, asOf: $1) }
        try read.output.write(markets: listing)
    }
}

extension OutputOptions {
    /// Writes markets. Of one that is everywhere people read so where others have their countries; programs have a column
    /// for it. People see evidence where there is any.
    fileprivate func write(markets listing: Listing) throws {
        let (columns, evidence) = (["market_code", "name", "territories"], ["source", "locator", "quote"])
        switch try chosen(among: Format.reports) {
        case .csv, .tsv, .json, .jsonl, .xlsx:
            try write(Sheet(listing.selecting(columns + ["everywhere"] + evidence), flags: ["everywhere"]))
        case .table, .markdown, .html:
            let shown = listing.selecting(columns + evidence)
            let rows = zip(shown.rows, listing["everywhere"]).map { row, everywhere -> [String?] in
                guard everywhere == "true" else { return row }
                return Array(row.prefix(2)) + ["every country, also those to come"] + Array(row.dropFirst(3))
            }
            try write(Sheet(Listing(columns: shown.columns, rows: rows)).withoutEmpty(Set(evidence)))
        }
    }
}
