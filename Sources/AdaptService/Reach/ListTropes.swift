public import AdaptModel
import AdaptSQL
import Synchronization

extension Workspace {
    /// Tropes and changed elements beside the reach of the editions that have them.
    ///
    /// `reach`: which week, metric and source; nil: none. `market`: only editions made for it. Throws a `Refusal` (rule).
    public func tropes(
        reach request: WeeklyReach?, market: String?, asOf cut: OperationID = .now
    ) async throws -> TropeReach {
        let week = request?.week ?? Week(of: Day(number: 0))
        try await require(
            ReadingScope(week: week, source: request?.source, metric: request?.metric, market: market), asOf: cut)
        let found = try await tropesAndChanges(market: market, asOf: cut)
        let elements = try await elements(kind: "trope", asOf: cut)
        let traditions = zip(elements["path"], elements["tradition"]).compactMap { path, tradition in
            path.flatMap { path in tradition.map { (path, $0) } }
        }
        return try TropeReach(
            tropes: found.tropes, changes: found.changes,
            traditions: Dictionary(traditions) { first, _ in first }, reach: try await request?.run(in: self, asOf: cut)
        )
    }

    private struct Found {
        var tropes: [String: Set<TropeReach.Edition>] = [:]
        var changes: [String: Set<TropeReach.Edition>] = [:]
    }

    private func tropesAndChanges(market: String?, asOf cut: OperationID) async throws -> Found {
        let found = Mutex(Found())
        try await forEachSeries(of: .all, evidence: false, asOf: cut) { history in
            found.withLock { found in
                for edition in history.editions where market == nil || edition.header.market == market {
                    let own = TropeReach.Edition(name: edition.header.edition, market: edition.header.market)
                    for value in history.values(of: edition.id, kinds: ["trope"]) {
                        found.tropes[value.element, default: []].insert(own)
                    }
                }
                for line in history.linesAgainstParents() where line.verdict.isDifference {
                    let header = line.edition.header
                    guard market == nil || header.market == market else { continue }
                    found.changes[line.element, default: []]
                        .insert(TropeReach.Edition(name: header.edition, market: header.market))
                }
            }
        }
        return found.withLock { $0 }
    }
}
