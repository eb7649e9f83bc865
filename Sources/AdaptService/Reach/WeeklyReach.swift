public import AdaptModel
import AdaptSQL
import Postgres

/// The reach of some editions over some weeks, by one metric of one source.
public struct WeeklyReach: Sendable {
    /// First week.
    public var week: Week
    /// How many weeks up to and including `week`.
    public var weeks: Int
    /// Only this series.
    public var series: String?
    /// Only this edition of it.
    public var edition: EditionReference?
    /// Metric; nil: the only one there is.
    public var metric: String?
    /// Source; nil: the only one there is.
    public var source: String?
    /// Only editions of this market, and figures measured there.
    public var market: String?
    /// Whether the totals of each series and market are wanted too.
    public var breaksDown = false

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
        if let series { try await workspace.requireSeries(series) }
        let only: FoundEdition?
        if let edition { only = try await workspace.find(edition, asOf: cut) } else { only = nil }
        let first = week + (1 - weeks)
        let measure = try await workspace.measure(source: source, metric: metric, from: first, to: week, asOf: cut)
        let (source, metric) = (measure.source, measure.metric)
        let members = try await members(only, workspace, cut)
        let since = first + -1
        let lines = try await workspace.rows(
            Queries.report["lines"],
            [cut.number, since.monday.description, week.monday.description, source, metric])
        let own = try own(lines, members)
        try requireOneCurrency(metric, own)
        let byWeek = try Dictionary(grouping: own) { try $0.get("week", as: String.self) }

        let assembly = ReachAssembly(members, market: market)
        let counts = try await weeksOnList(source, metric, workspace, cut)
        var before: ReachReport.WeekTotal?
        var totals: [ReachReport.WeekTotal] = []
        var breakdown = breaksDown ? ReachBreakdown(members, market: market) : nil
        let addsOverEditions = try await workspace.rows(Queries.report["metric"], [metric])[0]
            .get("adds_over_editions", as: Bool.self)
        for offset in 0...weeks {
            let current = since + offset
            let lines = byWeek[current.monday.description] ?? []
            do {
                let entries = try lines.map { try ReachAssembly.Entry($0) }
                let made = try assembly.week(current, entries)
                try await requireAdditive(metric, made, lines, workspace)
                if offset > 0 {
                    totals.append(made.following(before, weeksOnList: counts))
                    breakdown?.add(current, entries, addsOverEditions: addsOverEditions)
                }
                before = made
            } catch let refusal as Refusal where offset == 0 && refusal.kind == .rule {
                // The week before is only looked back at: where it cannot be added up, nothing is compared with it.
            }
        }
        return ReachReport(
            metric: metric, source: source, weeks: totals,
            unplaced: try await unplaced(first, source, metric, members, workspace, cut),
            unregistered: try await unregistered(members, workspace, cut), parts: breakdown?.parts ?? [])
    }

    private func members(
        _ only: FoundEdition?, _ workspace: Workspace, _ cut: OperationID
    ) async throws -> [ReachAssembly.Member] {
        let rows = try await workspace.rows(
            Queries.report["scope"], [cut.number, only?.series ?? series, only?.code])
        let members = try rows.map { row in
            let (series, edition): (String, String) = (try row.get("series"), try row.get("edition"))
            return ReachAssembly.Member(
                subject: try row.get("edition_id"), series: series, name: series + "/" + edition,
                title: try row.get("title"), market: try row.get("market_code"), language: try row.get("language"),
                status: try row.get("status"))
        }
        return market == nil ? members : members.filter { $0.market == market }
    }

    /// The lines of the editions asked for: a creative is of its edition, a joint figure of all of its editions.
    private func own(_ lines: Rows, _ members: [ReachAssembly.Member]) throws -> [Row] {
        let here = Set(members.map(\.subject))
        return try lines.filter { line in
            let parts =
                try line.get("members", as: [Int]?.self)
                ?? [line.get("promoted", as: Int?.self) ?? line.get("subject_id")]
            return !here.isDisjoint(with: parts)
        }
    }
}
