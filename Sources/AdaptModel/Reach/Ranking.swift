/// The editions of a week in order of one metric of one source, beside the places that publishers gave them.
///
/// Places go by what is guaranteed; equal figures share a place, and the places after it stay free: 1, 2, 2, 4.
public struct Ranking: Sendable {
    /// An edition with its place, or a joint figure without one.
    public struct Line: Sendable {
        /// Whether it was on the list before.
        public enum Arrival: String, Sendable {
            /// It was never on the list.
            case new
            /// It was, but not in the week before.
            case reentry = "re-entry"
        }

        /// Code of the series.
        public let series: String
        /// `series/edition` of each edition it is of.
        public let editions: [String]
        /// Title; of a joint figure all titles, each once.
        public let title: String
        /// Market of the edition.
        public let market: String?
        /// Language of the edition.
        public let language: String?
        /// What the figure is of: the edition, several jointly, or the edition's creatives, which say how much at least.
        public let scope: ReachReport.Scope
        /// Markets where it was measured; empty: everywhere.
        public let measuredIn: [String]
        /// Of money.
        public let currency: String?
        /// The figure; nil: a publisher lists the edition, and there is no figure of it.
        public let total: ReachTotal?
        /// Days of the week that it covers.
        public let days: Int
        /// When it was published.
        public let published: Day?
        /// Place; nil: a joint figure has none.
        public internal(set) var rank: Int?
        /// Place in the week before.
        public internal(set) var previousRank: Int?
        /// Best place up to this week.
        public internal(set) var peak: Int?
        /// Weeks with a figure, up to this one.
        public internal(set) var weeksOnList: Int?
        /// Whether it was on the list before.
        public internal(set) var arrival: Arrival?
        /// Places that the publisher gave it, by list.
        public var claims: [Claim] = []
        /// Whether its true place may be behind another one that stands further down: their bounds overlap, or fewer days
        /// of that one are known.
        public internal(set) var overlaps = false
        /// Whether figures of it contradict each other: one is wrong.
        public let contradicts: Bool
        /// Of a joint figure: whether it is also of editions that were not asked for.
        public let isBeyondScope: Bool

        /// A line.
        public init(
            series: String, editions: [String], title: String, market: String?, language: String?,
            scope: ReachReport.Scope, measuredIn: [String], currency: String? = nil, total: ReachTotal?, days: Int,
            published: Day?, rank: Int?, previousRank: Int?, peak: Int?, weeksOnList: Int?, arrival: Arrival?,
            contradicts: Bool = false, isBeyondScope: Bool = false
        ) {
            self.series = series
            self.editions = editions
            self.title = title
            self.market = market
            self.language = language
            self.scope = scope
            self.measuredIn = measuredIn
            self.currency = currency
            self.total = total
            self.days = days
            self.published = published
            self.rank = rank
            self.previousRank = previousRank
            self.peak = peak
            self.weeksOnList = weeksOnList
            self.arrival = arrival
            self.contradicts = contradicts
            self.isBeyondScope = isBeyondScope
        }
    }

    /// A place on a publisher's list.
    public struct Claim: Sendable, Hashable {
        /// The list.
        public let list: String
        /// The place.
        public let rank: Int
        /// Weeks on the list, by the publisher's count.
        public let weeks: Int?
        /// Place on it in the week before.
        public let previous: Int?
        /// Best place on it up to this week.
        public let peak: Int
        /// Weeks that it was seen on the list, up to this one.
        public let weeksSeen: Int
        /// Place by the metric among those on the list; nil: no figure.
        public internal(set) var place: Int?
        /// How many on the list share that place: a publisher puts equal ones in some order.
        var sharing = 1

        /// A place on a list.
        public init(list: String, rank: Int, weeks: Int?, previous: Int?, peak: Int, weeksSeen: Int) {
            self.list = list
            self.rank = rank
            self.weeks = weeks
            self.previous = previous
            self.peak = peak
            self.weeksSeen = weeksSeen
        }

        /// Whether the publisher's place is another than that by the metric, or than any that equal figures share.
        public var differsInRank: Bool { place.map { !($0..<($0 + sharing)).contains(rank) } ?? false }
        /// Whether the publisher counts other weeks than were seen.
        public var differsInWeeks: Bool { weeks.map { $0 != weeksSeen } ?? false }
    }

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
