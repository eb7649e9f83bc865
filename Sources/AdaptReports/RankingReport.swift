public import AdaptModel

extension TitledReport {
    /// A ranking of editions.
    public init(_ ranking: Ranking) {
        let (week, hasClaims) = (ranking.week, ranking.lines.contains { !$0.claims.isEmpty })
        let isOneList = Set(ranking.lines.flatMap { $0.claims.map(\.list) }).count == 1
        let files = Sheet(
            columns: [
                "week", "metric", "source", "rank", "previous_rank", "peak_rank", "weeks_on_list", "arrival",
                "claimed_rank", "series", "editions", "scope", "title", "market", "language", "comparator", "value",
                "low", "high", "flags", "published", "list", "list_rank", "claimed_weeks", "list_weeks",
                "currency",
            ],
            rows: ranking.lines.map { line in
                [
                    .text("\(week)"), Cell(ranking.metric), .text(ranking.source), Cell(line.rank),
                    Cell(line.previousRank), Cell(line.peak), Cell(line.weeksOnList), Cell(line.arrival?.rawValue),
                    line.claimed(isOneList), .text(line.series),
                    .text(line.editions.joined(separator: " + ")), .text(line.scope.rawValue), .text(line.title),
                    Cell(line.market), Cell(line.language), Cell(line.total?.comparator.rawValue),
                    Cell(line.total?.value), Cell(line.total?.bounds.low), Cell(line.total?.bounds.high),
                    Cell(line.flags.isEmpty ? nil : line.flags.joined(separator: " ")), Cell(line.published),
                    Cell(line.claims.isEmpty ? nil : line.claims.map(\.list).joined(separator: "; ")),
                    line.claim(isOneList) { $0.place }, line.claim(isOneList) { $0.weeks },
                    line.claim(isOneList) { $0.weeksSeen }, Cell(line.currency),
                ]
            })
        let currency = ranking.currency.map { " " + $0 } ?? ""
        let metric = (ranking.metric ?? "figure") + currency
        let table = Sheet(
            columns: ["rank", "last_week", "peak", "weeks", "editions", "title", "market", metric, "flags"]
                + (hasClaims ? ["claimed", "claimed_weeks"] : []),
            rows: ranking.lines.map { line in
                [
                    line.rank.map { .number($0) } ?? (line.scope == .joint ? .text("joint") : .empty),
                    line.arrival.map { .text($0.rawValue) } ?? Cell(line.previousRank), Cell(line.peak),
                    Cell(line.weeksOnList), .text(line.editions.joined(separator: " + ")), .text(line.title),
                    Cell(line.market), Cell(line.total?.words),
                    Cell(line.flags.isEmpty ? nil : line.flags.joined(separator: " ")),
                ] + (hasClaims ? [line.claimed(isOneList), line.claim(isOneList) { $0.weeks }] : [])
            })
        let place = ranking.market.map { ", market \($0)" } ?? ""
        self.init(
            "Rank \(week) (\(week.monday)..\(week.sunday)): \(ranking.metric ?? "lists")\(currency), \(ranking.source)\(place)"
                + (ranking.list.map { ", \($0)" } ?? ""),
            facts: [
                ("week", .text("\(week)")), ("source", .text(ranking.source)), ("metric", Cell(ranking.metric)),
                ("market", Cell(ranking.market)), ("list", Cell(ranking.list)), ("currency", Cell(ranking.currency)),
            ], [Part("rows", files, table: table)], notes: RankingNotes(ranking).lines,
            nothing: "no edition has a figure in this week")
    }
}

extension Ranking.Line {
    /// What else is to be known of its figure and place.
    fileprivate var flags: [String] {
        var flags = (overlaps ? ["overlaps"] : []) + (isBeyondScope ? ["beyond_scope"] : [])
        if scope == .creative { flags.append("creatives_only") }
        flags += total?.marks ?? []
        if contradicts { flags.append("contradicts") }
        if total == nil { flags.append("no_figure") }
        if total != nil, days < 7 { flags.append("days=\(days)") }
        if claims.contains(where: \.differsInRank) { flags.append("rank_differs") }
        if claims.contains(where: \.differsInWeeks) { flags.append("weeks_differ") }
        if !measuredIn.isEmpty { flags.append("measured=" + measuredIn.joined(separator: "+")) }
        return flags
    }

    /// The publisher's place; with its list where there are several.
    fileprivate func claimed(_ isOneList: Bool) -> Cell { claim(isOneList) { $0.rank } }

    /// A number of each claim; with its list where there are several.
    fileprivate func claim(_ isOneList: Bool, _ number: (Ranking.Claim) -> Int?) -> Cell {
        if claims.count == 1 || isOneList { return Cell(claims.first.flatMap(number)) }
        let words = claims.compactMap { claim in number(claim).map { "\(claim.list):\($0)" } }
        return Cell(words.isEmpty ? nil : words.joined(separator: " "))
    }
}

private struct RankingNotes {
    let lines: [String]

    init(_ ranking: Ranking) {
        var lines: [String] = []
        let joint = ranking.lines.filter { $0.scope == .joint }.count
        if joint > 0 {
            lines.append(
                "\(grouped(joint, "joint figure")) not ranked: no edition's own (rule 6)")
        }
        if ranking.lines.contains(where: \.overlaps) {
            lines.append(
                "overlaps: the bounds allow one further down to be ahead, or fewer days of it are known; places go by what "
                    + "is guaranteed")
        }
        if ranking.lines.contains(where: \.isBeyondScope) {
            lines.append("beyond_scope: a joint figure of more editions than those made for the market")
        }
        if ranking.lines.contains(where: \.contradicts) {
            lines.append(
                "contradicts: a figure is less than what it holds has by itself, one of them is wrong: adapt reach --week "
                    + "\(ranking.week)")
        }
        if let market = ranking.market, let apart = ReachReportWriter.apart(ranking.marketsWithin, from: market) {
            lines.append(apart)
        }
        let claims = ranking.lines.flatMap(\.claims)
        if claims.contains(where: \.differsInRank) {
            lines.append("rank_differs: among those on the list, the metric gives another place than the publisher")
        }
        if claims.contains(where: \.differsInWeeks) {
            lines.append("weeks_differ: the publisher counts other weeks on its list than are recorded of it")
        }
        self.lines = lines
    }
}
