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
        let found = Mutex<Set<DecidedElement>>([])
        try await forEachSeries(of: .named(series), detail: .values, asOf: cut) { history in
            let decided = history.outdated.map {
                DecidedElement(series: history.series, edition: $0.edition, element: $0.element)
            }
            found.withLock { $0.formUnion(decided) }
        }
        return found.withLock { $0 }
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
    /// Path.
    let element: String
}
