/// Weekly reach of some editions by one metric of one source, each figure counted once.
public struct ReachReport: Sendable {
    /// An edition of a report.
    public final class Edition: Sendable {
        /// Key of its subject.
        public let subject: Int
        /// Code of the series.
        public let series: String
        /// `series/edition`.
        public let name: String
        /// Title.
        public let title: String
        /// Market.
        public let market: String?
        /// Language.
        public let language: String?
        /// Status.
        public let status: String?

        /// An edition.
        public init(
            subject: Int, series: String, name: String, title: String, market: String?, language: String?,
            status: String?
        ) {
            self.subject = subject
            self.series = series
            self.name = name
            self.title = title
            self.market = market
            self.language = language
            self.status = status
        }
    }

    /// A figure that lies in no single week, and so in no total.
    public struct Unplaced: Sendable {
        /// What it is of, as `series/edition`, joined by ` + `, with the creative's code.
        public let subject: String
        /// The figure.
        public let figure: Figure
        /// Its window; nil: dates not stated.
        public let window: Window?
        /// How many days, where dates are not stated.
        public let days: Int?
        /// The publisher's words.
        public let wording: String?
        /// Of money.
        public let currency: String?

        /// An unplaced figure.
        public init(
            subject: String, figure: Figure, window: Window?, days: Int?, wording: String?, currency: String? = nil
        ) {
            self.subject = subject
            self.figure = figure
            self.currency = currency
            self.window = window
            self.days = days
            self.wording = wording
        }
    }

    /// Metric.
    public let metric: String
    /// Source.
    public let source: String
    /// Weeks, earliest first.
    public let weeks: [WeekTotal]
    /// The sums of the weeks before them that were asked for too, earliest first; without lines.
    public let earlier: [WeekTotal]
    /// Figures in no week.
    public let unplaced: [Unplaced]
    /// Series with editions that are not registered.
    public let unregistered: [AssertedEditions]
    /// The totals by series and by market, where they were asked for.
    public let parts: [Part]
    /// Markets that lie in the one asked for and have figures of their own, which are not in the report.
    public let marketsWithin: [String]

    /// Of money: that of all its figures.
    public var currency: String? { weeks.lazy.compactMap(\.currency).first }

    /// A report.
    public init(
        metric: String, source: String, weeks: [WeekTotal], earlier: [WeekTotal] = [], unplaced: [Unplaced],
        unregistered: [AssertedEditions], parts: [Part] = [], marketsWithin: [String] = []
    ) {
        self.metric = metric
        self.source = source
        self.weeks = weeks
        self.earlier = earlier
        self.unplaced = unplaced
        self.unregistered = unregistered
        self.parts = parts
        self.marketsWithin = marketsWithin
    }
}
