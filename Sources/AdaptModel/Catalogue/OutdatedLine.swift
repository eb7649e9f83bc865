/// A decision that was taken on something that has changed since.
public struct OutdatedLine: Sendable {
    /// `series/edition` that took it.
    public let edition: String
    /// Path.
    public let element: String
    /// What it says now.
    public let state: ElementState
    /// Whether it says: same as the parent on purpose.
    public let isKept: Bool
    /// The parent's state when it was taken, following corrections marked minor.
    public let was: ElementState
    /// The parent's state now.
    public let now: ElementState
    /// The operation that took it.
    public let operation: OperationID
}

extension SeriesHistory {
    /// Decisions whose parent's value has changed since, other than by corrections marked minor; in the order of the
    /// editions, then by path.
    public var outdated: [OutdatedLine] {
        editions.flatMap { edition -> [OutdatedLine] in
            let elements = edition.parent == nil ? [] : elementsDecided(by: edition.id)
            guard !elements.isEmpty else { return [] }
            let (chain, history) = (chain(of: edition.id), history(of: edition.id))
            return elements.compactMap { outdatedLine($0, of: edition, chain, history) }
        }
    }

    /// What an edition decided itself of an element, by its place in `elements`, where that is outdated; else nil.
    func outdatedLine(
        _ element: Int, of edition: Edition, _ chain: [EditionID], _ history: DecisionHistory
    ) -> OutdatedLine? {
        let resolved = history.resolve(element, chain[...], asOf: cut)
        guard resolved.outdated, let basis = resolved.basis, basis != .inherited, let decision = resolved.decision
        else { return nil }
        let ancestors = chain.dropFirst()
        return OutdatedLine(
            edition: edition.header.edition, element: elements[element], state: resolved.state,
            isKept: basis == .kept, was: history.held(element, by: decision, ancestors, asOf: cut),
            now: history.parentState(of: edition.id, element, asOf: cut, now: ancestors),
            operation: decision.operation)
    }
}
