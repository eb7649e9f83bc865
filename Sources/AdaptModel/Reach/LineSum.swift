/// Adds up the lines of a week.
struct LineSum {
    /// The market asked for.
    let market: String?
    var (reported, expected) = (0, 0)
    private var total = ReachTotal()
    private var isPart = false
    /// The subject of the last figure that counts.
    private var last: Int?
    private var adds: ReachReport.WeekTotal.Adds?
    /// Figures that are less than what they hold.
    var contradicted: [ReachReport.Contradiction] = []
    private var currency: String?

    init(market: String?) { self.market = market }

    mutating func add(_ line: ReachReport.Line) throws {
        if !line.flags.isEmpty { note(line) }
        guard line.counted, let figure = line.total else { return }
        try total.add(figure)
        if currency == nil { currency = line.currency }
        let elsewhere = line.measuredIn.map { $0 != market } ?? false
        if elsewhere || line.days < 7 || line.scope == .creative { isPart = true }
        if let last, adds != .subjects { adds = last == line.key.subject ? .markets : .subjects }
        last = line.key.subject
    }

    private mutating func note(_ line: ReachReport.Line) {
        if !line.counted, line.flags.contains(where: { $0 == "overlaps_joint" || $0 == "guarantees_less" }) {
            isPart = true
        }
        // One of two figures is wrong: that much there may be, and nobody knows how much.
        if line.counted, line.flags.contains("contradicts") { isPart = true }
    }

    func total(of week: Week) -> ReachReport.WeekTotal {
        var total = total
        if isPart || reported < expected { total.addMissing() }
        return ReachReport.WeekTotal(
            week: week, lines: [], total: total, reported: reported, expected: expected, contradicted: contradicted,
            currency: currency, adds: adds)
    }
}
