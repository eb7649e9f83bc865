public import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// The editions of a week in order of one metric of one source, with their places before.
    ///
    /// Throws a `Refusal` (rule): sources or metrics that would have to be compared, figures that do not add up to
    /// one of an edition.
    public func ranking(_ scope: ReadingScope, asOf cut: OperationID = .now) async throws -> Ranking {
        try await require(scope, asOf: cut)
        let measure = try await measure(
            source: scope.source, metric: scope.metric, from: scope.week, to: scope.week, asOf: cut)
        let market = scope.market == "world" ? nil : scope.market
        let rows = try await rows(
            Queries.rank["rank"],
            [cut.number, scope.week.monday.description, measure.source, measure.metric, market])
        for row in rows { try refuseFault(of: row, measure) }
        let currencies = Set(try rows.flatMap { try $0.get("currencies", as: [String]?.self) ?? [] })
        guard currencies.count < 2 else {
            throw Refusal(
                .rule, "\(measure.metric) in several currencies cannot be compared",
                details: currencies.map { $0.isEmpty ? "no currency" : $0 }.sorted())
        }
        return Ranking(
            week: scope.week, source: measure.source, metric: measure.metric, market: market,
            lines: try rows.map { try Ranking.Line($0, scope.week) })
    }

    private func refuseFault(of row: Row, _ measure: ReachMeasure) throws {
        guard let fault: String = try row.get("fault") else { return }
        let names = try row.get("editions", as: [String].self).joined(separator: " + ")
        let markets = try row.get("markets", as: [String]?.self) ?? []
        switch fault {
        case "windows":
            throw Refusal(
                .rule,
                "\(measure.metric) of several windows cannot be added to a week of \"\(names)\": it counts the same people again (rule 7)",
                hint: "import the week's own figure")
        case "currencies":
            throw Refusal(.rule, "\(measure.metric) of \"\(names)\" in several currencies cannot be added")
        case "markets":
            throw Refusal(
                .rule,
                "\(measure.metric) of several markets cannot be added for \"\(names)\": it counts the same people again (rule 7)",
                hint: "choose one with --market", details: markets)
        case _:
            throw Refusal(
                .rule, "figures of overlapping markets of \"\(names)\" cannot be added (rule 7)",
                hint: "choose one with --market", details: markets)
        }
    }
}

extension Ranking.Line {
    fileprivate init(_ row: Row, _ week: Week) throws {
        let place: Int? = try row.get("place")
        let (previous, weeks): (Int?, Int?) = (try row.get("previous"), try row.get("weeks"))
        let arrival: Arrival? = place == nil || previous != nil ? nil : (weeks ?? 1) > 1 ? .reentry : .new
        let lists = try row.get("claim_lists", as: [String]?.self) ?? []
        let ranks = try row.get("claim_ranks", as: [Int]?.self) ?? []
        self.init(
            series: try row.get("series"), editions: try row.get("editions"), title: try row.get("title"),
            market: try row.get("market_code"), language: try row.get("language"),
            scope: ReachReport.Scope(rawValue: try row.get("scope")) ?? .edition,
            measuredIn: try row.get("markets", as: [String]?.self) ?? [],
            total: ReachTotal(
                low: try row.get("low"), high: try row.get("high"), figures: try row.get("figures"),
                strict: try row.get("strict"), approximate: try row.get("approximate"),
                estimated: try row.get("estimated")),
            days: try row.get("days"), published: try row.get("published", as: String?.self).flatMap { Day($0) },
            rank: place, previousRank: previous, peak: try row.get("peak"), weeksOnList: weeks, arrival: arrival,
            claims: zip(lists, ranks).map { Ranking.Claim(list: $0, rank: $1) })
    }
}
