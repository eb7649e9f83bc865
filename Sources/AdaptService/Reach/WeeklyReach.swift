public import AdaptModel

/// The reach of some editions over some weeks, by one metric of one source.
public struct WeeklyReach: Sendable {
    /// Last week.
    public var week: Week
    /// How many weeks up to and including `week`.
    public var weeks: Int
    /// Only these of the weeks; nil: all.
    var only: Set<Week>?
    /// How many weeks the report's sums go back before the first of these, as far as there are figures.
    public var earlier = 0
    /// Only this series.
    public var series: String?
    /// Only this edition of it.
    public var edition: EditionReference?
    /// Metric; nil: the only one there is.
    public var metric: String?
    /// Source; nil: the only one there is.
    public var source: String?
    /// Only figures of this market: those measured there, of whichever edition, and those of everywhere of the editions
    /// made for it. The world is everywhere.
    public var market: String?
    /// Only figures in this currency; nil: of any, but no two.
    public var currency: String?
    /// Only editions made for this market, wherever their figures were measured.
    public var madeFor: String?
    /// Only editions of these statuses; empty: of any.
    public var statuses: [Status] = []
    /// Whether the totals of each series and market are wanted too.
    public var breaksDown = false
    /// Takes the report of each week by itself when it is made; the whole has no lines then. Nil: the whole has all.
    public var handOn: (@Sendable (ReachReport) throws -> Void)?

    /// A report of `weeks` weeks that ends with `week`.
    public init(
        week: Week, weeks: Int = 1, series: String? = nil, edition: EditionReference? = nil, metric: String? = nil,
        source: String? = nil, market: String? = nil
    ) {
        self.week = week
        self.weeks = weeks
        self.series = series
        self.edition = edition
        self.metric = metric
        self.source = source
        self.market = market
    }

    /// The report as of an operation.
    ///
    /// Throws a `Refusal` (rule): sources or metrics that would have to be added, a metric that does not add up.
    public func run(in workspace: Workspace, asOf cut: OperationID = .now) async throws -> ReachReport {
        let series = try await workspace.requireSeriesIfAny(series, asOf: cut)
        for market in [market, madeFor].compactMap(\.self) { _ = try await workspace.markets(market, asOf: cut) }
        let only: FoundEdition?
        if let edition { only = try await workspace.find(edition, asOf: cut) } else { only = nil }
        let first = week + (1 - weeks)
        let measure = try await workspace.measure(source: source, metric: metric, from: first, to: week, asOf: cut)
        let scope = Scope(
            // One week more: the first one is compared with it.
            first: first, since: first + -max(1, earlier), last: week, series: only?.series ?? series,
            edition: only?.code, market: market == "world" ? nil : market, currency: currency, madeFor: madeFor,
            statuses: statuses, weeks: self.only, cut: cut)
        var each: (@Sendable (ReachReport.WeekTotal) throws -> Void)?
        if let handOn {
            each = { week in
                let (metric, source) = (measure.metric, measure.source)
                try handOn(
                    ReachReport(metric: metric, source: source, weeks: [week], unplaced: [], unregistered: []))
            }
        }
        let figures = try await workspace.figures(of: measure, scope, breaksDown: breaksDown, handing: each)
        let members = figures.members
        // What stands beside the figures is asked for while the last week of them is put together and handed on.
        async let unplaced = workspace.unplaced(measure, scope, members)
        async let unregistered = workspace.unregistered(scope, members)
        async let within = workspace.markets(within: scope.market, of: measure, first, week, asOf: cut)
        let made = try figures.read.change { try $0.finish() }
        return ReachReport(
            metric: measure.metric, source: measure.source, weeks: made.weeks,
            earlier: Array(made.earlier.suffix(earlier).drop { $0.reported == 0 }),
            unplaced: try await unplaced, unregistered: try await unregistered, parts: made.parts,
            marketsWithin: try await within)
    }

    /// What a report is of.
    struct Scope: Sendable {
        /// The first week asked for.
        let first: Week
        /// The first week that is looked at.
        let since: Week
        let last: Week
        let series: String?
        let edition: String?
        let market: String?
        let currency: String?
        let madeFor: String?
        let statuses: [Status]
        /// Only these weeks; nil: all from the first on.
        let weeks: Set<Week>?
        let cut: OperationID
    }
}
