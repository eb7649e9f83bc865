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

/// The decisions of an edition and its ancestors, from which any state of any of them follows.
public struct DecisionHistory: Sendable {
    private struct Key: Hashable {
        let edition: EditionID
        let element: String
    }

    /// Oldest first.
    private let decisions: [Key: [Decision]]
    /// Every element that anything is said of, ordered by path.
    public let elements: [String]

    /// A history of `decisions`, in any order.
    public init(_ decisions: [Decision]) {
        self.decisions = Dictionary(grouping: decisions) { Key(edition: $0.edition, element: $0.element) }
            .mapValues { $0.sorted { $0.operation < $1.operation } }
        elements = Set(decisions.map(\.element)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
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
        for position in chain.indices {
            guard let decision = latest(element, chain[position], cut) else { continue }
            let ancestors = chain[(position + 1)...]
            let own = position == chain.startIndex
            let held = hold(element, ancestors, since: decision.operation, until: cut)
            let state: ElementState
            switch decision.statement {
            case .value(let value): state = .value(value)
            case .absent: state = .absent
            case .unknown: state = .unknown
            case .keep: state = held.state
            case .inherit: continue
            }
            let basis: ResolvedElement.Basis = own ? (decision.statement == .keep ? .kept : .own) : .inherited
            return ResolvedElement(
                state: state, basis: basis, decision: decision, outdated: held.movedOn)
        }
        return .notRecorded
    }

    private func latest(_ element: String, _ edition: EditionID, _ cut: OperationID) -> Decision? {
        decisions[Key(edition: edition, element: element)]?.last { $0.operation <= cut }
    }

    /// The ancestors' state as it was at `since`, following corrections marked minor, and whether it has changed
    /// otherwise by `until`.
    private func hold(
        _ element: String, _ ancestors: ArraySlice<EditionID>, since: OperationID, until: OperationID
    ) -> (state: ElementState, movedOn: Bool) {
        guard !ancestors.isEmpty else { return (.notRecorded, false) }
        var held = resolve(element, ancestors, asOf: since).state
        let later = ancestors.flatMap { decisions[Key(edition: $0, element: element)] ?? [] }
            .filter { since < $0.operation && $0.operation <= until }
            .sorted { $0.operation < $1.operation }
        var movedOn = false
        for change in later {
            let state = resolve(element, ancestors, asOf: change.operation).state
            if state == held {
                movedOn = false
            } else if change.minor, !movedOn {
                held = state
            } else {
                movedOn = true
            }
        }
        return (held, movedOn)
    }
}
