/// Key of an edition; unique over all series.
public struct EditionID: Sendable, Hashable {
    /// The number in the database.
    public let number: Int
    /// The edition with that number.
    public init(_ number: Int) { self.number = number }
}

/// Number of an operation; a later operation has a higher one.
public struct OperationID: Sendable, Hashable, Comparable {
    /// The number in the database.
    public let number: Int
    /// The operation with that number.
    public init(_ number: Int) { self.number = number }
    /// After every operation: asks for the present.
    public static let now = OperationID(Int.max)

    public static func < (left: OperationID, right: OperationID) -> Bool { left.number < right.number }
}

/// Evidence for a fact.
public struct Citation: Sendable, Hashable {
    /// Code of the source.
    public let source: String
    /// Where in it.
    public let locator: String?
    /// Its words.
    public let quote: String?

    /// A place in `source`.
    public init(source: String, locator: String?, quote: String?) {
        self.source = source
        self.locator = locator
        self.quote = quote
    }

    /// The citation written `source` or `source:locator`. Throws a `Refusal` (usage).
    public init(parsing text: String, quote: String?) throws {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let code = try Code(String(parts[0]), for: "source")
        self.init(source: code.text, locator: parts.count == 2 ? String(parts[1]) : nil, quote: quote)
    }

    /// `source:locator`.
    public var reference: String {
        source + (locator.map { ":" + $0 } ?? "")
    }
}

/// A value of an element: a term of a vocabulary, or words.
public struct ElementValue: Sendable, Equatable {
    /// What is shown: the term's label in the reader's language, else the words as written.
    public let text: String
    /// The term, as in `sport:association_football`.
    public let term: String?

    /// A value shown as `text`.
    public init(_ text: String, term: String? = nil) {
        self.text = text
        self.term = term
    }

    /// Two values that name terms are equal where the terms are; else where the words are.
    public static func == (left: ElementValue, right: ElementValue) -> Bool {
        if let one = left.term, let other = right.term { return one == other }
        return left.text == right.text
    }
}

/// What an edition said of an element in one of its revisions.
///
/// Never copied: there are millions of them, and each holds many texts.
public final class Decision: Sendable {
    /// What was said.
    public enum Statement: Sendable, Equatable {
        case value(ElementValue)
        case keep, absent, unknown
        /// An earlier decision withdrawn: nobody looked.
        case inherit
    }

    /// Path of the element.
    public let element: String
    /// The edition.
    public let edition: EditionID
    /// The operation that said it.
    public let operation: OperationID
    /// What was said.
    public let statement: Statement
    /// A correction that leaves the meaning.
    public let minor: Bool
    /// Why it differs from the parent.
    public let reasons: [Reason]
    /// Note.
    public let note: String?
    /// Evidence.
    public let citation: Citation?

    /// A decision of `edition` on `element`.
    public init(
        element: String, edition: EditionID, operation: OperationID, statement: Statement, minor: Bool = false,
        reasons: [Reason] = [], note: String? = nil, citation: Citation? = nil
    ) {
        self.element = element
        self.edition = edition
        self.operation = operation
        self.statement = statement
        self.minor = minor
        self.reasons = reasons
        self.note = note
        self.citation = citation
    }
}
