/// What some facts of an edition or series stand on.
public struct Evidence: Sendable, Equatable {
    /// The facts, in the words of the options that say them: title, from, also_from s/en.
    public var facts: [String]
    /// Where they are from.
    public let citation: Citation
    /// The operation that said so last.
    public let operation: OperationID

    /// Evidence of some facts.
    public init(facts: [String], citation: Citation, operation: OperationID) {
        (self.facts, self.citation, self.operation) = (facts, citation, operation)
    }

    /// All of it on one line: the facts, where they are from, the source's words.
    public var line: String {
        facts.joined(separator: ", ") + ": " + citation.reference
            + (citation.quote.map { " \u{201C}\($0)\u{201D}" } ?? "")
    }

    /// The part of it that is of facts which `isMeant` picks; nil: none.
    public func of(_ isMeant: (String) -> Bool) -> Evidence? {
        let left = facts.filter(isMeant)
        return left.isEmpty ? nil : Evidence(facts: left, citation: citation, operation: operation)
    }
}
