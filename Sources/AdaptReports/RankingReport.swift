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
                "low", "high", "flags", "published",
            ],
            rows: ranking.lines.map { line in
                [
                    .text("\(week)"), .text(ranking.metric), .text(ranking.source), Cell(line.rank),
                    Cell(line.previousRank), Cell(line.peak), Cell(line.weeksOnList), Cell(line.arrival?.rawValue),
                    line.claimed(isOneList), .text(line.series),
                    .text(line.editions.joined(separator: " + ")), .text(line.scope.rawValue), .text(line.title),
                    Cell(line.market), Cell(line.language), .text(line.total.comparator.rawValue),
                    Cell(line.total.value), Cell(line.total.bounds.low), Cell(line.total.bounds.high),
                    Cell(line.flags.isEmpty ? nil : line.flags.joined(separator: " ")),
                    Cell(line.published?.description),
                ]
            })
        let table = Sheet(
            columns: ["rank", "last_week", "peak", "weeks", "editions", "title", "market", ranking.metric, "flags"]
                + (hasClaims ? ["claimed"] : []),
            rows: ranking.lines.map { line in
                [
                    line.rank.map { .number($0) } ?? .text("joint"),
                    line.arrival.map { .text($0.rawValue) } ?? Cell(line.previousRank), Cell(line.peak),
                    Cell(line.weeksOnList), .text(line.editions.joined(separator: " + ")), .text(line.title),
                    Cell(line.market), .text(line.total.words),
                    Cell(line.flags.isEmpty ? nil : line.flags.joined(separator: " ")),
                ] + (hasClaims ? [line.claimed(isOneList)] : [])
            })
        let place = ranking.market.map { ", market \($0)" } ?? ""
        self.init(
            "Rank \(week) (\(week.monday)..\(week.sunday)): \(ranking.metric), \(ranking.source)\(place)",
            facts: [
                ("week", .text("\(week)")), ("source", .text(ranking.source)), ("metric", .text(ranking.metric)),
                ("market", Cell(ranking.market)),
            ], [Part("rows", files, table: table)], notes: RankingNotes(ranking).lines,
            nothing: "no edition has a figure in this week")
    }
}

extension Ranking.Line {
    /// What else is to be known of its figure and place.
    fileprivate var flags: [String] {
        var flags = overlaps ? ["overlaps"] : []
        if scope == .creative { flags.append("creatives_only") }
        if total.estimated > 0 { flags.append("estimated") }
        if days < 7 { flags.append("days=\(days)") }
        if !measuredIn.isEmpty { flags.append("measured=" + measuredIn.joined(separator: "+")) }
        return flags
    }

    /// The publisher's place; with its list where there are several.
    fileprivate func claimed(_ isOneList: Bool) -> Cell {
        guard let first = claims.first else { return .empty }
        return isOneList ? .number(first.rank) : .text(claims.map { "\($0.list):\($0.rank)" }.joined(separator: " "))
    }
}

private struct RankingNotes {
    let lines: [String]

    init(_ ranking: Ranking) {
        var lines: [String] = []
        let joint = ranking.lines.filter { $0.scope == .joint }.count
        if joint > 0 {
            lines.append(
                "\(joint) joint \(joint == 1 ? "figure" : "figures") not ranked: no edition's own (rule 6)")
        }
        if ranking.lines.contains(where: \.overlaps) {
            lines.append("overlaps: the bounds allow the next one to be ahead; places go by what is guaranteed")
        }
        self.lines = lines
    }
}
