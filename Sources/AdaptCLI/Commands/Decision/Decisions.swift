import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

/// What goes with a decision.
struct DecisionOptions: ParsableArguments {
    @Option(
        help: "Why it differs, as in local_taste; repeatable. All: adapt help model.",
        completion: .words(Reason.self))
    var reason: [String] = []
    @Option(help: "Note.") var note: String?
    @Flag(
        help:
            "A correction that leaves the meaning: nothing becomes outdated, but a keep of what is not known any more.")
    var minor = false
    @Option(help: ArgumentHelp("Refuse if it has changed since this revision.", valueName: "n")) var ifRevision: Int?
    @OptionGroup var cite: CiteOptions
    @OptionGroup var write: WriteOptions

    /// Records `statements` of `edition`.
    func record(
        _ verb: String, _ edition: String, _ statements: [(ElementPath, Decide.Request.Statement)], new: Bool = false
    ) async throws {
        let (reasons, citation) = (try reason.map { try Reason(parsing: $0, as: "reason") }, try cite.citation)
        let decide = Decide(
            edition: try EditionReference(parsing: edition),
            requests: statements.map {
                Decide.Request(
                    $0.0, $0.1, reasons: reasons, note: note.map(withoutBlanks), citation: citation, minor: minor,
                    mayBeNew: new)
            }, ifRevision: ifRevision)
        let receipt = try await write.write { try await decide.run(in: $0, verb: verb, dryRun: write.dryRun) }
        let (paths, was) = (statements.map(\.0.text), receipt.result.alreadySo)
        let name = "\(receipt.result.edition)@\(receipt.result.revision)"
        let new = paths.filter { !was.contains($0) }.joined(separator: " ")
        let so = was.isEmpty ? "" : "already so: " + was.joined(separator: " ")
        write.tell(of: receipt.result.replaced, in: receipt.result.edition) { old in
            verb == "keep" ? keeping(old, in: receipt.result.edition) : ""
        }
        write.tell(of: receipt.result.below, from: receipt.result.edition)
        try write.confirm(
            receipt, receipt.wasSo ? "\(name): \(so)" : "\(name): \(verb) \(new)" + (so.isEmpty ? "" : "; \(so)"),
            [
                ("edition", .string(receipt.result.edition)), ("revision", .int(receipt.result.revision)),
                ("elements", .array(paths.map { .string($0) })), ("already_so", .array(was.map { .string($0) })),
                ("replaced", .array(receipt.result.replaced.map(\.json))),
            ] + receipt.result.below.members)
    }

    /// What a keep makes of an own word, which may have been meant to be settled as it is.
    private func keeping(_ old: Replaced, in edition: String) -> String {
        guard old.state != "keep" else { return "" }
        let (then, now) = write.dryRun ? ("is", "would be its parent's") : ("was", "is its parent's now")
        return "; it \(now)" + (old.again(in: edition).map { "; to settle it as it \(then): \($0)" } ?? "")
    }
}

struct SetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", _superCommandName: "adapt",
        abstract: "Say what an edition's elements are.",
        discussion: """
            adapt set hockey-star/es male_lead.sport=fútbol --reason local_taste --cite socialpeta-2026-w02:14

            Blanks at the ends of a value are left out. The same value again, as to settle what is outdated, and a \
            correction (--minor) keep the reasons, note and evidence that are there, unless others are given.
            """)

    @Argument(help: "Edition.", completion: .edition) var edition: String
    @Argument(help: ArgumentHelp("Elements and values.", valueName: "path=value"), completion: .assignment) var values:
        [String]
    @Flag(help: "Paths may be used for the first time.") var new = false
    @OptionGroup var options: DecisionOptions

    func run() async throws {
        let statements = try values.map { text in
            let (path, value) = try Assignment.parse(text)
            return (path, Decide.Request.Statement.value(value))
        }
        try await options.record("set", edition, statements, new: new)
    }
}

/// An edition and some elements.
struct PathArguments: ParsableArguments {
    @Argument(help: "Edition.", completion: .edition) var edition: String
    @Argument(help: ArgumentHelp("Elements.", valueName: "path"), completion: .element) var paths: [String]
    @OptionGroup var options: DecisionOptions

    func record(_ verb: String, _ statement: Decide.Request.Statement) async throws {
        try await options.record(verb, edition, try paths.map { (try ElementPath($0), statement) })
    }
}

struct Keep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keep", _superCommandName: "adapt",
        abstract: "Say that elements are the same as the parent's on purpose.",
        discussion: "adapt keep hockey-star/es male_lead.nature --note \"works everywhere\"")

    @OptionGroup var arguments: PathArguments

    func run() async throws { try await arguments.record("keep", .keep) }
}

struct Absent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "absent", _superCommandName: "adapt", abstract: "Say that elements are known not to be there.",
        discussion: "adapt absent hockey-star/es beat.cash_handout --reason cultural_norm")

    @OptionGroup var arguments: PathArguments

    func run() async throws { try await arguments.record("absent", .absent) }
}

struct Unknown: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unknown", _superCommandName: "adapt", abstract: "Say that somebody looked and could not tell.",
        discussion: "adapt unknown hockey-star/en beat.cash_handout")

    @OptionGroup var arguments: PathArguments

    func run() async throws { try await arguments.record("unknown", .unknown) }
}

struct Inherit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inherit", _superCommandName: "adapt",
        abstract: "Withdraw what was said of elements: the parent's value counts again.",
        discussion: "adapt inherit hockey-star/es male_lead.nature")

    @OptionGroup var arguments: PathArguments

    func run() async throws { try await arguments.record("inherit", .inherit) }
}
