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
        let (source, metric) = try await chosen(first, workspace, cut)
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

    /// The source and metric asked for, or the only ones; several are never added.
    private func chosen(
        _ first: Week, _ workspace: Workspace, _ cut: OperationID
    ) async throws -> (source: String, metric: String) {
        func pairs(_ query: String, _ values: [(any PostgresEncodable)?]) async throws -> [(String, String)] {
            try await workspace.rows(Queries.report[query], values)
                .map { (try $0.get("source"), try $0.get("metric")) }
                .filter { (source == nil || $0.0 == source) && (metric == nil || $0.1 == metric) }
        }
        var found = try await pairs("measures_in", [cut.number, first.monday.description, week.monday.description])
        if found.isEmpty { found = try await pairs("measures_ever", [cut.number]) }
        guard let one = found.first else {
            throw Refusal(
                .rule,
                "no figures" + (source.map { " of source \"\($0)\"" } ?? "")
                    + (metric.map { " of metric \"\($0)\"" } ?? "") + " are recorded",
                hint: "adapt import reach FILE")
        }
        guard found.count == 1 else {
            let choices = found.map { "--source \($0.0) --metric \($0.1)" }
            throw Refusal(
                .rule, "figures of different sources or metrics are never added (rule 7)", hint: "choose one of them",
                details: choices)
        }
        return (source: one.0, metric: one.1)
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

    /// Refuses two currencies in a report: they neither add up nor compare with the week before.
    private func requireOneCurrency(_ metric: String, _ lines: [Row]) throws {
        let currencies = Set(try lines.map { try $0.get("currency", as: String?.self) ?? "no currency" })
        guard currencies.count > 1 else { return }
        throw Refusal(.rule, "\(metric) in several currencies cannot be added", details: currencies.sorted())
    }

    /// Refuses sums of a week that have no meaning: people and averages, over editions or windows; markets that overlap.
    private func requireAdditive(
        _ metric: String, _ total: ReachReport.WeekTotal, _ lines: [Row], _ workspace: Workspace
    ) async throws {
        let row = try await workspace.rows(Queries.report["metric"], [metric])[0]
        if try !row.get("adds_over_windows", as: Bool.self), try lines.contains(where: { try $0.get("figures") > 1 }) {
            throw Refusal(
                .rule,
                "\(metric) of several windows cannot be added to a week: it counts the same people again (rule 7)",
                hint: "import the week's own figure")
        }
        let counted = Set(total.lines.filter { $0.counted && $0.total != nil }.map(\.editions))
        if try !row.get("adds_over_editions", as: Bool.self), counted.count > 1 {
            throw Refusal(
                .rule, "\(metric) of several editions cannot be added: it counts the same people again (rule 7)",
                hint: "ask for one edition: adapt reach SERIES/EDITION --week \(total.week) --metric \(metric)")
        }
        let measured = try Dictionary(grouping: lines) { try $0.get("subject_id", as: Int.self) }
        for figures in measured.values {
            try await refuseOverlap(
                of: Set(try figures.compactMap { try $0.get("measured", as: String?.self) }), workspace)
        }
    }

    /// Refuses figures of one subject in markets that share a country, unless one of them was asked for.
    private func refuseOverlap(of markets: Set<String>, _ workspace: Workspace) async throws {
        guard markets.count > 1, market.map({ !markets.contains($0) }) ?? true else { return }
        let overlap = try await workspace.rows(Queries.report["overlapping_markets"], [markets.sorted()])
        if try overlap[0].get("overlap", as: Bool.self) {
            throw Refusal(
                .rule, "figures of overlapping markets cannot be added (rule 7)", hint: "choose one with --market",
                details: markets.sorted())
        }
    }

    private func weeksOnList(
        _ source: String, _ metric: String, _ workspace: Workspace, _ cut: OperationID
    ) async throws -> [Int: Int] {
        var counts: [Int: Int] = [:]
        let rows = try await workspace.rows(
            Queries.report["weeks_on_list"], [source, metric, week.monday.description, cut.number])
        for row in rows { counts[try row.get("subject_id")] = try row.get("weeks") }
        return counts
    }

    private func unplaced(
        _ first: Week, _ source: String, _ metric: String, _ members: [ReachAssembly.Member], _ workspace: Workspace,
        _ cut: OperationID
    ) async throws -> [ReachReport.Unplaced] {
        let names = Dictionary(members.map { ($0.subject, $0.name) }, uniquingKeysWith: { first, _ in first })
        let rows = try await workspace.rows(
            Queries.report["unplaced"],
            [cut.number, first.monday.description, week.monday.description, source, metric, series])
        return try rows.compactMap { row in
            let parts =
                try row.get("members", as: [Int]?.self)
                ?? [try row.get("edition_id", as: Int?.self) ?? 0]
            let named = parts.compactMap { names[$0] }
            guard named.count == parts.count else { return nil }
            let creative: String? = try row.get("creative")
            let (from, until): (String?, String?) = (try row.get("first_day"), try row.get("last_day"))
            let window = from.flatMap { Day($0) }.flatMap { start in
                until.flatMap { Day($0) }.flatMap { Window(start, $0) }
            }
            return ReachReport.Unplaced(
                subject: named.joined(separator: " + ") + (creative.map { " " + $0 } ?? ""),
                figure: Figure(
                    stored: Figure.Comparator(rawValue: try row.get("comparator")) ?? .equal, low: try row.get("low"),
                    high: try row.get("high"), estimated: try row.get("estimated")),
                window: window, days: try row.get("span_days"), wording: try row.get("wording"))
        }
    }

    private func unregistered(
        _ members: [ReachAssembly.Member], _ workspace: Workspace, _ cut: OperationID
    ) async throws -> [ReachReport.Unregistered] {
        let here = Set(members.map(\.series))
        return try await workspace.rows(Queries.catalogue["list_assertions"], [cut.number, series]).compactMap { row in
            let (code, asserted, registered): (String, Int, Int) = (
                try row.get("series"), try row.get("editions"), try row.get("registered")
            )
            guard here.contains(code), asserted > registered else { return nil }
            return ReachReport.Unregistered(series: code, asserted: asserted, registered: registered)
        }
    }
}

extension ReachAssembly.Entry {
    init(_ row: Row) throws {
        let of: ReachAssembly.Of
        switch try row.get("kind", as: String.self) {
        case "joint": of = .joint(members: try row.get("members"))
        case "creative": of = .creative(code: try row.get("creative"), edition: try row.get("promoted"))
        default: of = .edition
        }
        let open: Int = try row.get("open_above")
        let published: String = try row.get("published")
        self.init(
            subject: try row.get("subject_id"), of: of, measuredIn: try row.get("measured"),
            total: ReachTotal(
                low: try row.get("low"), high: open > 0 ? nil : try row.get("high", as: Int.self),
                figures: try row.get("figures"), strict: try row.get("strict"),
                approximate: try row.get("approximate"), estimated: try row.get("estimated")),
            inferred: try row.get("inferred"), days: try row.get("days"),
            published: Day(published) ?? Day(number: 0),
            memberNames: try row.get("member_names", as: [String]?.self) ?? [])
    }
}
