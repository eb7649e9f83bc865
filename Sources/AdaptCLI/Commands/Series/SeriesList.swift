import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct SeriesList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", _superCommandName: "adapt series",
        abstract: "List all series.", discussion: "adapt series list --format csv")

    @OptionGroup var read: ReadOptions

    func run() async throws {
        let listing = try await read.read { try await $0.series(asOf: $1) }
        let columns = ["series", "title", "language", "origin", "note", "editions", "asserted", "revision"]
        try read.output.write(
            Sheet(series: read.output.chosen == .table ? listing.selecting(columns) : listing))
    }
}

struct SeriesShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", _superCommandName: "adapt series",
        abstract: "Show a series with its editions and notes.",
        discussion: "adapt series show my-assertive-lover")

    @Argument(help: "Series.", completion: .series) var code: String
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let found = try await read.read { workspace, cut in
            let cut = try await workspace.pinned(cut)
            let series = try await workspace.requireSeries(code, asOf: cut)
            return (
                try await workspace.series(series, asOf: cut), try await workspace.editions(of: series, asOf: cut),
                try await workspace.notes(on: series, asOf: cut),
                try await workspace.evidence(ofSeries: series, asOf: cut)
            )
        }
        let (series, editions, notes, evidence) = found
        let shown = editions.selecting(["edition", "title", "language", "market_code", "status", "method", "revision"])
        let sheets = [
            Sheet(series: series), Sheet(shown, names: ["revision"]), Sheet(notes), Sheet(evidence),
        ]
        try read.output.write(sheets, named: ["series", "editions", "notes", "evidence"])
    }
}

extension Sheet {
    fileprivate init(series listing: Listing) {
        self.init(
            listing, numbers: ["editions", "markets", "asserted", "registered"], names: ["revision"],
            flags: ["source_known"])
    }
}
