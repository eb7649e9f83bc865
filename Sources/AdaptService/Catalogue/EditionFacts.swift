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
}

/// From what an edition derives.
public struct LineageFacts: Sendable {
    /// Primary parent, of the same series; nil: not named.
    public var parent: EditionReference?
    /// How it was made.
    public var method: Method
    /// How sure that is.
    public var certainty: Certainty
    /// Further editions that it draws on, also of other series; nothing is inherited from them.
    public var alsoFrom: [EditionReference]

    /// A lineage.
    public init(
        parent: EditionReference?, method: Method, certainty: Certainty = .asserted, alsoFrom: [EditionReference] = []
    ) {
        self.parent = parent
        self.method = method
        self.certainty = certainty
        self.alsoFrom = alsoFrom
    }
}
