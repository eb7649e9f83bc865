/// Adds up the lines of a week.
struct WeekSum {
    /// The market asked for.
    let market: String?
    var (reported, expected) = (0, 0)
    private var total = ReachTotal()
    private var isPart = false
    /// The subject of the first figure that counts, and whether there is one of another.
    private var first: Int?
    private var addsSubjects = false

    init(market: String?) { self.market = market }

    mutating func add(_ line: ReachReport.Line) throws {
        guard line.counted, let figure = line.total else {
            if !line.flags.isEmpty, line.flags.contains("overlaps_joint") { isPart = true }
            return
        }
        try total.add(figure)
        let elsewhere = line.measuredIn.map { $0 != market } ?? false
        if elsewhere || line.days < 7 || line.scope == .creative { isPart = true }
        if let first, first != line.key.subject { addsSubjects = true }
        first = line.key.subject
    }

    func total(of week: Week) -> ReachReport.WeekTotal {
        var total = total
        if isPart || reported < expected { total.addMissing() }
        return ReachReport.WeekTotal(
            week: week, lines: [], total: total, reported: reported, expected: expected, addsSubjects: addsSubjects)
    }
}
