import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct TermCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "term", abstract: "Values with a name in every language.",
        subcommands: [
            TermAdd.self, TermList.self, TermShow.self, TermLabel.self, TermMerge.self, TermRename.self,
        ])
}

struct TermAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", _superCommandName: "adapt term",
        abstract: "Add a term with its labels.",
        discussion: """
            adapt term add sport:association_football --label en-GB=football --label es=fútbol

            Several terms may be called the same: that is told, and of a value so called it is asked which is meant. A \
            vocabulary begins with its first term.
            """)

    @Argument(help: "vocabulary:code, as in sport:association_football.") var term: String
    @OptionGroup var options: LabelOptions
    @OptionGroup var cite: CiteOptions
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let (labels, citation) = (try options.labels, try cite.citation)
        let (shared, receipt) = try await write.write { workspace in
            let shared = try await workspace.sharedWords(of: term, named: term, labels: labels)
            return (shared, try await workspace.addTerm(term, labels: labels, citing: citation, dryRun: write.dryRun))
        }
        warn(ofShared: shared)
        tell(ofBegun: receipt.result)
        try write.confirm(
            receipt, "added term \(term)",
            [
                ("term", .string(term)), ("shared", .array(shared.map(\.json))),
                ("begun", JSON(receipt.result.begun)), ("brought", .int(receipt.result.brought)),
            ])
    }

    /// Tells of a vocabulary that begins with it, where another may be meant, or more comes with it.
    private func tell(ofBegun added: AddedTerm) {
        guard let begun = added.begun, added.brought > 0 || !added.near.isEmpty else { return }
        let own = grouped(added.brought, "term")
        let terms = added.brought > 0 ? ", and has the \(own) that come with the program" : ""
        let near = added.near.isEmpty ? "" : "; did you mean \(added.near.joined(separator: ", "))?"
        Streams.current.warn("adapt: vocabulary \"\(begun)\" begins with it\(terms)\(near)")
    }
}

/// What a term is called.
struct LabelOptions: ParsableArguments {
    @Option(help: ArgumentHelp("What it is called in a language; repeatable.", valueName: "language=label"))
    var label: [String] = []

    var labels: [(language: String, label: String)] {
        get throws {
            try label.map { text in
                guard let (language, label) = text.halves(at: "=").map({ ($0, trimmed($1)) }), !language.isEmpty,
                    !label.isEmpty
                else {
                    throw Refusal(.usage, "label \"\(text)\" is not written as LANGUAGE=LABEL", hint: "as in es=fútbol")
                }
                return (language: language, label: label)
            }
        }
    }
}

struct TermMerge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", _superCommandName: "adapt term",
        abstract: "Say that a term is the same as another; its old name goes on meaning it.",
        discussion: """
            adapt term merge sport:soccer sport:association_football
            adapt term merge sport:soccer sport:association_football --cite dictionary:p.12

            Said again with --cite, that is what it stands on from here on.
            """)

    @Argument(help: "Term to give up.", completion: .term) var term: String
    @Argument(help: "Term that it is the same as.", completion: .term) var into: String
    @OptionGroup var cite: CiteOptions
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let citation = try cite.citation
        let receipt = try await write.write {
            try await $0.mergeTerm(term, into: into, citing: citation, dryRun: write.dryRun)
        }
        let merged = receipt.result
        if merged.decisions > 0 {
            let means = (write.dryRun ? "would mean " : merged.decisions == 1 ? "means " : "mean ") + merged.term
            Streams.current.warn(
                "adapt: \(grouped(merged.decisions, "decision")) by \(merged.was) \(means) now; "
                    + "all that do: adapt term show \(merged.term)")
        }
        try write.confirm(
            receipt,
            (receipt.wasSo ? "already so: " : merged.isAgain ? "evidence added: " : "") + "\(term) is \(merged.term)",
            [
                ("term", .string(merged.term)), ("was", .string(term)), ("decisions", .int(merged.decisions)),
                ("already_so", .bool(receipt.wasSo)),
            ])
    }
}

struct TermRename: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", _superCommandName: "adapt term",
        abstract: "Give a term another code; the old one goes on naming it.",
        discussion: "adapt term rename sport:association_football sport:football")

    @Argument(help: "Term.", completion: .term) var term: String
    @Argument(help: "Its new name, of the same vocabulary.") var new: String
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let (shared, receipt) = try await write.write { workspace in
            let shared = try await workspace.sharedWords(of: term, named: new)
            return (shared, try await workspace.renameTerm(term, to: new, dryRun: write.dryRun))
        }
        warn(ofShared: shared)
        try write.confirm(
            receipt, "\(receipt.result) is now \(new)",
            [
                ("term", .string(new)), ("was", .string(receipt.result)), ("shared", .array(shared.map(\.json))),
            ])
    }
}
