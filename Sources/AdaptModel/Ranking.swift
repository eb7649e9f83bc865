/// The editions of a week in order of one metric of one source.
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
        /// The figure.
        public let total: ReachTotal
        /// Days of the week that it covers.
        public let days: Int
        /// When it was published.
        public let published: Day?
        /// Place; nil: a joint figure has none.
        public let rank: Int?
        /// Place in the week before.
        public let previousRank: Int?
        /// Best place up to this week.
        public let peak: Int?
        /// Weeks with a figure, up to this one.
        public let weeksOnList: Int?
        /// Whether it was on the list before.
        public let arrival: Arrival?
        /// Places that the publisher gave it, by list.
        public let claims: [Claim]
        /// Whether its true place may be behind the next one: their bounds overlap.
        public internal(set) var overlaps = false

        /// A line.
        public init(
            series: String, editions: [String], title: String, market: String?, language: String?,
            scope: ReachReport.Scope, measuredIn: [String], total: ReachTotal, days: Int, published: Day?,
            rank: Int?, previousRank: Int?, peak: Int?, weeksOnList: Int?, arrival: Arrival?, claims: [Claim]
        ) {
            self.series = series
            self.editions = editions
            self.title = title
            self.market = market
            self.language = language
            self.scope = scope
            self.measuredIn = measuredIn
            self.total = total
            self.days = days
            self.published = published
            self.rank = rank
            self.previousRank = previousRank
            self.peak = peak
            self.weeksOnList = weeksOnList
            self.arrival = arrival
            self.claims = claims
        }
    }

    /// A place on a publisher's list.
    public struct Claim: Sendable, Hashable {
        /// The list.
        public let list: String
        /// The place.
        public let rank: Int

        /// A place on a list.
        public init(list: String, rank: Int) {
            self.list = list
            self.rank = rank
        }
    }

    /// The week.
    public let week: Week
    /// Source.
    public let source: String
    /// Metric.
    public let metric: String
    /// Market asked for.
    public let market: String?
    /// Ranked editions in order of place, then joint figures.
    public let lines: [Line]

    /// A ranking. `lines`: in order of place, those without one last.
    public init(week: Week, source: String, metric: String, market: String?, lines: [Line]) {
        self.week = week
        self.source = source
        self.metric = metric
        self.market = market
        self.lines = Ranking.flagged(lines)
    }

    /// The lines with those flagged whose bounds overlap with the next one's.
    private static func flagged(_ lines: [Line]) -> [Line] {
        var lines = lines
        for (index, next) in lines.enumerated().dropFirst() where next.rank != nil {
            lines[index - 1].overlaps = lines[index - 1].total.overlaps(next.total)
        }
        return lines
    }
}

extension ReachTotal {
    /// Whether a sum that guarantees less may be more than this one. Equal exact sums share a place and do not overlap.
    func overlaps(_ lower: ReachTotal) -> Bool {
        if comparator == .equal, lower.comparator == .equal { return false }
        return lower.high.map { $0 >= low } ?? true
    }
}
