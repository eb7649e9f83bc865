/// Whose decision counts: that of the nearest that decides.
extension DecisionHistory {
    /// The decision that counts for the first edition of `chain`, and the ancestors of whoever took it.
    func decision(
        on element: Int, _ chain: ArraySlice<EditionID>, asOf cut: OperationID
    ) -> (Decision, ArraySlice<EditionID>)? {
        for position in chain.indices {
            guard let place = table.place(of: chain[position]),
                let decision = table.last(by: place, of: element, asOf: cut)
            else { continue }
            if case .inherit = decision.statement { continue }
            return (decision, chain[(position + 1)...])
        }
        return nil
    }

    /// What a decision says; `held`: what it keeps, where it keeps.
    func state(of decision: Decision, held: ElementState) -> ElementState {
        switch decision.statement {
        case .value(let value): .value(value)
        case .absent: .absent
        case .unknown: .unknown
        case .keep: held
        case .inherit: .notRecorded
        }
    }

    /// The ancestors of an edition as of an operation, nearest first; `now` where no lineage is known.
    func ancestors(
        of edition: EditionID, asOf cut: OperationID, now: ArraySlice<EditionID>
    ) -> ArraySlice<EditionID> {
        guard !lineage.isEmpty else { return now }
        var chain: [EditionID] = []
        var current = edition
        while let parent = lineage[current]?.last(where: { table.undone.counts($0.operation, asOf: cut) })?.parent,
            !chain.contains(parent)
        {
            chain.append(parent)
            current = parent
        }
        return chain[...]
    }
}
