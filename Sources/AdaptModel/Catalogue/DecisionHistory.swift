/// The decisions of an edition and its ancestors, from which any state of any of them follows.
public struct DecisionHistory: Sendable {
    let table: DecisionTable
    /// The editions whose words count, by their places in the table.
    let line: [Int]
    let lineage: [EditionID: [LineageStep]]
    /// When parents changed.
    let moves: [OperationID]

    /// A history of `decisions`, in any order. `lineage`: how parents came and went; none: they never changed.
    /// `undone`: what of both was taken back.
    public init(_ decisions: [Decision], lineage: [LineageStep] = [], undone: Undone = Undone()) {
        let table = DecisionTable(decisions, undone: undone)
        self.init(table, line: Array(table.editions.indices), lineage: LineageStep.byEdition(lineage), steps: lineage)
    }

    /// The part of a table that some editions wrote. `lineage`: oldest first; `steps`: those of these editions.
    init(_ table: DecisionTable, line: [Int], lineage: [EditionID: [LineageStep]], steps: [LineageStep]) {
        self.table = table
        self.line = line
        self.lineage = lineage
        moves = steps.flatMap { [$0.operation] + table.undone.turns(of: $0.operation) }
    }

    /// Every element that anything is said of, ordered by path.
    public var elements: [String] { numbers.map { table.elements[$0] } }

    /// Their places in the table.
    private var numbers: [Int] {
        table.elements.indices.filter { element in line.contains { table.isSaid(by: $0, of: element) } }
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
}
