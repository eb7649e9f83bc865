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
    public var aliases: [String] = []
    /// External identifiers to add, as `scheme:value`.
    public var identifiers: [String] = []

    /// No facts yet.
    public init() {}

    /// Whether anything but evidence is given.
    var saysSomething: Bool {
        let texts = [title, language, market, origin, platform, note]
        return texts.contains { $0 != nil } || status != nil || !aliases.isEmpty || !identifiers.isEmpty
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
    /// Further editions that it draws on, also of other series; nothing is inherited from them.
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

    /// Whether anything is said of the primary parent.
    var namesParent: Bool { parent != nil || method != nil || certainty != nil }
}
