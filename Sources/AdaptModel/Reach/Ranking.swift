/// The editions of a week in order of one metric of one source, beside the places that publishers gave them.
///
/// Places go by what is guaranteed; equal figures share a place, and the places after it stay free: 1, 2, 2, 4.
public struct Ranking: Sendable {
    /// Of money: that of all figures.
    public var currency: String? { lines.lazy.compactMap(\.currency).first }

    /// The week.
    public let week: Week
    /// Source.
    public let source: String
    /// Metric; nil: the source has lists alone.
    public let metric: String?
    /// Market asked for.
    public let market: String?
    /// The list asked for; places, weeks and arrivals are then those on it.
    public let list: String?
    /// Markets that lie in the one asked for and have figures of their own, which are not in the ranking.
    public var marketsWithin: [String] = []
    /// Ranked editions in order of place, then joint figures, then editions that are on a list alone.
    public let lines: [Line]

    /// A ranking. `lines`: in order of place, those without one last. `claimed`: editions on lists, as lines without a
    /// figure, each with one claim, in order of list and place.
    public init(
        week: Week, source: String, metric: String?, market: String?, list: String? = nil, lines: [Line],
        claimed: [Line] = []
    ) {
        self.week = week
        self.source = source
        self.metric = metric
        self.market = market
        self.list = list
        let joined = Ranking.joined(Ranking.flagged(lines), claimed)
        self.lines = list == nil ? joined : Ranking.onList(joined)
    }

    /// The lines with their claims, and each claim with its place by the metric; then what has no figure.
    private static func joined(_ lines: [Line], _ claimed: [Line]) -> [Line] {
        var lines = lines
        var known: [String: Int] = [:]
        for (index, line) in lines.enumerated() where line.scope != .joint && line.rank != nil {
            for name in line.editions { known[name] = index }
        }
        for line in claimed {
            guard let name = line.editions.first else { continue }
            let index = known[name] ?? lines.count
            if index == lines.count { lines.append(line) } else { lines[index].claims += line.claims }
            known[name] = index
        }
        var lows: [String: [Int]] = [:]
        for line in lines {
            guard let low = line.total?.low else { continue }
            for claim in line.claims { lows[claim.list, default: []].append(low) }
        }
        // In order of place already, so the first of equal figures says the place of all.
        return lines.map { line in
            var line = line
            guard let low = line.total?.low else { return line }
            for index in line.claims.indices {
                let own = lows[line.claims[index].list] ?? []
                line.claims[index].place = own.firstIndex(of: low).map { $0 + 1 }
                line.claims[index].sharing = own.count { $0 == low }
            }
            return line
        }
    }

    /// Those on the list asked for, with their places on it.
    private static func onList(_ lines: [Line]) -> [Line] {
        lines.compactMap { line in
            guard let claim = line.claims.first else { return nil }
            var line = line
            (line.rank, line.previousRank, line.peak) = (claim.place, claim.previous, claim.peak)
            line.weeksOnList = claim.weeksSeen
            line.arrival = claim.previous != nil ? nil : claim.weeksSeen > 1 ? .reentry : .new
            return line
        }
    }

    /// The lines with those flagged whose bounds overlap with those of any further down, or of which more days are known
    /// than of one further down. Equal exact sums share a place and do not overlap.
    private static func flagged(_ lines: [Line]) -> [Line] {
        var lines = lines
        // The most that any further down may be: of all, and of those that are not exact.
        var (most, mostInexact, leastDays) = (-1, -1, 7)
        for index in lines.indices.reversed() {
            guard lines[index].rank != nil, let total = lines[index].total else { continue }
            let (isExact, high) = (total.comparator == .equal, total.high ?? Int.max)
            lines[index].overlaps = (isExact ? mostInexact : most) >= total.low || lines[index].days > leastDays
            leastDays = min(leastDays, lines[index].days)
            most = max(most, high)
            if !isExact { mostInexact = max(mostInexact, high) }
        }
        return lines
    }
}
