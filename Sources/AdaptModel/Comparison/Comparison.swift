/// How two editions stand to each other in one element, seen from their base.
public enum Verdict: String, Sendable, CaseIterable {
    case same
    case leftChanged = "left_changed"
    case rightChanged = "right_changed"
    case bothSameChange = "both_same_change"
    case diverged
    case leftAdded = "left_added"
    case rightAdded = "right_added"
    case leftDropped = "left_dropped"
    case rightDropped = "right_dropped"
    case unknown

    /// The verdict on an element in three states. Rule 4 of the model.
    public init(base: ElementState, left: ElementState, right: ElementState) {
        guard left.isKnown, right.isKnown else {
            self = .unknown
            return
        }
        if left == right {
            self = base.isKnown && base != left ? .bothSameChange : .same
        } else if base == left {
            self = left == .absent ? .rightAdded : right == .absent ? .rightDropped : .rightChanged
        } else if base == right {
            self = right == .absent ? .leftAdded : left == .absent ? .leftDropped : .leftChanged
        } else {
            self = .diverged
        }
    }
}

/// What stands at the head of a comparison: which edition, in which state.
public struct EditionHeader: Sendable, Hashable {
    /// `series/edition`.
    public let edition: String
    /// Title, in its own spelling.
    public let title: String
    /// BCP 47 tag; nil: not recorded.
    public let language: String?
    /// Market code; nil: not recorded.
    public let market: String?
    /// Revision.
    public let revision: Int
    /// The last operation that counts, where only that tells it from the same revision at another moment: what an edition
    /// comes from may change without it.
    public private(set) var operation: OperationID?

    /// The head of an edition.
    public init(edition: String, title: String, language: String?, market: String?, revision: Int) {
        self.edition = edition
        self.title = title
        self.language = language
        self.market = market
        self.revision = revision
    }

    /// `series/edition@revision`, and after which operation where that is needed.
    public var moment: String { edition + mark }

    /// What follows its name there.
    public var mark: String { "@\(revision)" + (operation.map { " after operation \($0.number)" } ?? "") }

    /// The same, told by the last operation that counts.
    func after(_ operation: OperationID) -> EditionHeader {
        var header = self
        header.operation = operation
        return header
    }
}

/// Two editions compared element by element, from their nearest common ancestor.
public struct Comparison: Sendable {
    /// One element of one side.
    public struct Cell: Sendable {
        /// What is known.
        public let resolved: ResolvedElement
        /// `series/edition` whose decision it is; nil where nothing is recorded.
        public let from: String?
    }

    /// One element.
    public struct Row: Sendable {
        /// Path.
        public let element: String
        /// Verdict.
        public let verdict: Verdict
        /// The base's state; `notRecorded` where there is no base.
        public let base: ElementState
        /// Left side.
        public let left: Cell
        /// Right side.
        public let right: Cell
    }

    /// An edition with its ancestors, nearest first, in the state after an operation.
    public struct Side: Sendable {
        /// Head.
        public let header: EditionHeader
        /// The edition, its parent, and so on.
        public let chain: [EditionID]
        /// The last operation that counts.
        public let cut: OperationID
        /// What counts, as of it, of everything said along the chain.
        public let history: DecisionHistory

        /// A side of a comparison.
        public init(header: EditionHeader, chain: [EditionID], cut: OperationID, history: DecisionHistory) {
            self.header = header
            self.chain = chain
            self.cut = cut
            self.history = history
        }
    }

    /// Left side.
    public let left: EditionHeader
    /// Right side.
    public let right: EditionHeader
    /// Nearest common ancestor; nil: there is none, and the comparison is two-way.
    public let base: EditionHeader?
    /// Every element that one of the three records, ordered by path.
    public let rows: [Row]

    /// Compares `left` with `right`. `names` gives every edition in their chains as `series/edition`.
    public init(left: Side, right: Side, base: Side?, names: [EditionID: String]) {
        let elements = [left, right, base ?? left].map(\.history.elements)
        let rows = DecisionHistory.union(elements).compactMap { element -> Row? in
            func cell(_ side: Side) -> Cell {
                let resolved = side.history.resolve(element, side.chain[...], asOf: side.cut)
                return Cell(resolved: resolved, from: resolved.decision.flatMap { names[$0.edition] })
            }
            let (one, other) = (cell(left), cell(right))
            let origin = base.map { cell($0).resolved.state } ?? .notRecorded
            let states = [one.resolved.state, other.resolved.state, origin]
            guard states.contains(where: { $0 != .notRecorded }) else { return nil }
            let verdict = Verdict(base: origin, left: states[0], right: states[1])
            return Row(element: element, verdict: verdict, base: origin, left: one, right: other)
        }
        self.rows = rows
        // Two moments of one revision are told apart; that of the base where what it inherits has changed between them.
        func isOneRevision(_ one: Side, _ other: Side) -> Bool {
            one.header.edition == other.header.edition && one.header.revision == other.header.revision
                && one.cut != other.cut
        }
        var twice: [Side] = isOneRevision(left, right) ? [left] : []
        if let base {
            if isOneRevision(base, left), rows.contains(where: { $0.base != $0.left.resolved.state }) {
                twice.append(left)
            }
            if isOneRevision(base, right), rows.contains(where: { $0.base != $0.right.resolved.state }) {
                twice.append(right)
            }
        }
        func head(_ side: Side) -> EditionHeader {
            twice.contains { $0.header.edition == side.header.edition && $0.header.revision == side.header.revision }
                ? side.header.after(side.cut) : side.header
        }
        self.left = head(left)
        self.right = head(right)
        self.base = base.map(head)
    }

    /// How many elements are known on both sides.
    public var knownOnBoth: Int {
        rows.count { $0.left.resolved.state.isKnown && $0.right.resolved.state.isKnown }
    }

    /// How often each verdict occurs, in the order of the list, without those that do not.
    public var summary: [(verdict: Verdict, count: Int)] {
        Verdict.allCases.compactMap { verdict in
            let count = rows.count { $0.verdict == verdict }
            return count == 0 ? nil : (verdict, count)
        }
    }

    /// Whether any element is known to differ.
    public var differs: Bool {
        rows.contains { $0.verdict != .same && $0.verdict != .unknown && $0.verdict != .bothSameChange }
    }
}
