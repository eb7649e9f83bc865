import AdaptModel
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
