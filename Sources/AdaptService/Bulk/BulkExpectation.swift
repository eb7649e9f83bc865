import AdaptModel
import Synchronization

/// What a row of our own reports shows of an element that its edition keeps or inherits, or of what its parent has.
struct BulkExpectation: Sendable {
    /// Position of the row.
    let row: Int
    /// Where the value is.
    let place: Refusal.Place
    /// `series/edition`.
    let edition: String
    /// Path, and what it names.
    let element: String
    let named: BulkNames.Element
    /// The value that it shows, else its state.
    let words: String
    /// Whether it keeps it; else it inherits it.
    let isKeep: Bool
    /// Whether it shows no value, but a state.
    var isState = false
    /// Whether it is what the parent has.
    var isOfParent = false
    /// What the row shows besides of what the parent has; nil: nothing.
    var parent: String?

    /// `series/edition path`.
    var subject: String { edition + " " + element }

    /// What it shows: the value in quotes, or the state in brackets.
    var quoted: String { isState ? "(\(words))" : "\"\(words)\"" }

    /// Whether a state is the one shown.
    func isMet(by state: ElementState) -> Bool {
        if case .value(let value) = state { return !isState && [value.text, value.term].contains(words) }
        return (isState || isOfParent) && [words, "(\(words.replacing("_", with: " ")))"].contains(state.words)
    }

    /// That another value is shown than is kept or inherited: whoever changed it meant to say something. `column`: the
    /// name of that which says so; `stateColumn`: of that which shows the state.
    func refusal(of state: ElementState, in column: String, beside stateColumn: String) -> Refusal {
        // A word for a state in the column of values is none of the edition's own either.
        let said = isState ? nil : Decide.Request.Statement.asState(words)
        let way =
            said.map { word in
                "to say \(word), write that in the column \(stateColumn) and own in the column \(column), and empty "
                    + "the value"
            } ?? "to say it as the edition's own, write own in the column \(column)"
        return Refusal(
            .input,
            "\(isState ? "state" : "value") \"\(words)\" of \"\(element)\" is not what \"\(edition)\" "
                + (isKeep ? "keeps" : "inherits") + ": " + state.words,
            hint: way
                + "; where nobody changed it, the sheet is older than that: write it out again, or take the row out",
            place: place)
    }
}

extension Workspace {
    /// Those of some expectations that are not met once a file is applied, with what there is instead. `settling`: what
    /// is said again of what is outdated, as `series/edition path`.
    func unmet(
        _ expectations: [BulkExpectation], after outcome: BulkOutcome, settling: Set<String>
    ) async throws -> [(BulkExpectation, ElementState)] {
        guard !expectations.isEmpty else { return [] }
        let bySeries = Dictionary(grouping: expectations) { String($0.edition.prefix { $0 != "/" }) }
        let found = Mutex<[(BulkExpectation, ElementState)]>([])
        try await forEachSeries(of: .named(bySeries.keys.sorted()), detail: .values) { history in
            let after = outcome.applied(to: history, settling: settling)
            let expected = bySeries[history.series] ?? []
            let named = Set(expected.map(\.edition))
            let sides = Dictionary(
                after.editions.filter { named.contains($0.header.edition) }.compactMap { edition in
                    after.side(of: edition.id).map { (edition.header.edition, $0) }
                }
            ) { first, _ in first }
            let unmet = expected.compactMap { expectation -> (BulkExpectation, ElementState)? in
                let side = sides[expectation.edition]
                let state = side.map { side in
                    let chain = expectation.isOfParent ? side.chain.dropFirst() : side.chain[...]
                    return side.history.resolve(expectation.element, chain, asOf: side.cut).state
                }
                return expectation.isMet(by: state ?? .notRecorded) ? nil : (expectation, state ?? .notRecorded)
            }
            found.withLock { $0 += unmet }
        }
        return found.withLock { $0 }
    }

    /// What became of that which the editions of some expectations would inherit of their elements, newest first, by
    /// `series/edition path`.
    func parentChanges(
        of expectations: [BulkExpectation]
    ) async throws -> [String: [DecisionHistory.ParentChange]] {
        guard !expectations.isEmpty else { return [:] }
        let bySeries = Dictionary(grouping: expectations) { String($0.edition.prefix { $0 != "/" }) }
        let found = Mutex<[String: [DecisionHistory.ParentChange]]>([:])
        try await forEachSeries(of: .named(bySeries.keys.sorted()), detail: .values) { history in
            let ids = Dictionary(history.editions.map { ($0.header.edition, $0.id) }) { first, _ in first }
            for expected in bySeries[history.series] ?? [] {
                guard let id = ids[expected.edition], let side = history.side(of: id) else { continue }
                let changes = side.history.parentChanges(
                    of: id, expected.element, asOf: side.cut, now: side.chain.dropFirst())
                found.withLock { $0[expected.subject] = changes }
            }
        }
        return found.withLock { $0 }
    }
}
