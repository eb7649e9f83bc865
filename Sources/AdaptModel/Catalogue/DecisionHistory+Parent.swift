/// What became of what an edition would inherit.
extension DecisionHistory {
    /// A change of what an edition would inherit of an element.
    public struct ParentChange: Sendable {
        /// The operation that made it.
        public let operation: OperationID
        /// Whether it was a correction that leaves the meaning.
        public let isMinor: Bool
        /// What would have been inherited before.
        public let before: ElementState
    }

    /// The changes up to `cut` of what an edition would inherit of an element, from the parents of those times, newest
    /// first. `now`: its ancestors at present, for where no lineage is known.
    public func parentChanges(
        of edition: EditionID, _ element: String, asOf cut: OperationID, now: ArraySlice<EditionID>
    ) -> [ParentChange] {
        guard let number = table.number(of: element) else { return [] }
        // By operation whether all that it said is minor; another parent is not.
        var isMinor: [OperationID: Bool] = [:]
        for place in line where table.editions[place] != edition {
            for other in table.said(by: place, of: number) {
                for operation in [other.operation] + table.undone.turns(of: other.operation) {
                    isMinor[operation] = other.minor && isMinor[operation] != false
                }
            }
        }
        for operation in moves { isMinor[operation] = false }
        var after = parentState(of: edition, number, asOf: cut, now: now)
        var changes: [ParentChange] = []
        for operation in isMinor.keys.filter({ $0 <= cut }).sorted(by: >) {
            let before = parentState(of: edition, number, asOf: OperationID(operation.number - 1), now: now)
            if before != after {
                changes.append(
                    ParentChange(operation: operation, isMinor: isMinor[operation] == true, before: before))
            }
            after = before
        }
        return changes
    }
}
