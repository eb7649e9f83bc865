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
        let traditions = try await rows(Queries.catalogue["traditions"], [cut.number]).map { row in
            (try row.get("path", as: String.self), try row.get("tradition", as: String.self))
        }
        return try TropeReach(
            tropes: found.tropes, changes: found.changes,
            traditions: Dictionary(traditions) { first, _ in first }, played: found.played,
            reach: try await request?.run(in: self, asOf: cut))
    }

    private struct Found {
        var tropes: TropeReach.Holders = [:]
        var changes: TropeReach.Holders = [:]
        /// Of tropes, how many editions play them how, by the codes of that.
        var played: [String: [String: Int]] = [:]
    }

    private func tropesAndChanges(market: String?, asOf cut: OperationID) async throws -> Found {
        let treated = Set(try await rows(Queries.catalogue["treated"], [cut.number]).compactMap { $0.text(0) })
        let found = Mutex(Found())
        try await forEachSeries(of: .all, detail: .values, asOf: cut) { history in
            found.withLock { found in
                for (element, editions) in history.holders(ofKind: "trope") {
                    let made = editions.filter { market == nil || $0.header.market == market }
                    if !made.isEmpty { found.tropes[element, default: []] += made }
                    guard treated.contains(element) else { continue }
                    for edition in made {
                        guard let term = history.value(of: element, in: edition)?.term else { continue }
                        found.played[element, default: [:]][term.halves(at: ":")?.after ?? term, default: 0] += 1
                    }
                }
                history.forEachDifference { edition, element in
                    guard market == nil || edition.header.market == market else { return }
                    found.changes[element, default: []].append(edition)
                }
            }
        }
        return found.withLock { $0 }
    }
}
