/// The figures of each line over some weeks: of each no more is kept than what it is of, and its numbers.
public struct ReachTrends: Sendable {
    private struct Trend {
        let subject: ReachReport.Subject
        /// Of each week with a figure, its place and what is guaranteed in it.
        var figures = PackedNumbers()
    }

    private var trends: [ReachReport.Line.Key: Trend] = [:]
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
            trends[line.key, default: Trend(subject: line.subject)].figures.append(weeks, total.low)
        }
        last = week.lines
        weeks += 1
    }

    /// Lines that have a figure in an earlier week and none, not even a missing one, in the last: what they are of alone.
    public var ended: some Sequence<ReachReport.Line> {
        let present = Set(last.map(\.key))
        let gone = trends.lazy.filter { !present.contains($0.key) }.map { key, trend in
            (key: key, subject: trend.subject, name: ReachReport.Line(of: trend.subject, key: key).name)
        }
        return gone.sorted { left, right in
            (left.name, left.key.measuredIn ?? "") < (right.name, right.key.measuredIn ?? "")
        }.lazy.map { ReachReport.Line(of: $0.subject, key: $0.key) }
    }

    /// What is guaranteed of a line in each week; nil: it has no figure in any, or there is but one week.
    public subscript(line: ReachReport.Line) -> [Int?]? {
        guard weeks > 1, var figures = trends[line.key]?.figures.makeIterator() else { return nil }
        var lows = [Int?](repeating: nil, count: weeks)
        while let place = figures.next(), let low = figures.next() { lows[place] = low }
        return lows
    }
}
