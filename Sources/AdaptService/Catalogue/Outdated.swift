public import AdaptModel
import AdaptSQL
import Synchronization

extension Workspace {
    /// Decisions whose parent's value has changed since they were taken, other than by corrections marked minor.
    ///
    /// Of one series, or of all. Columns edition, element, decided, parent_was, parent_is, operation; ordered by
    /// edition and element.
    public func outdated(in series: String? = nil, asOf cut: OperationID = .now) async throws -> Listing {
        let found = Mutex<[[String?]]>([])
        try await forEachSeries(series, of: .movedOn(among: nil), detail: .values, asOf: cut) { history in
            let rows = history.outdated.map { line in
                [
                    line.edition, line.element, line.isKept ? "keep" : line.state.words(beside: [line.was, line.now]),
                    line.was.words(beside: [line.now]), line.now.words(beside: [line.was]),
                    String(line.operation.number),
                ]
            }
            found.withLock { $0 += rows }
        }
        return Listing(
            columns: ["edition", "element", "decided", "parent_was", "parent_is", "operation"],
            rows: found.withLock { $0 })
    }
}
