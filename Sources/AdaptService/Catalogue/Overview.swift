public import AdaptModel
import AdaptSQL
import Synchronization

/// Where one is: what the database holds, and what needs attention.
public struct Overview: Sendable {
    /// Number of series.
    public let series: Int
    /// Number of editions.
    public let editions: Int
    /// Elements that an edition says are unknown.
    public let unknown: Int
    /// Latest week with reach.
    public let latestWeek: Week?
    /// Series with editions that are asserted but not registered.
    public let unregistered: [AssertedEditions]
}

extension Workspace {
    /// How many series are looked at for what is outdated where only that there is something is told.
    private static let glance = 200

    /// How many decisions are outdated, in so many series; those of the first series alone where many may have any:
    /// then there are at least so many.
    public func outdatedAtAGlance() async throws -> (decisions: Int, series: Int, isLeast: Bool) {
        let codes = try await codes(of: .movedOn(among: nil), asOf: try await pinned(.now))
        let found = Mutex((decisions: 0, series: 0))
        try await forEachSeries(of: .named(Array(codes.prefix(Self.glance))), detail: .values) { history in
            let count = history.outdated.count
            found.withLock { $0 = ($0.decisions + count, $0.series + (count > 0 ? 1 : 0)) }
        }
        return found.withLock { ($0.decisions, $0.series, codes.count > Self.glance) }
    }

    /// Counts of the database as it is now.
    public func overview() async throws -> Overview {
        let row = try await rows(Queries.catalogue["overview"])[0]
        let week: String? = try row.get("week")
        let asserted = try await assertedEditions(of: nil, asOf: .now)
        return Overview(
            series: try row.get("series"), editions: try row.get("editions"), unknown: try row.get("unknown"),
            latestWeek: week.flatMap { Day($0) }.map { Week(of: $0) },
            unregistered: asserted.filter { $0.missing > 0 })
    }
}
