/// Weekly reach of some editions by one metric of one source, each figure counted once.
public struct ReachReport: Sendable {
    /// What a line is of.
    public enum Scope: String, Sendable {
        case edition, joint, creative
    }

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

    /// What a line is of, as far as it was asked for.
    enum Subject: Sendable {
        case edition(Edition)
        case creative(Edition, code: String)
        /// `names`: of each edition that the figure is of, also of those not asked for.
        case joint([Edition], names: [String])
    }

    /// One figure, or an edition without one.
    public struct Line: Sendable {
        let subject: Subject
        /// Market where it was measured; nil: everywhere.
        public let measuredIn: String?
        /// Of money.
        public let currency: String?
        /// The figure; nil: not reported, or reported only as part of another.
        public let total: ReachTotal?
        /// Whether the figure is in the week's total. A figure that is not is part of another that is, or reaches
        /// beyond the editions asked for.
        public let counted: Bool
        /// What else is to be known: `included`, `window_inferred`, `estimated`, `not_reported`, `days=5`,
        /// `beyond_scope`, `overlaps_joint`, `guarantees_less`, `contradicts`, `measured=us`.
        public let flags: [String]
        /// Number of the week before, where that is reported too.
        public internal(set) var previous: ReachTotal?
        /// Place of its edition among those of the week, by what its counted figures guarantee together; equal sums share a
        /// place. Every counted line of an edition has it, and no joint one.
        public internal(set) var rank: Int?
        /// Place in the week before.
        public internal(set) var previousRank: Int?
        /// Weeks with a figure, up to this one.
        public internal(set) var weeksOnList: Int?
        /// When the figure was published.
        public let published: Day?
        /// Days of the week that the figure covers; 0 where there is none.
        public let days: Int
        var previousDays = 0
        var previousContradicts = false
        /// Whether it cannot be, beside what its parts have.
        var contradicts: Bool { flags.contains("contradicts") }
        let key: Key

        /// What stays the same of a line from week to week.
        struct Key: Hashable {
            let subject: Int
            let measuredIn: String?

            // Few subjects have figures of several markets: the number alone tells nearly all apart.
            func hash(into hasher: inout Hasher) { hasher.combine(subject) }
        }

        /// What else is to be known of the figure itself, in the words of flags.
        public var marks: [String] {
            (total?.marks ?? []) + (flags.contains("contradicts") ? ["contradicts"] : [])
        }

        /// The change to the week before, where both numbers are exact and of whole weeks.
        public var change: Int? {
            guard !contradicts, !previousContradicts, counted, days == 7, previousDays == 7, let now = total,
                let before = previous
            else { return nil }
            return now.change(since: before)
        }
    }

    /// One week.
    public struct WeekTotal: Sendable {
        /// The week.
        public let week: Week
        /// Figures first, largest first; then editions without one, by name.
        public internal(set) var lines: [Line]
        /// Sum of the counted lines; a lower bound where an edition is missing.
        public let total: ReachTotal
        /// Editions with a figure of their own, a joint one or that of a creative.
        public let reported: Int
        /// Editions that should have one.
        public let expected: Int
        /// Figures that are less than what they hold.
        public let contradicted: [Contradiction]
        /// Of money: that of all its figures.
        public let currency: String?
        /// What its total adds; nil: it is one figure, or none.
        let adds: Adds?

        /// What a sum is made of.
        enum Adds: Int {
            /// Figures of one subject in several markets.
            case markets = 1
            /// Figures of different editions, creatives or joint ones.
            case subjects
        }

        /// The sum, where there is a figure at all.
        public var figure: ReachTotal? { reported == 0 ? nil : total }

        /// What else is to be known of the sum, in the words of flags.
        public var marks: [String] { (figure?.marks ?? []) + (contradicted.isEmpty ? [] : ["contradicts"]) }

        /// The week's sums alone.
        var bare: WeekTotal {
            var copy = self
            copy.lines = []
            return copy
        }
    }

    /// A figure that is less than what it holds has by itself: one of them is wrong.
    public struct Contradiction: Sendable, Hashable {
        /// What a figure holds.
        public enum Parts: String, Sendable {
            /// The editions of a joint one.
            case editions
            /// The single markets of one of everywhere.
            case markets
            /// The creatives of an edition.
            case creatives
        }

        /// What it is of, as `series/edition`, joined by ` + `.
        public let name: String
        /// Where it was measured; nil: everywhere.
        public let measuredIn: String?
        /// What has more.
        public let than: Parts

        /// Such a figure.
        public init(name: String, measuredIn: String? = nil, than: Parts) {
            self.name = name
            self.measuredIn = measuredIn
            self.than = than
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
