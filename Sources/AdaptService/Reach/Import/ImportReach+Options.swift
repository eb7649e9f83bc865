public import AdaptModel

extension ImportReach {
    /// What is said of all rows, and which columns have other names.
    public struct Options: Sendable {
        /// Pairs of field and column.
        public var map: [(field: String, column: String)] = []
        /// How the file is read.
        public var reading = ReadingOptions()
        /// How its dates and numbers are.
        public var habits = ReachReading()
        /// Source of all rows.
        public var source: String?
        /// Metric of all rows.
        public var metric: String?
        /// Series of all rows.
        public var series: String?
        /// Market where all rows were measured.
        public var market: String?
        /// Week of all rows, as `2026-W02`.
        public var week: String?
        /// When all rows were published.
        public var published: Day?
        /// Whether figures are readings of lifetime counters, of which differences are figures.
        public var cumulative = false
        /// What the heads of columns are, where each week has a column of its own; nil: weeks, if that is certain.
        public var wide: WeekColumns?
        /// Columns that nothing is to be taken from, whatever they hold.
        public var ignoring: [String] = []
        /// Whether editions that titles or identifiers of the file stand for are registered where nobody has.
        public var registersMissing = false
        /// What becomes of several figures of one edition in the same days; nil: where they differ they are refused.
        public var sameDays: SameDays?
        /// The day that stands for the publication where none is stated.
        public var today: Day

        /// The name that these settings are kept by; nil: they are not kept.
        public var saveAs: String?
        /// All of these as words.
        public internal(set) var settings = ImportSettings()

        /// What stands at the head of a column a week.
        public enum WeekColumns: String, CaseIterable, Sendable {
            /// An ISO week, or its first day.
            case week
            /// The last day of a week.
            case weekEnding = "week_ending"
        }

        /// Options of an import on `today`.
        public init(today: Day) { self.today = today }

        var constants: [ReachField: String] {
            var constants: [ReachField: String] = [:]
            constants[.series] = series
            constants[.source] = source
            constants[.metric] = metric
            constants[.market] = market
            constants[.week] = week
            constants[.published] = published?.description
            return constants
        }

        /// Told apart in the content hash: the same file read in another way is another import.
        var signature: String {
            let named = map.map { $0.field + "=" + $0.column }.sorted()
            let shared = [source, metric, market, published?.description].map { $0 ?? "" }
            let story = (series.map { ["series=" + $0] } ?? []) + (week.map { ["week=" + $0] } ?? [])
            let counters = cumulative ? ["cumulative"] : []
            let without = ignoring.map { "ignore=" + $0.lowercased() }.sorted()
            let across = wide.map { ["wide=" + $0.rawValue] } ?? []
            let parts = sameDays.map { ["same-days=" + $0.rawValue] } ?? []
            return (named + shared + story + counters + without + across + parts + reading.signature + habits.signature)
                .joined(
                    separator: "\u{1F}")
        }
    }
}
