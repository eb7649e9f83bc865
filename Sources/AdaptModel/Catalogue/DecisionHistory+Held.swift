/// What decisions on one element were taken on and what became of that, as far as it was followed: a keep of a keep
/// asks the same of the same decision once a change, so each step is worked out once.
private struct HeldStates {
    struct Taken: Hashable {
        let edition: EditionID
        let operation: OperationID

        init(_ decision: Decision) { (edition, operation) = (decision.edition, decision.operation) }
    }

    final class Followed {
        /// What may have changed it, oldest first.
        let changes: [Change]
        /// What it was when taken, then after each change that was looked at.
        var states: [(state: ElementState, movedOn: Bool)]

        init(_ first: ElementState, _ changes: [Change]) { (states, self.changes) = ([(first, false)], changes) }
    }

    var known: [Taken: Followed] = [:]
}

/// Something said by others, or another parent.
private typealias Change = (operation: OperationID, isMinor: Bool)

extension DecisionHistory {
    /// One element, by its place in the table, of the first edition of `chain` as of `cut`.
    func resolve(_ element: Int, _ chain: ArraySlice<EditionID>, asOf cut: OperationID) -> ResolvedElement {
        guard let (decision, ancestors) = decision(on: element, chain, asOf: cut) else { return .notRecorded }
        var isKeep = false
        if case .keep = decision.statement { isKeep = true }
        var states = HeldStates()
        let held = hold(element, decision, ancestors, until: cut, wanted: isKeep, &states)
        let basis: ResolvedElement.Basis =
            decision.edition == chain.first ? (isKeep ? .kept : .own) : .inherited
        return ResolvedElement(
            state: state(of: decision, held: held.state), basis: basis, decision: decision,
            // Without a parent there is none whose value has changed.
            outdated: held.movedOn && !ancestors.isEmpty)
    }

    /// What an edition would inherit of an element as of an operation, from the parent of that time. `now`: its
    /// ancestors at present, for where no lineage is known.
    func parentState(
        of edition: EditionID, _ element: Int, asOf cut: OperationID, now: ArraySlice<EditionID>
    ) -> ElementState {
        var states = HeldStates()
        return parentState(of: edition, element, asOf: cut, now: now, &states)
    }

    /// What a decision was taken on, following corrections marked minor. `ancestors`: of whoever took it, at present.
    func held(
        _ element: Int, by decision: Decision, _ ancestors: ArraySlice<EditionID>, asOf cut: OperationID
    ) -> ElementState {
        var states = HeldStates()
        return hold(element, decision, ancestors, until: cut, wanted: true, &states).state
    }

    private func parentState(
        of edition: EditionID, _ element: Int, asOf cut: OperationID, now: ArraySlice<EditionID>,
        _ states: inout HeldStates
    ) -> ElementState {
        let above = ancestors(of: edition, asOf: cut, now: now)
        guard let (other, beyond) = decision(on: element, above, asOf: cut) else { return .notRecorded }
        // Only a keep says what it holds.
        guard case .keep = other.statement else { return state(of: other, held: .notRecorded) }
        return hold(element, other, beyond, until: cut, wanted: true, &states).state
    }

    /// What a decision was taken on: the ancestors' state at that time, as it then was, following corrections marked
    /// minor, and whether it has changed otherwise by `until`: by a decision, by another parent, or as one was taken
    /// back.
    ///
    /// `now`: the ancestors at present. `wanted`: whether the state is; else it is told only where there was a change
    /// since. A value withdrawn is no correction of it, however it is marked: a keep holds on. Recursion ends: what a
    /// change is followed through was taken before it, or by an ancestor.
    private func hold(
        _ element: Int, _ decision: Decision, _ now: ArraySlice<EditionID>, until: OperationID, wanted: Bool,
        _ states: inout HeldStates
    ) -> (state: ElementState, movedOn: Bool) {
        guard !now.isEmpty || !lineage.isEmpty else { return (.notRecorded, false) }
        let taken = HeldStates.Taken(decision)
        let followed: HeldStates.Followed
        if let known = states.known[taken] {
            followed = known
        } else {
            let changes = changes(of: element, since: decision)
            guard wanted || changes.first.map({ $0.operation <= until }) ?? false else { return (.notRecorded, false) }
            let first = parentState(of: decision.edition, element, asOf: decision.operation, now: now, &states)
            guard !changes.isEmpty else { return (first, false) }
            followed = HeldStates.Followed(first, changes)
            states.known[taken] = followed
        }
        var isKeep = false
        if case .keep = decision.statement { isKeep = true }
        let passed = followed.changes.partitioningIndex { $0.operation > until }
        while followed.states.count <= passed {
            let number = followed.states.count
            let (operation, isMinor) = followed.changes[number - 1]
            let current = parentState(of: decision.edition, element, asOf: operation, now: now, &states)
            let (held, movedOn) = followed.states[number - 1]
            if current == held {
                followed.states.append((held, false))
            } else if isMinor, !movedOn, !isKeep || current.isKnown {
                followed.states.append((current, false))
            } else {
                followed.states.append((held, true))
            }
        }
        return followed.states[passed]
    }

    /// What others said of an element after a decision, took back or brought again, and when parents changed, oldest
    /// first.
    private func changes(of element: Int, since decision: Decision) -> [Change] {
        var changes: [Change] = []
        for place in line where table.isSaid(by: place, of: element) && table.editions[place] != decision.edition {
            for other in table.said(by: place, of: element).reversed() {
                if other.operation > decision.operation {
                    changes.append((other.operation, other.minor))
                } else if table.undone.isEmpty {
                    break
                }
                for turn in table.undone.turns(of: other.operation) where turn > decision.operation {
                    changes.append((turn, other.minor))
                }
            }
        }
        for operation in moves where decision.operation < operation { changes.append((operation, false)) }
        return changes.count < 2 ? changes : changes.sorted { $0.operation < $1.operation }
    }
}
