public import AdaptModel
import AdaptSQL
import Synchronization

/// What to look at next: editions that are asserted and not registered, elements unknown or not recorded.
public struct Gaps: Sendable {
    /// Only of this series; nil: of all.
    public var series: String?
    /// The report whose figures rank the gaps; nil: in the order of names.
    public var reach: WeeklyReach?

    /// The gaps of a series, or of all.
    public init(series: String? = nil, reach: WeeklyReach? = nil) {
        self.series = series
        self.reach = reach
    }

    /// Those with the largest guaranteed reach first. Throws a `Refusal` (rule) where figures of several sources or
    /// metrics would have to be compared.
    public func run(in workspace: Workspace, asOf cut: OperationID = .now) async throws -> [Gap] {
        let last = try await workspace.pinned(cut)
        let series = try await workspace.requireSeriesIfAny(series, asOf: last)
        let found = Mutex<[Gap]>([])
        try await workspace.forEachSeries(series, of: .all, detail: .states, asOf: last) { history in
            let gaps = history.gaps
            found.withLock { $0 += gaps }
        }
        let asserted = try await workspace.assertedEditions(of: series, asOf: last)
        let missing = asserted.filter { $0.missing > 0 }.map {
            Gap(.unregistered, $0.series, count: $0.missing, isLeast: !$0.isSourceKnown)
        }
        let gaps = missing + found.withLock { $0 }
        guard let reach else { return gaps.sorted(by: Gap.precedes) }
        return try await ranked(gaps, by: reach, in: workspace, asOf: cut)
    }

    /// Each with the reach of its subject, of one report for all.
    private func ranked(
        _ gaps: [Gap], by reach: WeeklyReach, in workspace: Workspace, asOf cut: OperationID
    ) async throws -> [Gap] {
        var whole = reach
        whole.breaksDown = true
        let report = try await whole.run(in: workspace, asOf: cut)
        let sums = report.parts.filter { $0.kind == .series }.map { ($0.name, $0.weeks.last) }
        let bySeries = Dictionary(sums) { first, _ in first }
        let lines = report.weeks.last?.lines ?? []
        var own: [String: ReachReport.Line] = [:]
        var joint: [String: ReachReport.Line] = [:]
        for line in lines where line.total != nil {
            switch line.scope {
            case .edition, .creative: if let name = line.editions.first, own[name] == nil { own[name] = line }
            case .joint: for name in line.editions where joint[name] == nil { joint[name] = line }
            }
        }
        var ranked: [Gap] = []
        for gap in gaps {
            if gap.kind == .unregistered {
                let sum = bySeries[gap.subject] ?? nil
                ranked.append(gap.touching(sum?.figure, isJoint: false, marks: sum?.marks ?? []))
            } else {
                // Neither says what is in the other: the larger one is what is guaranteed.
                let line = [own[gap.subject], joint[gap.subject]].compactMap(\.self)
                    .max { ($0.total?.low ?? -1) < ($1.total?.low ?? -1) }
                ranked.append(gap.touching(line?.total, isJoint: line?.scope == .joint, marks: line?.marks ?? []))
            }
        }
        return ranked.sorted(by: Gap.precedes)
    }
}
