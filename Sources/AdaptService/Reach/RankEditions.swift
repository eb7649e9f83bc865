public import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// The editions of a week in order of one metric of one source, with their places before, beside the places on the
    /// source's own lists; `list`: only those on it.
    ///
    /// Throws a `Refusal` (rule): sources or metrics that would have to be compared, figures that do not add up to
    /// one of an edition, a list that is not known.
    public func ranking(
        _ scope: ReadingScope, list: String? = nil, asOf cut: OperationID = .now
    ) async throws -> Ranking {
        try await require(scope, asOf: cut)
        let market = scope.market == "world" ? nil : scope.market
        let measure = try await rankedMeasure(scope, market, asOf: cut)
        let claimed = try await claimed(measure.source, scope.week, market, list, asOf: cut)
        if let list, claimed.isEmpty {
            let all = try await self.claimed(measure.source, scope.week, market, nil, asOf: cut)
            let known = Set(all.flatMap { $0.claims.map(\.list) }).sorted()
            throw Refusal(
                .rule, "list \"\(list)\" of \"\(measure.source)\" has no place in \(scope.week)",
                hint: Nearest.hint(for: list, among: known)
                    ?? (known.isEmpty ? nil : "choose of " + known.joined(separator: ", ")))
        }
        var ranking = Ranking(
            week: scope.week, source: measure.source, metric: measure.metric, market: market, list: list,
            lines: try await ranked(measure, scope.week, market, scope.currency, asOf: cut), claimed: claimed)
        if let metric = measure.metric {
            ranking.marketsWithin = try await markets(
                within: market, of: ReachMeasure(source: measure.source, metric: metric), scope.week, scope.week,
                asOf: cut)
        }
        return ranking
    }

    private func ranked(
        _ measure: (source: String, metric: String?), _ week: Week, _ market: String?, _ currency: String?,
        asOf cut: OperationID
    ) async throws -> [Ranking.Line] {
        guard let metric = measure.metric else { return [] }
        let measure = ReachMeasure(source: measure.source, metric: metric)
        if currency != nil { _ = try await places(of: measure, market: market, currency: currency) }
        let rows = try await rows(
            Queries.rank["rank"],
            [cut.number, week.monday.description, measure.source, measure.metric, market, currency])
        for row in rows { try refuseFault(of: row, measure) }
        let currencies = Set(try rows.flatMap { try $0.get("currencies", as: [String]?.self) ?? [] })
        guard currencies.count < 2 else { throw Refusal.several(named(currencies), of: measure.metric) }
        return try rows.map { try Ranking.Line($0, week) }
    }

    /// What to rank by; without a metric, where a source has lists of the week and no figure.
    private func rankedMeasure(
        _ scope: ReadingScope, _ market: String?, asOf cut: OperationID
    ) async throws -> (source: String, metric: String?) {
        if scope.metric == nil,
            try await measures(source: scope.source, metric: nil, from: scope.week, to: scope.week, asOf: cut).isEmpty
        {
            let lists = try await rows(
                Queries.rank["claim_sources"], [cut.number, scope.week.monday.description, market]
            ).map { try $0.get(0, as: String.self) }.filter { scope.source == nil || $0 == scope.source }
            if lists.count == 1 { return (lists[0], nil) }
        }
        let one = try await measure(
            source: scope.source, metric: scope.metric, from: scope.week, to: scope.week, asOf: cut)
        return (one.source, one.metric)
    }

    /// Editions on the source's lists of the week.
    private func claimed(
        _ source: String, _ week: Week, _ market: String?, _ list: String?, asOf cut: OperationID
    ) async throws -> [Ranking.Line] {
        try await rows(Queries.rank["claims"], [cut.number, week.monday.description, source, market, list]).map { row in
            var line = Ranking.Line(
                series: try row.get("series"), editions: [try row.get("edition")], title: try row.get("title"),
                market: try row.get("market_code"), language: try row.get("language"), scope: .edition, measuredIn: [],
                total: nil, days: 0, published: nil, rank: nil, previousRank: nil, peak: nil, weeksOnList: nil,
                arrival: nil)
            line.claims = [
                Ranking.Claim(
                    list: try row.get("list"), rank: try row.get("rank"), weeks: try row.get("weeks_on_list"),
                    previous: try row.get("previous"), peak: try row.get("peak"), weeksSeen: try row.get("weeks"))
            ]
            return line
        }
    }

    /// Currencies as people name them: the database has none as no word.
    private func named(_ currencies: Set<String>) -> Set<String> {
        Set(currencies.map { $0.isEmpty ? Refusal.noCurrency : $0 })
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
            let currencies = try row.get("currencies", as: [String]?.self) ?? []
            throw Refusal.several(named(Set(currencies)), of: measure.metric)
        case "sum":
            throw ReachTotal.tooLarge(of: names)
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
        self.init(
            series: try row.get("series"), editions: try row.get("editions"), title: try row.get("title"),
            market: try row.get("market_code"), language: try row.get("language"),
            scope: ReachReport.Scope(rawValue: try row.get("scope")) ?? .edition,
            measuredIn: try row.get("markets", as: [String]?.self) ?? [],
            currency: try row.get("currencies", as: [String]?.self)?.first.flatMap { $0.isEmpty ? nil : $0 },
            total: ReachTotal(
                low: try row.get("low"), high: try row.get("high"), figures: try row.get("figures"),
                strict: try row.get("strict"), approximate: try row.get("approximate"),
                estimated: try row.get("estimated"), imputed: try row.get("imputed")),
            days: try row.get("days"), published: try row.get("published", as: String?.self).flatMap { Day($0) },
            rank: place, previousRank: previous, peak: try row.get("peak"), weeksOnList: weeks, arrival: arrival,
            contradicts: try row.get("contradicts"), isBeyondScope: try row.get("is_beyond"))
    }
}
