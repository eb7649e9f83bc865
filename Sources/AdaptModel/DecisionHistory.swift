/// The decisions of an edition and its ancestors, from which any state of any of them follows.
public struct DecisionHistory: Sendable {
    let table: DecisionTable
    /// The editions whose words count, by their places in the table.
    private let line: [Int]
    private let lineage: [EditionID: [LineageStep]]
    private let moves: [OperationID]

    /// A history of `decisions`, in any order. `lineage`: how parents came and went; none: they never changed.
    public init(_ decisions: [Decision], lineage: [LineageStep] = []) {
        let table = DecisionTable(decisions)
        self.init(
            table, line: Array(table.editions.indices), lineage: LineageStep.byEdition(lineage),
            moves: lineage.map(\.operation))
    }

    /// The part of a table that some editions wrote. `lineage`: oldest first; `moves`: when the parents of these
    /// editions changed.
    init(_ table: DecisionTable, line: [Int], lineage: [EditionID: [LineageStep]], moves: [OperationID]) {
        self.table = table
        self.line = line
        self.lineage = lineage
        self.moves = moves
    }

    /// Every element that anything is said of, ordered by path.
    public var elements: [String] { numbers.map { table.elements[$0] } }

    /// Their places in the table.
    private var numbers: [Int] {
        table.elements.indices.filter { element in line.contains { !table.said(by: $0, of: element).isEmpty } }
    }

    /// All of some lists of elements, each once, ordered by path.
    static func union(_ lists: [[String]]) -> [String] {
        guard let first = lists.first, lists.contains(where: { $0 != first }) else { return lists.first ?? [] }
        return Set(lists.joined()).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// All elements of the first edition of `chain` as of `cut`, ordered by path; those never recorded are left out.
    ///
    /// `chain` is the edition, its parent, the parent's parent, and so on.
    public func profile(of chain: [EditionID], asOf cut: OperationID) -> [(element: String, ResolvedElement)] {
        numbers.compactMap { element in
            let resolved = resolve(element, chain[...], asOf: cut)
            return resolved.state == .notRecorded ? nil : (table.elements[element], resolved)
        }
    }

    /// One element of the first edition of `chain` as of `cut`.
    public func resolve(_ element: String, _ chain: ArraySlice<EditionID>, asOf cut: OperationID) -> ResolvedElement {
        table.number(of: element).map { resolve($0, chain, asOf: cut) } ?? .notRecorded
    }

    /// What an edition would inherit of an element as of an operation, from the parent of that time. `now`: its
    /// ancestors at present, for where no lineage is known.
    public func parentState(
        of edition: EditionID, _ element: String, asOf cut: OperationID, now: ArraySlice<EditionID>
    ) -> ElementState {
        table.number(of: element).map { parentState(of: edition, $0, asOf: cut, now: now) } ?? .notRecorded
    }
}

extension DecisionHistory {
    /// One element, by its place in the table, of the first edition of `chain` as of `cut`.
    func resolve(_ element: Int, _ chain: ArraySlice<EditionID>, asOf cut: OperationID) -> ResolvedElement {
        guard let (decision, ancestors) = decision(on: element, chain, asOf: cut) else { return .notRecorded }
        var isKeep = false
        if case .keep = decision.statement { isKeep = true }
        let held = hold(element, decision, ancestors, until: cut, wanted: isKeep)
        let basis: ResolvedElement.Basis =
            decision.edition == chain.first ? (isKeep ? .kept : .own) : .inherited
        return ResolvedElement(
            state: state(of: decision, held: held.state), basis: basis, decision: decision, outdated: held.movedOn)
    }

    func parentState(
        of edition: EditionID, _ element: Int, asOf cut: OperationID, now: ArraySlice<EditionID>
    ) -> ElementState {
        let above = ancestors(of: edition, asOf: cut, now: now)
        guard let (other, beyond) = decision(on: element, above, asOf: cut) else { return .notRecorded }
        return state(of: other, held: hold(element, other, beyond, until: cut, wanted: true).state)
    }

    /// What a decision was taken on, following corrections marked minor. `ancestors`: of whoever took it, at present.
    func held(
        _ element: Int, by decision: Decision, _ ancestors: ArraySlice<EditionID>, asOf cut: OperationID
    ) -> ElementState {
        hold(element, decision, ancestors, until: cut, wanted: true).state
    }

    /// The decision that counts for the first edition of `chain`, and the ancestors of whoever took it.
    private func decision(
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

    private func state(of decision: Decision, held: @autoclosure () -> ElementState) -> ElementState {
        switch decision.statement {
        case .value(let value): .value(value)
        case .absent: .absent
        case .unknown: .unknown
        case .keep: held()
        case .inherit: .notRecorded
        }
    }

    /// The ancestors of an edition as of an operation, nearest first; `now` where no lineage is known.
    private func ancestors(
        of edition: EditionID, asOf cut: OperationID, now: ArraySlice<EditionID>
    ) -> ArraySlice<EditionID> {
        guard !lineage.isEmpty else { return now }
        var chain: [EditionID] = []
        var current = edition
        while let parent = lineage[current]?.last(where: { $0.operation <= cut })?.parent, !chain.contains(parent) {
            chain.append(parent)
            current = parent
        }
        return chain[...]
    }

    /// What a decision was taken on: the ancestors' state at that time, following corrections marked minor, and
    /// whether it has changed otherwise by `until`, by a decision or by another parent.
    ///
    /// `wanted`: whether the state is; else it is told only where there was a change since.
    private func hold(
        _ element: Int, _ decision: Decision, _ now: ArraySlice<EditionID>, until: OperationID, wanted: Bool
    ) -> (state: ElementState, movedOn: Bool) {
        guard !now.isEmpty || !lineage.isEmpty else { return (.notRecorded, false) }
        let changes = changes(of: element, since: decision, until: until)
        guard wanted || !changes.isEmpty else { return (.notRecorded, false) }
        var held = parentState(of: decision.edition, element, asOf: decision.operation, now: now)
        var movedOn = false
        for (operation, isMinor) in changes {
            let current = parentState(of: decision.edition, element, asOf: operation, now: now)
            if current == held {
                movedOn = false
            } else if isMinor, !movedOn {
                held = current
            } else {
                movedOn = true
            }
        }
        return (held, movedOn)
    }

    /// What others said of an element after a decision, and when parents changed, up to an operation; oldest first.
    private func changes(
        of element: Int, since decision: Decision, until: OperationID
    ) -> [(operation: OperationID, isMinor: Bool)] {
        var changes: [(operation: OperationID, isMinor: Bool)] = []
        for place in line where table.editions[place] != decision.edition {
            for other in table.said(by: place, of: element).reversed() {
                guard other.operation > decision.operation else { break }
                if other.operation <= until { changes.append((other.operation, other.minor)) }
            }
        }
        for operation in moves where decision.operation < operation && operation <= until {
            changes.append((operation, false))
        }
        return changes.count < 2 ? changes : changes.sorted { $0.operation < $1.operation }
    }
}
