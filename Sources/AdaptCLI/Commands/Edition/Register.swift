import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

/// A new edition with its decisions.
struct RegisterOptions: ParsableArguments {
    @Argument(help: "Series.", completion: .series) var series: String
    @Option(help: "Short name within the series (default: the market, else the language).") var code: String?
    @Option(
        help: "Where it stands: proposed, licensed, in_adaptation, in_review, approved, in_promotion ...",
        completion: .words(Status.self))
    var status: String?
    @OptionGroup var edition: EditionOptions
    @Option(
        help: ArgumentHelp("What it says of an element; repeatable.", valueName: "path=value"), completion: .assignment)
    var set: [String] = []
    @Option(
        help: ArgumentHelp("Element it keeps from its parent on purpose; repeatable.", valueName: "path"),
        completion: .element)
    var keep: [String] = []
    @Option(help: "Why its values differ, as in local_taste; repeatable.", completion: .words(Reason.self))
    var reason: [String] = []
    @Flag(help: "Paths in --set may be used for the first time.") var new = false
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let reasons = try reason.map { try Reason(parsing: $0, as: "reason") }
        // Without a value of its own it would go with nothing: what is kept or inherited differs from nothing.
        guard reasons.isEmpty || !set.isEmpty else {
            throw Refusal(
                .usage, "--reason needs --set",
                hint: "say what differs, as in --set male_lead.sport=fútbol, or leave it out")
        }
        let citation = try edition.cite.citation
        let values = try set.map { text in
            let (path, value) = try Assignment.parse(text)
            return Decide.Request(path, .value(value), reasons: reasons, citation: citation, mayBeNew: new)
        }
        let kept = try keep.map { Decide.Request(try ElementPath($0), .keep, citation: citation) }
        var registration = RegisterEdition(
            series: series, code: code, facts: try edition.facts(status: status),
            lineage: try edition.lineage(of: series), decisions: values + kept)
        registration.mayShareIdentifiers = edition.sharedId
        let receipt = try await write.write { [registration] workspace in
            // Likely duplicates are told before anything is written.
            let rehearsal = try await registration.run(in: workspace, dryRun: true)
            warn(ofDuplicates: rehearsal.result.likelyDuplicates)
            if !write.quiet {
                note(alike: rehearsal.result.alike)
                note(otherSources: rehearsal.result.otherSources)
            }
            if !write.quiet, !rehearsal.result.inherits.isEmpty {
                let inherited = rehearsal.result.inherits.map { "\($0.element) = \(shown($0.value)) (\($0.from))" }
                Streams.current.warn("adapt: inherits " + few(inherited))
            }
            return write.dryRun ? rehearsal : try await registration.run(in: workspace, dryRun: false)
        }
        let count = receipt.result.inherits.count
        let inherited = count == 0 ? "" : ", inherits \(grouped(count, "element"))"
        try write.confirm(
            receipt, "registered \(receipt.result.edition)@\(receipt.result.revision)" + inherited,
            [
                ("edition", .string(receipt.result.edition)), ("revision", .int(receipt.result.revision)),
                ("inherits", .int(count)), ("inherited", .array(receipt.result.inherits.map { .string($0.element) })),
                ("likely_duplicates", .array(receipt.result.likelyDuplicates.map { .string($0.other) })),
                ("same_market_and_language", .array(receipt.result.alike.map { .string($0.other) })),
                ("other_sources", .array(receipt.result.otherSources.map { .string($0) })),
            ])
    }
}

struct Register: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", _superCommandName: "adapt",
        abstract: "Register a new edition with its decisions, in one step.",
        discussion: """
            adapt register hockey-star --code es --language es --title "CÓMO DESHACERSE ..." --from en \\
                --method remake --set male_lead.sport=fútbol --reason local_taste --keep male_lead.nature
            """)

    @OptionGroup var options: RegisterOptions

    func run() async throws { try await options.run() }
}
