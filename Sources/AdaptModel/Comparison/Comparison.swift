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
