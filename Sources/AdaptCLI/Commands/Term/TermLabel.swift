import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct TermLabel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "label", _superCommandName: "adapt term",
        abstract: "Say what a term is called, and what is shown of that.",
        discussion: """
            adapt term label sport:association_football --label pt-BR=futebol
            adapt term label sport:association_football --label en-US=soccer --first
            adapt term label sport:association_football --label es=fútbol --cite dictionary:p.12

            To everybody the same label of a term is shown: the one that was last said to be first, else the first \
            that was given in en, else in en-US and the like, else of all. Each goes on naming the term.
            """)

    @Argument(help: "Term.", completion: .term) var term: String
    @OptionGroup var options: LabelOptions
    @Flag(help: "Show this label of all that it is called, also where it had it already.") var first = false
    @OptionGroup var cite: CiteOptions
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let (labels, citation) = (try options.labels, try cite.citation)
        let (shared, receipt) = try await write.write { workspace in
            let shared = try await workspace.sharedWords(of: term, labels: labels)
            let labelled = try await workspace.labelTerm(
                term, labels: labels, first: first, citing: citation, dryRun: write.dryRun)
            return (shared, labelled)
        }
        warn(ofShared: shared)
        let result = receipt.result
        write.tell(of: result)
        try write.confirm(
            receipt, (receipt.wasSo ? "already so: " : "labelled ") + result.term,
            [
                ("term", .string(result.term)), ("already_so", .bool(receipt.wasSo)),
                ("shared", .array(shared.map(\.json))), ("beside", .array(result.beside.map(\.json))),
                ("shown", JSON(result.shown)), ("was_shown", JSON(result.wasShown)),
            ])
    }
}
