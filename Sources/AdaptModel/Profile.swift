/// What is known of an element.
public enum ElementState: Sendable, Equatable {
    case value(ElementValue)
    /// Known not to be there.
    case absent
    /// Somebody looked and could not tell.
    case unknown
    /// Nobody looked, here or in any ancestor.
    case notRecorded

    /// The value, or the state in brackets, so that no value can be taken for it.
    public var words: String {
        switch self {
        case .value(let value): value.text
        case .absent: "(absent)"
        case .unknown: "(unknown)"
        case .notRecorded: "(not recorded)"
        }
    }

    /// Whether it can be compared: a value, or absent.
    public var isKnown: Bool {
        switch self {
        case .value, .absent: true
        case .unknown, .notRecorded: false
        }
    }
}

/// An element of an edition with its own decision, else the nearest ancestor's.
public struct ResolvedElement: Sendable {
    /// On what the state rests.
    public enum Basis: String, Sendable {
        case own, kept, inherited
    }

    /// What is known.
    public let state: ElementState
    /// On what it rests; nil where nothing is recorded.
    public let basis: Basis?
    /// The decision behind it; nil where nothing is recorded.
    public let decision: Decision?
    /// Whether what the decision was taken on has changed since.
    public let outdated: Bool

    /// Nothing recorded.
    public static let notRecorded = ResolvedElement(
        state: .notRecorded, basis: nil, decision: nil, outdated: false)
}

/// A primary parent that an edition got by an operation.
public struct LineageStep: Sendable {
    /// The edition.
    public let edition: EditionID
    /// The operation.
    public let operation: OperationID
    /// Its parent from then on; nil: not named.
    public let parent: EditionID?

    /// A step in the lineage of `edition`.
    public init(edition: EditionID, operation: OperationID, parent: EditionID?) {
        self.edition = edition
        self.operation = operation
        self.parent = parent
    }
}

/// The decisions of an edition and its ancestors, from which any state of any of them follows.
public struct DecisionHistory: Sendable {
    private struct Key: Hashable {
        let edition: EditionID
        let element: String
    }

    /// Oldest first.
    private let decisions: [Key: [Decision]]
    private let byElement: [String: [Decision]]
    private let lineage: [EditionID: [LineageStep]]
    private let moves: [OperationID]
    /// Every element that anything is said of, ordered by path.
    public let elements: [String]

    /// A history of `decisions`, in any order. `lineage`: how parents came and went; none: they never changed.
    public init(_ decisions: [Decision], lineage: [LineageStep] = []) {
        byElement = Dictionary(grouping: decisions, by: \.element)
        self.lineage = Dictionary(grouping: lineage, by: \.edition)
            .mapValues { $0.sorted { $0.operation < $1.operation } }
        moves = lineage.map(\.operation)
        self.decisions = Dictionary(grouping: decisions) { Key(edition: $0.edition, element: $0.element) }
            .mapValues { $0.sorted { $0.operation < $1.operation } }
        elements = Set(decisions.map(\.element)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
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
        elements.compactMap { element in
            let resolved = resolve(element, chain[...], asOf: cut)
            return resolved.state == .notRecorded ? nil : (element, resolved)
        }
    }

    /// One element of the first edition of `chain` as of `cut`.
    public func resolve(_ element: String, _ chain: ArraySlice<EditionID>, asOf cut: OperationID) -> ResolvedElement {
        guard let (decision, ancestors) = decision(on: element, chain, asOf: cut) else { return .notRecorded }
        let held = hold(element, decision, ancestors, until: cut)
        let isOwn = decision.edition == chain.first
        return ResolvedElement(
            state: state(of: decision, held: held.state),
            basis: isOwn ? (decision.statement == .keep ? .kept : .own) : .inherited, decision: decision,
            outdated: held.movedOn)
    }

    /// The decision that counts for the first edition of `chain`, and the ancestors of whoever took it.
    private func decision(
        on element: String, _ chain: ArraySlice<EditionID>, asOf cut: OperationID
    ) -> (Decision, ArraySlice<EditionID>)? {
        for position in chain.indices {
            guard let decision = latest(element, chain[position], cut), decision.statement != .inherit else { continue }
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

    private func latest(_ element: String, _ edition: EditionID, _ cut: OperationID) -> Decision? {
        decisions[Key(edition: edition, element: element)]?.last { $0.operation <= cut }
    }

    /// The ancestors of an edition as of an operation, nearest first; `now` where no lineage is known.
    private func ancestors(of edition: EditionID, asOf cut: OperationID, now: ArraySlice<EditionID>) -> ArraySlice<
        EditionID
    > {
        guard !lineage.isEmpty else { return now }
        var chain: [EditionID] = []
        var current = edition
        while let parent = lineage[current]?.last(where: { $0.operation <= cut })?.parent, !chain.contains(parent) {
            chain.append(parent)
            current = parent
        }
        return chain[...]
    }

    /// What an edition would inherit of an element as of an operation, from the parent of that time. `now`: its
    /// ancestors at present, for where no lineage is known.
    public func parentState(
        of edition: EditionID, _ element: String, asOf cut: OperationID, now: ArraySlice<EditionID>
    ) -> ElementState {
        let above = ancestors(of: edition, asOf: cut, now: now)
        guard let (other, beyond) = decision(on: element, above, asOf: cut) else { return .notRecorded }
        return state(of: other, held: hold(element, other, beyond, until: cut).state)
    }

    /// What a decision was taken on: the ancestors' state at that time, following corrections marked minor, and
    /// whether it has changed otherwise by `until`, by a decision or by another parent.
    private func hold(
        _ element: String, _ decision: Decision, _ now: ArraySlice<EditionID>, until: OperationID
    ) -> (state: ElementState, movedOn: Bool) {
        guard !now.isEmpty || !lineage.isEmpty else { return (.notRecorded, false) }
        let since = decision.operation
        var held = parentState(of: decision.edition, element, asOf: since, now: now)
        let decided = (byElement[element] ?? []).filter { $0.edition != decision.edition }
        let changes = decided.map { ($0.operation, $0.minor) } + moves.map { ($0, false) }
        var movedOn = false
        for (operation, isMinor) in changes.filter({ since < $0.0 && $0.0 <= until }).sorted(by: { $0.0 < $1.0 }) {
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
}
