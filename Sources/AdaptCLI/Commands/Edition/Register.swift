import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

/// What can be said of an edition besides its elements.
struct EditionOptions: ParsableArguments {
    @Option(help: "Title, in its own spelling.") var title: String?
    @Option(help: "Market it is made for, as in us or hk-mo-tw.", completion: .market) var market: String?
    @Option(help: "Language (BCP 47), as in es or zh-Hant.") var language: String?
    @Option(help: "Market it was made in.") var origin: String?
    @Option(help: "App or channel.") var platform: String?
    @Option(help: "Note.") var note: String?
    @Option(
        help: ArgumentHelp(
            "Another title, as TITLE, or as former=TITLE, season/en=TITLE (also working, transliteration); repeatable.",
            valueName: "title"))
    var alias: [String] = []
    @Option(help: ArgumentHelp("External identifier, as in imdb:tt1234567; repeatable.", valueName: "scheme:value"))
    var id: [String] = []
    @Flag(help: "An identifier may be that of another edition too.") var sharedId = false
    @Option(
        help: ArgumentHelp("Edition of the same series that it derives from.", valueName: "parent"),
        completion: .edition)
    var from: String?
    @Option(
        help: "How it was made: remake, recut, regional_edit, dub, subtitle, transcreation, ai_conversion.",
        completion: .words(Method.self))
    var method: String?
    @Option(help: "How sure that is: asserted, inferred, disputed.", completion: .words(Certainty.self))
    var certainty: String?
    @Option(
        help: ArgumentHelp(
            "Another edition it draws on, also of another series, without inheriting; repeatable.", valueName: "edition"
        ),
        completion: .edition)
    var alsoFrom: [String] = []
    @OptionGroup var cite: CiteOptions

    func facts(status: String? = nil) throws -> EditionFacts {
        if market?.showsNothing == true { throw Refusal.emptyMarket }
        var facts = EditionFacts()
        facts.title = title.map(withoutBlanks)
        facts.language = language
        facts.market = market?.lowercased()
        facts.origin = origin?.lowercased()
        facts.platform = platform.map(withoutBlanks)
        facts.status = try status.map { try Status(parsing: $0, as: "status") }
        facts.note = note.map(withoutBlanks)
        facts.citation = try cite.citation
        facts.aliases = try alias.map { try Alias(parsing: withoutBlanks($0)) }
        facts.identifiers = id
        return facts
    }

    /// Nil where nothing is said of it. A parent is named by its code, or as any edition is.
    func lineage(of series: String) throws -> LineageFacts? {
        guard from != nil || method != nil || certainty != nil || !alsoFrom.isEmpty else { return nil }
        let parent = try from.map { try EditionReference(parsing: $0, in: series) }
        return LineageFacts(
            parent: parent, method: try method.map { try Method(parsing: $0, as: "method") },
            certainty: try certainty.map { try Certainty(parsing: $0, as: "certainty") },
            alsoFrom: try alsoFrom.map { try EditionReference(parsing: $0) })
    }
}

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

/// Tells of editions that may be the same as the one that is written.
func warn(ofDuplicates duplicates: [BulkReceipt.Duplicate]) {
    Streams.current.warn(of: duplicates, "likely duplicates") { twin in
        "likely duplicate: \(twin.other) \"\(shown(twin.title))\" (same title, \(twin.same))"
    }
}

/// Tells of the other editions of its series for the market and language of the one that is written.
func note(alike: [BulkReceipt.Duplicate]) {
    Streams.current.warn(of: alike, "of these") { twin in
        "also of \(twin.same): \(twin.other) \"\(shown(twin.title))\""
    }
}

/// Tells that one more edition of a series derives from none, which may be forgotten rather than meant.
private func note(otherSources sources: [String]) {
    guard let first = sources.first else { return }
    let (from, which) = sources.count == 1 ? (first, "it") : ("EDITION", "one of them")
    Streams.current.warn(
        "adapt: derives from none, as \(few(sources)): say --from \(from) where it comes from \(which)")
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

/// A text without the blanks at its ends, which nobody sees; blanks alone stay, to be refused.
func withoutBlanks(_ text: String) -> String {
    let rest = trimmed(text)
    return rest.isEmpty ? text : rest
}

/// `PATH=VALUE`; blanks at the ends of the value are left out.
enum Assignment {
    static func parse(_ text: String) throws -> (ElementPath, String) {
        guard let (path, value) = text.halves(at: "="), !value.isEmpty else {
            throw Refusal(
                .usage, "\"\(text)\" is not written as PATH=VALUE",
                hint: "as in male_lead.sport=football; for no value use adapt absent or adapt unknown")
        }
        let words = withoutBlanks(value)
        // What stands for a value in hints and examples of this program, pasted as it is.
        guard !["VALUE", "..."].contains(words) else {
            throw Refusal(
                .usage, "\(words) of \"\(path)\" stands for what is to be said: write that", hint: spelt)
        }
        if let state = PrintedWords.state(words) ?? PrintedWords.bare(words) {
            throw Refusal(
                .usage, "value \"\(words)\" of \"\(path)\" reads as a state",
                hint: "adapt \(PrintedWords.saying(state)) EDITION \(path) says that; \(spelt)")
        }
        guard !PrintedWords.isSignOfNothing(words) else {
            throw Refusal(
                .usage, "value \"\(words)\" of \"\(path)\" does not say what is meant",
                hint: "adapt absent EDITION \(path) says that it is not there, adapt unknown EDITION \(path) that "
                    + "somebody looked and could not tell; \(spelt)")
        }
        return (try ElementPath(path), words)
    }

    /// How to say what no assignment is taken for.
    private static let spelt = "a value that is spelt so comes in by adapt import elements, with state value"
}
