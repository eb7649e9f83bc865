extension Ranking {
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
}
