/// How many localized editions of a series somebody asserts, beside those that are registered.
public struct AssertedEditions: Sendable, Equatable {
    /// Code of the series.
    public let series: String
    /// Editions asserted.
    public let asserted: Int
    /// Editions registered, but for the source of the others.
    public let registered: Int
    /// Whether it is known which one the source is: one without a parent from which another comes. Where it is not, it
    /// may be among those registered, or be none of them.
    public let isSourceKnown: Bool

    /// Such a series.
    public init(series: String, asserted: Int, registered: Int, isSourceKnown: Bool) {
        self.series = series
        self.asserted = asserted
        self.registered = registered
        self.isSourceKnown = isSourceKnown
    }

    /// How many are not registered; at least so many where the source is not known.
    public var missing: Int { max(0, asserted - registered) }

    /// The first two as people read them.
    public var words: String {
        "\(asserted) edition\(asserted == 1 ? "" : "s") asserted, "
            + (isSourceKnown ? "" : "at most ") + "\(registered) registered"
    }

    /// All of it as people read it.
    public var inFull: String { words + ", " + (isSourceKnown ? "" : "at least ") + "\(missing) not" }
}
