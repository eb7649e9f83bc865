import AdaptModel
import AdaptSQL
import Synchronization

extension Workspace {
    /// How many decisions some operations, the last ones of the running transaction, made outdated: that are, and were
    /// not before the first of them.
    ///
    /// Others wait meanwhile: one short question where nothing derives from what was touched, as with figures and new
    /// editions, and else only the series touched are read.
    func madeOutdated(by operations: ClosedRange<OperationID>) async throws -> Int {
        let (first, last) = (operations.lowerBound.number, operations.upperBound.number)
        let found = try await rows(Queries.series["codes_turned"], [first, last], patience: Self.longPatience)
        let turned = found.compactMap { $0.text(0) }
        let after = try await outdatedDecisions(in: turned, asOf: OperationID(last))
        // What was outdated before counts only where something is now.
        let some = Set(after.map(\.series)).sorted()
        return after.subtracting(try await outdatedDecisions(in: some, asOf: OperationID(first - 1))).count
    }

    private func outdatedDecisions(in series: [String], asOf cut: OperationID) async throws -> Set<DecidedElement> {
        guard !series.isEmpty else { return [] }
        let found = Mutex<[(series: String, line: OutdatedLine)]>([])
        try await forEachSeries(of: .named(series), detail: .values, asOf: cut) { history in
            let lines = history.outdated.map { (series: history.series, line: $0) }
            found.withLock { $0 += lines }
        }
        let lines = found.withLock { $0 }
        guard !lines.isEmpty else { return [] }
        // By their keys: between two operations an element may get another path.
        let names = try await names(of: SaidKeys(elements: nil), asOf: cut)
        let keys = Dictionary(names.elements.map { ($0.value.path, $0.key) }) { first, _ in first }
        return Set(
            lines.compactMap { series, line in
                keys[line.element].map { DecidedElement(series: series, edition: line.edition, element: $0) }
            })
    }
}

extension Recorder {
    /// The same of the running operation alone.
    func madeOutdated() async throws -> Int { try await workspace.madeOutdated(by: operation...operation) }
}

/// What an edition decided itself of an element.
private struct DecidedElement: Hashable, Sendable {
    let series: String
    /// `series/edition`.
    let edition: String
    /// Key: its path may be another one by then.
    let element: Int
}
