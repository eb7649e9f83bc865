/// The titles of a week as the catalogue has them, beside what publishers say of the whole market.
public struct Snapshot: Sendable {
    /// One edition that is active in the week, or was registered in it.
    public struct Title: Sendable {
        /// Code of the series.
        public let series: String
        /// `series/edition`.
        public let edition: String
        /// Title.
        public let title: String
        /// Market.
        public let market: String?
        /// Status as it is recorded.
        public let status: String?
        /// How it was made; `source`: it derives from nothing.
        public let method: String
        /// What is recorded of its format, as `path: value`.
        public let formats: [String]
        /// Whether its status is in promotion.
        public let inPromotion: Bool
        /// Whether there is a figure of it that lies in the week, also jointly or of a creative.
        public let hasFigure: Bool
        /// Whether such a figure was placed in the week on request, though the publisher's window is another.
        public let isImputed: Bool
        /// Whether figures of it contradict each other: one is wrong.
        public let contradicts: Bool
        /// First week with such a figure.
        public let firstWeek: Week?
        /// Day of its registration.
        public let registered: Day?

        /// A title.
        public init(
            series: String, edition: String, title: String, market: String?, status: String?, method: String,
            formats: [String], inPromotion: Bool, hasFigure: Bool, isImputed: Bool = false,
            contradicts: Bool = false, firstWeek: Week?, registered: Day?
        ) {
            self.series = series
            self.edition = edition
            self.title = title
            self.market = market
            self.status = status
            self.method = method
            self.formats = formats
            self.inPromotion = inPromotion
            self.hasFigure = hasFigure
            self.isImputed = isImputed
            self.contradicts = contradicts
            self.firstWeek = firstWeek
            self.registered = registered
        }

        /// Whether it counts as active: in promotion, or with a figure of the week.
        public var isActive: Bool { inPromotion || hasFigure }

        /// Why it is new in `week`: `figure`, the first one, or `registration`, where no figure is of an earlier week.
        public func newness(in week: Week) -> String? {
            if let firstWeek { return firstWeek == week ? "figure" : nil }
            return registered.map { Week(of: $0) == week } == true ? "registration" : nil
        }
    }

    /// How many active titles there are of a kind.
    public struct Count: Sendable, Equatable {
        /// `all`, `new`, `format` or `method`.
        public let by: String
        /// Which of these; nil: all of them.
        public let group: String?
        /// Editions.
        public let editions: Int
        /// Series that they are of.
        public let series: Int

        /// A count.
        public init(by: String, group: String?, editions: Int, series: Int) {
            self.by = by
            self.group = group
            self.editions = editions
            self.series = series
        }
    }

    /// The week.
    public let week: Week
    /// Titles by reference.
    public let titles: [Title]
    /// Statements by source.
    public let claims: [SnapshotClaim]

    /// A snapshot.
    public init(week: Week, titles: [Title], claims: [SnapshotClaim]) {
        self.week = week
        self.titles = titles
        self.claims = claims
    }

    /// Active titles, the new ones among them, and by format and method.
    public var counts: [Count] {
        let active = titles.filter(\.isActive)
        let new = active.filter { $0.newness(in: week) != nil }
        func count(_ by: String, _ group: String?, _ titles: [Title]) -> Count {
            Count(by: by, group: group, editions: titles.count, series: Set(titles.map(\.series)).count)
        }
        func grouped(_ by: String, _ groups: (Title) -> [String]) -> [Count] {
            var found: [String: [Title]] = [:]
            for title in active { for group in groups(title) { found[group, default: []].append(title) } }
            return found.map { count(by, $0.key, $0.value) }
                .sorted { ($1.editions, $0.group ?? "") < ($0.editions, $1.group ?? "") }
        }
        return [count("all", nil, active), count("new", nil, new)]
            + grouped("format") { $0.formats.isEmpty ? ["not recorded"] : $0.formats }
            + grouped("method") { [$0.method] }
    }

    /// What the catalogue itself has of an aspect that publishers count; nil: it is not computed.
    public func computed(_ aspect: String) -> Int? {
        switch aspect {
        case "titles_active": counts.first { $0.by == "all" }?.editions
        case "titles_new": counts.first { $0.by == "new" }?.editions
        case _: nil
        }
    }

    /// What share of the active titles of the catalogue is new; nil: none is active, or another aspect is meant.
    public func computedShare(_ aspect: String) -> (part: Int, whole: Int)? {
        guard aspect == "share_new", let part = computed("titles_new"), let whole = computed("titles_active"), whole > 0
        else { return nil }
        return (part, whole)
    }
}
