/// What is known of an element.
public enum ElementState: Sendable, Equatable {
    case value(ElementValue)
    /// Known not to be there.
    case absent
    /// Somebody looked and could not tell.
    case unknown
    /// Nobody looked, here or in any ancestor.
    case notRecorded

    /// The value, or the state in brackets, so that no value can be taken for it: one that reads as such words of ours
    /// stands in quotes.
    public var words: String {
        switch self {
        case .value(let value): PrintedWords.end(value.text) ? "\"\(value.text)\"" : value.text
        case .absent: "(absent)"
        case .unknown: "(unknown)"
        case .notRecorded: "(not recorded)"
        }
    }

    /// The same, with its term where a state shown beside it reads alike and is another term.
    public func words(beside others: [ElementState]) -> String {
        guard case .value(let value) = self, let term = value.term,
            others.contains(where: { $0.words == words && $0 != self })
        else { return words }
        return "\(words) [\(term)]"
    }

    /// Whether it can be compared: a value, or absent.
    public var isKnown: Bool {
        switch self {
        case .value, .absent: true
        case .unknown, .notRecorded: false
        }
    }
}

/// An element of an edition with its own decision, else the nearest ancestor's.
public struct ResolvedElement: Sendable {
    /// On what the state rests.
    public enum Basis: String, Sendable {
        case own, kept, inherited
    }

    /// What is known.
    public let state: ElementState
    /// On what it rests; nil where nothing is recorded.
    public let basis: Basis?
    /// The decision behind it; nil where nothing is recorded.
    public let decision: Decision?
    /// Whether what the decision was taken on has changed since.
    public let outdated: Bool

    /// Nothing recorded.
    public static let notRecorded = ResolvedElement(
        state: .notRecorded, basis: nil, decision: nil, outdated: false)
}
