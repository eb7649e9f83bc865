/// The figures of each line over some weeks.
public struct ReachTrends: Sendable {
    private var figures: [ReachReport.Line.Key: [Int?]] = [:]
    /// The latest line with a figure of each.
    private var latest: [ReachReport.Line.Key: ReachReport.Line] = [:]
    private var last: [ReachReport.Line] = []
    private var weeks = 0

    /// The trends of weeks, earliest first; of one week there are none.
    public init(_ weeks: [ReachReport.WeekTotal] = []) {
        for week in weeks { add(week) }
    }

    /// Adds a week, after those before it.
    public mutating func add(_ week: ReachReport.WeekTotal) {
        for line in week.lines {
            guard let total = line.total else { continue }
            latest[line.key] = line
            var before = figures[line.key] ?? []
            before += Array(repeating: nil, count: max(0, weeks + 1 - before.count))
            before[weeks] = total.low
            figures[line.key] = before
        }
        last = week.lines
        weeks += 1
    }

    /// Lines that have a figure in an earlier week and none, not even a missing one, in the last.
    public var ended: [ReachReport.Line] {
        guard weeks > 1 else { return [] }
        let present = Set(last.map(\.key))
        return latest.values.filter { !present.contains($0.key) }.sorted { left, right in
            (left.name, left.measuredIn ?? "") < (right.name, right.measuredIn ?? "")
        }
    }

    /// What is guaranteed of a line in each week; nil: it has no figure in any, or there is but one week.
    public subscript(line: ReachReport.Line) -> [Int?]? {
        guard weeks > 1, let known = figures[line.key] else { return nil }
        return known + Array(repeating: nil, count: weeks - known.count)
    }
}
