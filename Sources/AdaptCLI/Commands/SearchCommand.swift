import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", _superCommandName: "adapt",
        abstract: "Look for words in titles, aliases, elements, terms, values and notes, in any script.",
        discussion: """
            adapt search "hokey star"
            adapt search 축구 --kind term

            Case, accents and width do not matter, and a typo is forgiven, but for one in a word of few Chinese or \
            Japanese signs: part of the word finds it. What is just the text comes first, then that in which it stands \
            as a word, then that in which it is part of one, as ice is of police.
            """)

    @Argument(help: ArgumentHelp("What to look for.", valueName: "text")) var words: [String]
    @Option(
        help: "Only this kind: series, edition, alias, element, term, value or note.",
        completion: .words(Search.Kind.self)) var kind: String?
    @Option(help: "How many at most.") var limit = 20
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let search = Search(
            words.joined(separator: " "), kind: try kind.map { try Search.Kind(parsing: $0, as: "kind") },
            limit: limit)
        let result = try await read.read { try await search.run(in: $0, asOf: $1) }
        if !result.forgivesTypos, !read.output.quiet {
            Streams.current.warn("adapt: typos are not forgiven: the database has no extension pg_trgm")
        }
        if result.found.rows.isEmpty, read.output.chosen == .table {
            return try Streams.current.print("nothing found for \"\(shown(search.words))\"")
        }
        if result.isCut, !read.output.quiet {
            let first = limit == 1 ? "the first" : "the first \(grouped(limit))"
            Streams.current.warn("adapt: \(first) only; --limit N for more")
        }
        let columns = result.found.columns.filter { read.output.chosen != .table || $0 != "score" }
        try read.output.write(Sheet(result.found.selecting(columns), decimals: ["score"]))
    }
}
