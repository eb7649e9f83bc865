public import AdaptModel
import AdaptSQL
import Postgres

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
        let members = try await workspace.editions(in: scope, of: measure)
        var each: (@Sendable (ReachReport.WeekTotal) throws -> Void)?
        if let handOn {
            each = { week in
                let (metric, source) = (measure.metric, measure.source)
                try handOn(
                    ReachReport(metric: metric, source: source, weeks: [week], unplaced: [], unregistered: []))
            }
        }
        let made = try await workspace.collect(
            measure, scope, members: members, breaksDown: breaksDown, handing: each)
        return ReachReport(
            metric: measure.metric, source: measure.source, weeks: made.weeks,
            earlier: Array(made.earlier.suffix(earlier).drop { $0.reported == 0 }),
            unplaced: try await workspace.unplaced(measure, scope, members),
            unregistered: try await workspace.unregistered(scope, members), parts: made.parts,
            marketsWithin: try await workspace.markets(within: scope.market, of: measure, first, week, asOf: cut))
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

extension Workspace {
    /// The editions that a report is of, ordered by series and code.
    func editions(in scope: WeeklyReach.Scope, of measure: ReachMeasure) async throws -> [ReachReport.Edition] {
        let found = Collected(EditionReader())
        let names = SQL(Queries.report["edition_names"], bind: [scope.series, scope.edition])
        let statuses = scope.statuses.isEmpty ? nil : scope.statuses.map(\.rawValue)
        let states = SQL(
            Queries.report["edition_states"],
            bind: [
                scope.cut.number, scope.series, scope.market, statuses, try await guests(in: scope, of: measure),
                scope.madeFor,
            ])
        _ = try await refusing {
            _ = try await connection.copyRows(of: names) { row in try found.change { try $0.takeName(&row) } }
            return try await connection.copyRows(of: states) { row in try found.change { try $0.takeState(&row) } }
        }
        return found.take().ordered
    }

    /// Editions that were measured in the market asked for, wherever they were made for; nil: none was asked for.
    private func guests(in scope: WeeklyReach.Scope, of measure: ReachMeasure) async throws -> [Int]? {
        guard let market = scope.market else { return nil }
        let places = try await places(of: measure, in: scope).filter { $0.market == market }
        return try await rows(
            Queries.report["measured"],
            [
                scope.cut.number, scope.since.monday.description, scope.last.monday.description,
                places.map(\.measure), scope.series,
            ]
        ).map { try $0.get("edition_id") }
    }

    /// The figures of a report's weeks, put together one week after the other.
    func collect(
        _ measure: ReachMeasure, _ scope: WeeklyReach.Scope, members: [ReachReport.Edition], breaksDown: Bool,
        handing each: (@Sendable (ReachReport.WeekTotal) throws -> Void)?
    ) async throws -> ReachCollection {
        let places = try await places(of: measure, in: scope)
        let values: [(any PostgresEncodable)?] = [
            scope.cut.number, scope.since.monday.description, scope.last.monday.description,
            places.map(\.measure), scope.series,
        ]
        let others = try await otherSubjects(values)
        let reader = Collected(
            FigureReader(
                places: places, others: others, next: scope.since, last: scope.last,
                collection: ReachCollection(
                    members, market: scope.market, rule: try await rule(of: measure, places, scope.cut),
                    from: scope.first,
                    only: scope.weeks, weeksOnList: try await weeksOnList(scope, places, members),
                    breaksDown: breaksDown,
                    handing: each)))
        _ = try await refusing {
            try await connection.copyRows(of: SQL(Queries.report["figures"], bind: values)) { row in
                try reader.change { try $0.take(&row) }
            }
        }
        return try reader.change { try $0.finish() }
    }

    private func rule(
        of measure: ReachMeasure, _ places: [ReachPlace], _ cut: OperationID
    ) async throws -> ReachCollection.Rule {
        let metric = try await rows(Queries.report["metric"], [measure.metric])[0]
        var overlapping: [String: Set<String>] = [:]
        let markets = places.compactMap(\.market)
        if markets.count > 1 {
            for pair in try await rows(Queries.report["overlapping_markets"], [cut.number, markets]) {
                overlapping[try pair.get("market"), default: []].insert(try pair.get("other"))
            }
        }
        return ReachCollection.Rule(
            metric: measure.metric, addsOverWindows: try metric.get("adds_over_windows"),
            addsOverEditions: try metric.get("adds_over_editions"), overlapping: overlapping)
    }

    /// How many weeks before those looked at each subject has a figure that says something of the market asked for.
    private func weeksOnList(
        _ scope: WeeklyReach.Scope, _ places: [ReachPlace], _ members: [ReachReport.Edition]
    ) async throws -> [Int: Int] {
        let everywhere = scope.market == nil ? [] : places.filter { $0.market == nil }.map(\.measure)
        let home = everywhere.isEmpty ? [] : members.filter { $0.market == scope.market }.map(\.subject)
        let counts = Collected<[Int: Int]>([:])
        let query = SQL(
            Queries.report["weeks_on_list"],
            bind: [
                scope.cut.number, scope.since.monday.description, places.map(\.measure), scope.series, everywhere, home,
            ])
        _ = try await refusing {
            try await connection.copyRows(of: query) { row in
                let (subject, weeks) = (try row.number(), try row.number())
                counts.change { $0[subject] = weeks }
            }
        }
        return counts.take()
    }
}
