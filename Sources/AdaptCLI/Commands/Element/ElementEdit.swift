import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct ElementEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", _superCommandName: "adapt element",
        abstract: "Change what is said of an element; what is not named stays.",
        discussion: """
            adapt element edit male_lead.sport --kind character --label "Sport of the male lead"
            adapt element edit trope.secret_heir --vocabulary treatment
            adapt element edit trope.secret_heir --tradition Korean --everywhere

            Another vocabulary is refused, and they are listed, while editions say what is no term of it. A tradition \
            that other elements have in other letters, case and accents aside, is taken as they spell it.
            """)

    @Argument(help: "Path.", completion: .element) var path: String
    @OptionGroup var options: ElementOptions
    @Flag(help: "Spell the tradition so at all elements that have it in other letters, too.") var everywhere = false
    @Flag(help: "Take the name for people away.") var noLabel = false
    @Flag(help: "Take the vocabulary away: its values are words then.") var noVocabulary = false
    @Flag(help: "Take the tradition away.") var noTradition = false
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let withdrawn = [("label", noLabel), ("vocabulary", noVocabulary), ("tradition", noTradition)]
        let edit = EditElement(
            try ElementPath(path), try options.facts, withdrawn: withdrawn.filter(\.1).map(\.0),
            everywhere: everywhere)
        let receipt = try await write.write { try await edit.run(in: $0, dryRun: write.dryRun) }
        let result = receipt.result
        warn(ofTradition: edit.facts.tradition, takenAs: result.tradition, "; with --everywhere all are spelt anew")
        write.tell(of: result.replaced, in: "element " + result.path)
        tell(of: result.respelt)
        try write.confirm(
            receipt, (receipt.wasSo ? "already so: element " : "edited element ") + result.path,
            [
                ("element", .string(result.path)), ("already_so", .bool(receipt.wasSo)),
                ("replaced", .array(result.replaced.map(\.json))), ("tradition", JSON(result.tradition)),
                ("respelt", .array(result.respelt.map(\.json))),
            ])
    }

    /// Tells of the other elements whose tradition is spelt anew.
    private func tell(of respelt: [Respelt]) {
        Streams.current.warn(of: respelt, "spelt anew", where: "--format json lists all") { other in
            let words = "element \(other.path) tradition "
            return (write.dryRun ? "would replace \(words)" : "\(words)was ") + "\"\(shown(other.was))\""
        }
    }
}

extension Respelt {
    /// It as a member of a receipt in JSON.
    fileprivate var json: JSON { .object([("element", .string(path)), ("was", .string(was))]) }
}

/// Tells of a tradition that is spelt otherwise already. `way`: what to do about it, if anything.
func warn(ofTradition written: String?, takenAs tradition: String?, _ way: String = "") {
    guard let written, let tradition, written != tradition else { return }
    Streams.current.warn(
        "adapt: tradition \"\(shown(written))\" is taken as \"\(shown(tradition))\", as other elements spell it" + way)
}
