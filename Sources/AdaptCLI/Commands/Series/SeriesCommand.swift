import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct SeriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "series", abstract: "The stories.",
        subcommands: [SeriesAdd.self, SeriesList.self, SeriesShow.self, SeriesEdit.self])
}

/// What can be said of a series.
struct SeriesOptions: ParsableArguments {
    @Option(help: "Title, in its own spelling.") var title: String?
    @Option(help: "Original language (BCP 47), as in en or zh-Hant.") var language: String?
    @Option(help: "Market it comes from.") var origin: String?
    @Option(help: "Note.") var note: String?
    @OptionGroup var cite: CiteOptions

    var facts: SeriesFacts {
        get throws {
            SeriesFacts(
                title: title.map(withoutBlanks), language: language, origin: origin?.lowercased(),
                note: note.map(withoutBlanks), citation: try cite.citation)
        }
    }
}

struct SeriesAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", _superCommandName: "adapt series", abstract: "Add a series.",
        discussion: "adapt series add hockey-star --title \"How to Dump a Hockey Star\" --language en")

    @Argument(help: "Short name, as in hockey-star.") var code: String
    @OptionGroup var options: SeriesOptions
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let (code, facts) = (try Code(code, for: "series"), try options.facts)
        let receipt = try await write.write { workspace in
            // Likely duplicates are told before anything is written.
            let rehearsal = try await workspace.addSeries(code, facts, dryRun: true)
            Streams.current.warn(of: rehearsal.result, "likely duplicates") { twin in
                "likely duplicate: series \(twin.series) \"\(shown(twin.title))\" (same title)"
            }
            return write.dryRun ? rehearsal : try await workspace.addSeries(code, facts, dryRun: false)
        }
        try write.confirm(
            receipt, "added series \(code)",
            [
                ("series", .string(code.text)),
                ("likely_duplicates", .array(receipt.result.map { .string($0.series) })),
            ])
    }
}

struct SeriesEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", _superCommandName: "adapt series",
        abstract: "Change what is said of a series; what is not named stays.",
        discussion: """
            adapt series edit hockey-star --note "first seen in January"
            adapt series edit hockey-star --asserts 6 --cite socialpeta-2026-w02:8
            adapt series edit hockey-star --no-note --if-revision 3
            """)

    @Argument(help: "Series.", completion: .series) var code: String
    @OptionGroup var options: SeriesOptions
    @Option(help: ArgumentHelp("How many editions somebody says it has, besides its source.", valueName: "n"))
    var asserts: Int?
    @Flag(help: "Take the language away: it is not recorded then.") var noLanguage = false
    @Flag(help: "Take the market it comes from away.") var noOrigin = false
    @Flag(help: "Take the note away.") var noNote = false
    @Flag(help: "Take away how many editions it is said to have.") var noAsserts = false
    @Option(help: ArgumentHelp("Refuse if it has changed since this revision.", valueName: "n")) var ifRevision: Int?
    @OptionGroup var write: WriteOptions

    func run() async throws {
        var facts = try options.facts
        facts.asserted = asserts
        let withdrawn = [("language", noLanguage), ("origin", noOrigin), ("note", noNote), ("asserted", noAsserts)]
        facts.withdrawn = withdrawn.filter(\.1).map(\.0)
        let receipt = try await write.write { [facts] in
            try await $0.editSeries(code, facts, ifRevision: ifRevision, dryRun: write.dryRun)
        }
        write.tell(of: receipt.result, in: "series " + code)
        try write.confirm(
            receipt, (receipt.wasSo ? "already so: series " : "edited series ") + code,
            [
                ("series", .string(code)), ("already_so", .bool(receipt.wasSo)),
                ("replaced", .array(receipt.result.map(\.json))),
            ])
    }
}
