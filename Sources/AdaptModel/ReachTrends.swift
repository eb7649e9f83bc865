/// The figures of each line over some weeks.
public struct ReachTrends: Sendable {
    private let figures: [ReachReport.Line.Key: [Int?]]
    /// The latest lines of those that have a figure in an earlier week and none, not even a missing one, in the last.
    public let ended: [ReachReport.Line]

    /// The trends of weeks, earliest first; of one week there are none.
    public init(_ weeks: [ReachReport.WeekTotal]) {
        var figures: [ReachReport.Line.Key: [Int?]] = [:]
        var latest: [ReachReport.Line.Key: ReachReport.Line] = [:]
        guard let last = weeks.last, weeks.count > 1 else {
            (self.figures, ended) = ([:], [])
            return
        }
        for (index, week) in weeks.enumerated() {
            for line in week.lines where line.total != nil {
                figures[line.key, default: Array(repeating: nil, count: weeks.count)][index] = line.total?.low
                latest[line.key] = line
            }
        }
        self.figures = figures
        for line in last.lines { latest[line.key] = nil }
        ended = latest.values.sorted { ($0.name, $0.measuredIn ?? "") < ($1.name, $1.measuredIn ?? "") }
    }

    /// What is guaranteed of a line in each week; nil: it has no figure in any, or there is but one week.
    public subscript(line: ReachReport.Line) -> [Int?]? { figures[line.key] }
}
