import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct SourceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source", abstract: "Where facts and figures are taken from.",
        subcommands: [SourceAdd.self, SourceList.self, SourceShow.self])
}

struct SourceAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", _superCommandName: "adapt source", abstract: "Add a source.",
        discussion: "adapt source add socialpeta-2026-w02 --title \"Micro Drama Weekly Ranking\" --published 2026-01-13"
    )

    @Argument(help: "Short name.") var code: String
    @Option(help: "Title as published.") var title: String
    @Option(help: "Who published it.") var publisher: String?
    @Option(help: "Where it was read; stored, never fetched.") var url: String?
    @Option(help: "When it was published, as 2026-01-13.") var published: String?
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let code = try Code(code, for: "source")
        let facts = SourceFacts(
            title: withoutBlanks(title), publisher: publisher.map(withoutBlanks), url: url.map(withoutBlanks),
            published: try Days.parse(published))
        let receipt = try await write.write { try await $0.addSource(code, facts, dryRun: write.dryRun) }
        try write.confirm(receipt, "added source \(code)", [("source", .string(code.text))])
    }
}

struct SourceList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", _superCommandName: "adapt source",
        abstract: "List sources.", discussion: "adapt source list")

    @OptionGroup var read: ReadOptions

    func run() async throws { try read.output.write(try await read.read { try await $0.sources(asOf: $1) }) }
}

struct SourceShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", _superCommandName: "adapt source",
        abstract: "Show what a source says of the market as a whole, the notes taken from it, and what cites it.",
        discussion: "adapt source show socialpeta-2026-w02")

    @Argument(help: "Source.") var code: String
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let most = 1000
        let (sheets, more) = try await read.read { workspace, cut in
            let source = try await workspace.sources(code, asOf: cut)
            let statements = try await workspace.statements(of: code, asOf: cut)
            let citing = try await workspace.citing(code, limit: most + 1, asOf: cut)
            let shown = Listing(columns: citing.columns, rows: Array(citing.rows.prefix(most)))
            return (
                [source, statements.market, statements.notes].map { Sheet($0) }
                    + [Sheet(shown, names: ["operation_id"])], citing.rows.count > most
            )
        }
        try read.output.write(sheets, named: ["source", "market", "notes", "cited"])
        if more, !read.output.quiet {
            Streams.current.warn("adapt: more cites it; these are the first \(grouped(most))")
        }
    }
}

/// A day given as an option.
enum Days {
    static func parse(_ text: String?) throws -> Day? {
        guard let text else { return nil }
        guard let day = Day(text) else {
            throw Refusal(.usage, "day \"\(text)\" is not a day", hint: "write it as 2026-01-13")
        }
        return day
    }
}
