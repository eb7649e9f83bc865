import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct ElementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "element", abstract: "The facts that can be told of stories.",
        subcommands: [
            ElementAdd.self, ElementList.self, ElementShow.self, ElementEdit.self, ElementRename.self,
        ])
}

/// What can be said of an element.
struct ElementOptions: ParsableArguments {
    @Option(
        help: "character, setting, plot, beat, trope, hook, ending, format, production or other.", completion: .kind)
    var kind: String?
    @Option(help: "Name for people.") var label: String?
    @Option(help: "Vocabulary that its values are taken from.") var vocabulary: String?
    @Option(help: "Of a trope: the storytelling tradition it comes from.") var tradition: String?
    @OptionGroup var cite: CiteOptions

    var facts: ElementFacts {
        get throws {
            ElementFacts(
                kind: kind, label: label.map(withoutBlanks), vocabulary: vocabulary,
                tradition: tradition.map(withoutBlanks), citation: try cite.citation)
        }
    }
}

struct ElementAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", _superCommandName: "adapt element", abstract: "Add an element.",
        discussion: """
            adapt element add male_lead.sport --kind character --vocabulary sport
            adapt element add trope.secret_heir --vocabulary treatment --tradition Korean

            The vocabulary treatment comes with the program: how an edition plays a trope, as in subverted.
            """)

    @Argument(help: "Path, as in male_lead.sport.", completion: .element) var path: String
    @OptionGroup var options: ElementOptions
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let (path, facts) = (try ElementPath(path), try options.facts)
        let receipt = try await write.write { try await $0.addElement(path, facts, dryRun: write.dryRun) }
        warn(ofTradition: facts.tradition, takenAs: receipt.result)
        try write.confirm(
            receipt, "added element \(path)",
            [("element", .string(path.text)), ("tradition", JSON(receipt.result))])
    }
}

struct ElementList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", _superCommandName: "adapt element",
        abstract: "List elements.", discussion: "adapt element list --kind trope")

    @Option(help: "Only of this kind.", completion: .kind) var kind: String?
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let listing = try await read.read { try await $0.elements(kind: kind, asOf: $1) }
        try read.output.write(listing, numbers: ["editions"])
    }
}

struct ElementRename: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", _superCommandName: "adapt element",
        abstract: "Give an element another path; the old one goes on naming it.",
        discussion: "adapt element rename male_lead.sport male_lead.game")

    @Argument(help: "Path that it has.", completion: .element) var path: String
    @Argument(help: "Path to give it.") var new: String
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let (old, new) = (try ElementPath(path), try ElementPath(new))
        let receipt = try await write.write { try await $0.renameElement(old, to: new, dryRun: write.dryRun) }
        let renamed = receipt.result
        if let suggested = renamed.suggestedKind {
            Streams.current.warn(
                "adapt: \(new) stays of kind \(renamed.kind); if it is of another: "
                    + "adapt element edit \(new) --kind \(suggested)")
        }
        try write.confirm(
            receipt, "\(renamed.was) is now \(new)",
            [
                ("element", .string(new.text)), ("was", .string(renamed.was)), ("kind", .string(renamed.kind)),
                ("suggested_kind", JSON(renamed.suggestedKind)),
            ])
    }
}
