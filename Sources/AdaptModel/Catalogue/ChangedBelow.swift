/// What an operation on an edition made of those that derive from it.
public struct ChangedBelow: Sendable {
    /// What an edition has of an element otherwise than before, without having said so itself.
    public struct Line: Sendable, Equatable {
        /// `series/edition`.
        public let edition: String
        /// Path.
        public let element: String
        /// What it had.
        public let was: ElementState
        /// What it has now.
        public let now: ElementState
    }

    /// What is inherited otherwise, or no more, or kept and corrected; in the order of the editions, then by path.
    public internal(set) var inherited: [Line] = []
    /// Decisions that are outdated and were not before; in the same order.
    public internal(set) var outdated: [OutdatedLine] = []

    /// Nothing.
    public init() {}

    /// How many editions inherit anything otherwise.
    public var heirs: Int { Set(inherited.map(\.edition)).count }
}

extension SeriesHistory {
    /// What the last operation made of the editions that derive from one that it decided something of; where it gave
    /// that another parent, of the edition itself too.
    public func changedBelow(_ id: EditionID) -> ChangedBelow {
        let before = OperationID(cut.number - 1)
        let isMoved = lineage[id]?.last?.operation == cut
        let place = table.place(of: id)
        let touched = table.elements.indices.filter { element in
            isMoved || place.flatMap { table.last(by: $0, of: element, asOf: cut) }?.operation == cut
        }
        var changed = ChangedBelow()
        for edition in editions {
            let chain = chain(of: edition.id)
            guard (isMoved ? chain[...] : chain.dropFirst()).contains(id) else { continue }
            let history = history(of: edition.id)
            let earlier: [EditionID] =
                [edition.id] + Array(history.ancestors(of: edition.id, asOf: before, now: chain.dropFirst()))
            for element in touched {
                let was = history.resolve(element, earlier[...], asOf: before)
                let now = history.resolve(element, chain[...], asOf: cut)
                if was.state != now.state, now.basis != .own {
                    changed.inherited.append(
                        ChangedBelow.Line(
                            edition: edition.header.edition, element: elements[element], was: was.state,
                            now: now.state))
                }
                if !was.outdated, let line = outdatedLine(element, of: edition, chain, history) {
                    changed.outdated.append(line)
                }
            }
        }
        return changed
    }
}
