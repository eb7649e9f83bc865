/// The editions of one series with everything said in them up to an operation, from which every comparison between
/// them follows.
public struct SeriesHistory: Sendable {
    /// One edition. A class, because every line about it names it.
    public final class Edition: Sendable {
        /// Key.
        public let id: EditionID
        /// Head.
        public let header: EditionHeader
        /// Primary parent; nil: none, or not named.
        public let parent: EditionID?
        /// How it was made from the parent; nil: it is a source.
        public let method: String?

        /// An edition.
        public init(id: EditionID, header: EditionHeader, parent: EditionID?, method: String?) {
            self.id = id
            self.header = header
            self.parent = parent
            self.method = method
        }
    }

    /// Code of the series.
    public let series: String
    /// Its editions, as given.
    public let editions: [Edition]
    /// The last operation that counts.
    public let cut: OperationID
    private let byID: [EditionID: Edition]
    let table: DecisionTable
    let lineage: [EditionID: [LineageStep]]
    private let kinds: [String: String]

    /// A history. `kinds`: the kind of each element that is decided. `undone`: what was taken back of decisions and
    /// lineage.
    public init(
        series: String, editions: [Edition], decisions: [Decision], lineage: [LineageStep], kinds: [String: String],
        undone: Undone = Undone(), cut: OperationID = .now
    ) {
        self.series = series
        self.editions = editions
        self.cut = cut
        self.kinds = kinds
        byID = Dictionary(editions.map { ($0.id, $0) }) { first, _ in first }
        self.lineage = LineageStep.byEdition(lineage)
        table = DecisionTable(decisions, undone: undone)
    }

    /// The series as it is after the next operation. `changed`: the editions that it registers or moves to another
    /// parent, as they are then; `said`: what it decides.
    public func followed(by operation: OperationID, changed: [Edition], said: [Decision]) -> SeriesHistory {
        let ids = Set(changed.map(\.id))
        let steps = changed.map { LineageStep(edition: $0.id, operation: operation, parent: $0.parent) }
        return SeriesHistory(
            series: series, editions: editions.filter { !ids.contains($0.id) } + changed,
            decisions: table.decisions + said, lineage: lineage.values.flatMap(\.self) + steps, kinds: kinds,
            undone: table.undone, cut: operation)
    }

    /// Every element that anything is said of, ordered by path.
    var elements: [String] { table.elements }

    /// The kind of an element.
    public func kind(of element: String) -> String { kinds[element] ?? "other" }

    /// An edition by its key.
    public func edition(_ id: EditionID) -> Edition? { byID[id] }

    /// An edition, its parent, the parent's parent, and so on.
    func chain(of id: EditionID) -> [EditionID] {
        var chain = [id]
        while let last = chain.last, let parent = byID[last]?.parent, !chain.contains(parent) { chain.append(parent) }
        return chain
    }

    /// The elements that an edition ever said anything of, ordered by path: their places in `elements`.
    func elementsDecided(by id: EditionID) -> [Int] {
        guard let place = table.place(of: id) else { return [] }
        return table.elements.indices.filter { table.isSaid(by: place, of: $0) }
    }

    /// Everything said by an edition and by all that it ever derived from.
    ///
    /// No others: what they say must not count, as it does not where the edition is compared by itself.
    public func history(of id: EditionID) -> DecisionHistory {
        let line = everAncestors(of: id)
        return DecisionHistory(
            table, line: line.compactMap(table.place), lineage: lineage,
            steps: line.flatMap { lineage[$0] ?? [] })
    }

    /// An edition with its ancestors, for comparing it with another; nil: it is not there.
    public func side(of id: EditionID) -> Comparison.Side? {
        edition(id).map { Comparison.Side(header: $0.header, chain: chain(of: id), cut: cut, history: history(of: id)) }
    }

    /// An edition and all that it ever derived from, also by parents given up since.
    func everAncestors(of id: EditionID) -> [EditionID] {
        var line = [id]
        var index = 0
        while index < line.count {
            for step in lineage[line[index]] ?? [] {
                if let parent = step.parent, step.operation <= cut, !line.contains(parent) { line.append(parent) }
            }
            index += 1
        }
        return line
    }

    /// What is known of an element, with the name of the edition that it is from; `likely`: the one that it mostly is from,
    /// which need not be looked up.
    func cell(_ resolved: ResolvedElement, likely: Edition? = nil) -> Comparison.Cell {
        let from = resolved.decision.flatMap { $0.edition == likely?.id ? likely : byID[$0.edition] }
        return Comparison.Cell(resolved: resolved, from: from?.header.edition)
    }
}
