/// One element that an edition decides itself, against its parent: the parent is the left side and the base.
public struct ParentLine: Sendable {
    /// The edition.
    public let edition: SeriesHistory.Edition
    /// Its primary parent.
    public let parent: SeriesHistory.Edition
    /// Path of the element.
    public let element: String
    /// Its kind.
    public let kind: String
    /// Verdict.
    public let verdict: Verdict
    /// What is known of it in the parent.
    public let left: Comparison.Cell
    /// What the edition says.
    public let right: Comparison.Cell

    /// Whether it is the same because the edition decided to keep it.
    public var isKept: Bool { verdict == .same && right.resolved.basis == .kept }

    /// The verdict, or `kept`.
    public var word: String { isKept ? "kept" : verdict.rawValue }

    /// Whether both sides know it.
    public var isCompared: Bool { left.resolved.state.isKnown && right.resolved.state.isKnown }

    /// What became of the words, where both sides are texts that differ and have much in common.
    public var words: WordDifference? { WordDifference(verdict, left.resolved.state, right.resolved.state) }
}

extension SeriesHistory {
    /// What each derived edition decides itself, against its parent; in the order of the editions, then by path.
    ///
    /// Elements that an edition inherits are left out. `kinds`: only elements of these; none: of all.
    public func linesAgainstParents(kinds: Set<String> = []) -> [ParentLine] {
        editions.flatMap { edition -> [ParentLine] in
            guard let parent = edition.parent.flatMap({ self.edition($0) }) else { return [] }
            let elements = elementsDecided(by: edition.id)
            guard !elements.isEmpty else { return [] }
            let (chain, history) = (chain(of: edition.id), history(of: edition.id))
            return elements.compactMap { number in
                let element = self.elements[number]
                let kind = kind(of: element)
                guard kinds.isEmpty || kinds.contains(kind) else { return nil }
                let own = history.resolve(number, chain[...], asOf: cut)
                guard own.decision?.edition == edition.id else { return nil }
                let above = history.resolve(number, chain.dropFirst(), asOf: cut)
                return ParentLine(
                    edition: edition, parent: parent, element: element, kind: kind,
                    verdict: Verdict(base: above.state, left: above.state, right: own.state),
                    left: cell(above), right: cell(own))
            }
        }
    }
}
