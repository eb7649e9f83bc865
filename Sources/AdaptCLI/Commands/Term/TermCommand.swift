import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct TermCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "term", abstract: "Values with a name in every language.",
        subcommands: [TermAdd.self, TermList.self])
}

struct TermAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a term with its labels.",
        discussion: "adapt term add sport:association_football --label en-GB=football --label es=fútbol")

    @Argument(help: "vocabulary:code, as in sport:association_football.") var term: String
    @Option(help: ArgumentHelp("What it is called in a language; repeatable.", valueName: "language=label"))
    var label: [String] = []
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let labels = try label.map { text in
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else {
                throw Refusal(.usage, "label \"\(text)\" is not written as LANGUAGE=LABEL", hint: "as in es=fútbol")
            }
            return (language: String(parts[0]), label: String(parts[1]))
        }
        let receipt = try await write.write { try await $0.addTerm(term, labels: labels, dryRun: write.dryRun) }
        try write.confirm(receipt, "added term \(term)", [("term", .string(term))])
    }
}

struct TermList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List terms with their labels.", discussion: "adapt term list sport")

    @Argument(help: "Only of this vocabulary.") var vocabulary: String?
    @OptionGroup var read: ReadOptions

    func run() async throws {
        try read.output.write(try await read.read { try await $0.terms(vocabulary: vocabulary, asOf: $1) })
    }
}
