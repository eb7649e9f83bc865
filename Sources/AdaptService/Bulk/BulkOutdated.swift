import AdaptModel
import Synchronization

extension Workspace {
    /// Those of some decisions which are said already, but outdated, as `series/edition path`: saying them again settles
    /// them.
    func outdated(among decisions: [BulkDecision], in catalogue: BulkCatalogue) async throws -> Set<String> {
        let series = Set(
            decisions.compactMap { decision -> String? in
                guard let edition = catalogue.editions[decision.edition], edition.parent != nil,
                    decision.isSaid(already: catalogue.said(edition, decision.element), isOutdated: false)
                else { return nil }
                return String(decision.edition.prefix { $0 != "/" })
            })
        guard !series.isEmpty else { return [] }
        let found = Mutex<Set<String>>([])
        try await forEachSeries(of: .movedOn(among: series.sorted()), evidence: false) { history in
            let lines = history.outdated.map { $0.edition + " " + $0.element }
            found.withLock { $0.formUnion(lines) }
        }
        return found.withLock { $0 }
    }
}
