/// One element that an edition decides itself, against its parent: the parent is the left side and the base.
///
/// A class, because there are millions of them, each of many texts, which would be copied wherever one is handed on.
public final class ParentLine: Sendable {
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

    init(
        edition: SeriesHistory.Edition, parent: SeriesHistory.Edition, element: String, kind: String, verdict: Verdict,
        left: Comparison.Cell, right: Comparison.Cell
    ) {
        self.edition = edition
        self.parent = parent
        self.element = element
        self.kind = kind
        self.verdict = verdict
        self.left = left
        self.right = right
    }

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
        var lines: [ParentLine] = []
        forEachLineAgainstParent(kinds: kinds) { lines.append($0) }
        return lines
    }

    /// The same, one line after the other.
    public func forEachLineAgainstParent(kinds: Set<String> = [], _ body: (ParentLine) -> Void) {
        let kindOf = elements.map(kind(of:))
        forEachDecided(kinds: kinds) { edition, parent, number, own, above in
            body(
                ParentLine(
                    edition: edition, parent: parent, element: elements[number], kind: kindOf[number],
                    verdict: Verdict(base: above.state, left: above.state, right: own.state),
                    left: cell(above, likely: parent), right: cell(own, likely: edition)))
        }
    }

    /// Each derived edition with the elements by which it differs from its parent, in the same order.
    public func forEachDifference(_ body: (Edition, String) -> Void) {
        forEachDecided { edition, _, number, own, above in
            guard Verdict(base: above.state, left: above.state, right: own.state).isDifference else { return }
            body(edition, elements[number])
        }
    }

    /// Hands over each derived edition with its parent, the place of each element that it decides itself, what it says
    /// and what the parent has. `kinds`: as above.
    private func forEachDecided(
        kinds: Set<String> = [], _ body: (Edition, Edition, Int, ResolvedElement, ResolvedElement) -> Void
    ) {
        let wanted = elements.map { kinds.isEmpty || kinds.contains(kind(of: $0)) }
        for edition in editions {
            guard let parent = edition.parent.flatMap({ self.edition($0) }) else { continue }
            let numbers = elementsDecided(by: edition.id)
            guard !numbers.isEmpty else { continue }
            let (chain, history) = (chain(of: edition.id), history(of: edition.id))
            for number in numbers where wanted[number] {
                let own = history.resolve(number, chain[...], asOf: cut)
                guard own.decision?.edition == edition.id else { continue }
                body(edition, parent, number, own, history.resolve(number, chain.dropFirst(), asOf: cut))
            }
        }
    }
}
