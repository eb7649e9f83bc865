public import AdaptModel

/// What is said of an edition besides its elements. Nil: not recorded, or left as it is.
public struct EditionFacts: Sendable {
    /// Title, in its own spelling.
    public var title: String?
    /// Language (BCP 47).
    public var language: String?
    /// Market it is made for.
    public var market: String?
    /// Market it was made in.
    public var origin: String?
    /// App or channel.
    public var platform: String?
    /// Where it stands.
    public var status: Status?
    /// Note.
    public var note: String?
    /// Evidence.
    public var citation: Citation?
    /// Other titles to add.
    public var aliases: [Alias] = []
    /// External identifiers to add, as `scheme:value`.
    public var identifiers: [String] = []

    /// No facts yet.
    public init() {}

    /// What is given besides evidence, in the words of the function `edition_evidence`.
    var named: [String] {
        let facts = [
            ("title", title), ("language", language), ("market", market), ("origin", origin), ("platform", platform),
            ("status", status?.rawValue), ("note", note),
        ]
        return facts.filter { $0.1 != nil }.map(\.0) + aliases.map { "alias " + $0.title }
            + identifiers.map { "id " + $0 }
    }
}

/// Another title that an edition goes by.
public struct Alias: Sendable, Hashable, CustomStringConvertible {
    /// Why it differs from the title.
    public enum Kind: String, Sendable, CaseIterable {
        case alternative, working, former, season, transliteration
    }

    /// The title.
    public var title: String
    /// Why it differs.
    public var kind: Kind
    /// Its language (BCP 47); nil: not recorded.
    public var language: String?

    /// A title of some kind.
    public init(_ title: String, kind: Kind = .alternative, language: String? = nil) {
        self.title = title
        self.kind = kind
        self.language = language
    }

    /// As it is written: `TITLE`, `KIND=TITLE` or `KIND/LANGUAGE=TITLE`.
    public var description: String {
        guard self != Alias(title) else { return title }
        return kind.rawValue + (language.map { "/" + $0 } ?? "") + "=" + title
    }

    /// The alias written `TITLE`, `KIND=TITLE` or `KIND/LANGUAGE=TITLE`. Other text before the sign is part of the
    /// title. Throws a `Refusal` (usage) where it was meant for a kind: a word near one, or one with a language.
    public init(parsing text: String) throws {
        let (before, title) = text.halves(at: "=") ?? ("", text)
        let (word, language) = before.halves(at: "/") ?? (before, nil)
        if let kind = Kind(rawValue: word), !title.allSatisfy(\.isWhitespace) {
            self.init(trimmed(title), kind: kind, language: language)
            return
        }
        guard Kind(rawValue: word) == nil else {
            throw Refusal(
                .usage, "alias \"\(text)\" has no title",
                hint: "write it behind the sign, as in \(before)=\"Old title\"")
        }
        let kinds = Kind.allCases.map(\.rawValue)
        let isWord = word.utf8.allSatisfy { (0x61...0x7A).contains($0) }
        let near = Nearest.hint(for: word, among: kinds)
        guard word.isEmpty || !isWord || language == nil && near == nil else {
            throw Refusal(
                .usage, "kind \"\(word)\" of alias \"\(text)\" is not one of the list",
                hint: near ?? "choose of " + kinds.joined(separator: ", "))
        }
        self.init(text)
    }
}

/// From what an edition derives. Nil: not named, or left as it is.
public struct LineageFacts: Sendable {
    /// Primary parent, of the same series.
    public var parent: EditionReference?
    /// How it was made; of a new edition nil is `unknown`.
    public var method: Method?
    /// How sure that is; of a new edition nil is `asserted`.
    public var certainty: Certainty?
    /// Further editions that it draws on, also of other series; nothing is inherited from them. A series alone is an
    /// edition of the own series where one is called so, else the source edition of that series.
    public var alsoFrom: [EditionReference]

    /// A lineage.
    public init(
        parent: EditionReference? = nil, method: Method? = nil, certainty: Certainty? = nil,
        alsoFrom: [EditionReference] = []
    ) {
        self.parent = parent
        self.method = method
        self.certainty = certainty
        self.alsoFrom = alsoFrom
    }

    /// Whether anything is said of the primary parent: how further sources are drawn on makes no lineage of an edition
    /// that has none (`isDerived`: it has one).
    func saysOfParent(isDerived: Bool) -> Bool {
        LineageFacts.saysOfParent(
            hasParent: parent != nil, hasWay: method != nil || certainty != nil, drawsOn: !alsoFrom.isEmpty,
            isDerived: isDerived)
    }

    /// The same of a lineage in other words. `hasWay`: whether it says how, or how sure that is.
    static func saysOfParent(hasParent: Bool, hasWay: Bool, drawsOn: Bool, isDerived: Bool) -> Bool {
        hasParent || hasWay && (!drawsOn || isDerived)
    }
}
