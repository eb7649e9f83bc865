/// Every element of a series in every one of its editions.
public struct SeriesMatrix: Sendable {
    /// One element of one edition, as it stands to the edition's parent.
    public struct Cell: Sendable {
        /// What is known, with its basis and the edition that it is from.
        public let content: Comparison.Cell
        /// Against the parent, which is the left side and the base; nil: no parent to compare with, or neither
        /// records anything.
        public let verdict: Verdict?

        /// Whether it is the same because the edition decided to keep it.
        public var isKept: Bool { verdict == .same && content.resolved.basis == .kept }
        /// What is known.
        public var state: ElementState { content.resolved.state }
    }

    /// One element.
    public struct Row: Sendable {
        /// Path.
        public let element: String
        /// Kind.
        public let kind: String
        /// As many as there are editions, in their order.
        public let cells: [Cell]

        /// Whether two editions are known to differ in it.
        public var differs: Bool {
            let known = cells.map(\.state).filter(\.isKnown)
            return known.indices.contains { index in known[..<index].contains { $0 != known[index] } }
        }
        /// Whether an edition neither records nor inherits it.
        public var isMissingSomewhere: Bool { cells.contains { $0.state == .notRecorded } }
        /// Whether every edition knows it.
        public var isKnownEverywhere: Bool { cells.allSatisfy(\.state.isKnown) }

        /// Whether a filter shows it: for a cell, or because two editions differ of which neither is the other's parent.
        public func isShown(by filter: VerdictFilter) -> Bool {
            filter.isAll || filter.admits(.diverged) && differs
                || cells.contains { cell in cell.verdict.map { filter.admits($0, kept: cell.isKept) } ?? false }
        }
    }

    /// Code of the series.
    public let series: String
    /// Editions: sources first, then by depth in the lineage and code.
    public let editions: [SeriesHistory.Edition]
    /// Every element that some edition records, ordered by path.
    public let rows: [Row]

    /// The matrix of a series. `kinds`: only elements of these; none: of all.
    public init(_ history: SeriesHistory, kinds: Set<String> = []) {
        series = history.series
        let ranked = history.editions.map { edition in
            (edition.method == nil ? -1 : history.chain(of: edition.id).count, edition.header.edition, edition)
        }
        editions = ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
        let numbers = history.elements.indices.filter {
            kinds.isEmpty || kinds.contains(history.kind(of: history.elements[$0]))
        }
        // What each edition records or inherits of each of these elements.
        let profiles = editions.map { edition -> [ResolvedElement] in
            let (line, chain) = (history.history(of: edition.id), history.chain(of: edition.id))
            return numbers.map { line.resolve($0, chain[...], asOf: history.cut) }
        }
        let places = Dictionary(editions.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let parents = editions.map { $0.parent.flatMap { places[$0] } }
        rows = numbers.enumerated().compactMap { index, number in
            guard profiles.contains(where: { $0[index].state != .notRecorded }) else { return nil }
            let cells = zip(profiles, parents).map { profile, parent -> Cell in
                let own = profile[index]
                guard let parent else { return Cell(content: history.cell(own), verdict: nil) }
                let state = profiles[parent][index].state
                let isBlank = own.state == .notRecorded && state == .notRecorded
                return Cell(
                    content: history.cell(own),
                    verdict: isBlank ? nil : Verdict(base: state, left: state, right: own.state))
            }
            let element = history.elements[number]
            return Row(element: element, kind: history.kind(of: element), cells: cells)
        }
    }

    /// Whether two editions are known to differ in any element.
    public var differs: Bool { rows.contains(where: \.differs) }
}
