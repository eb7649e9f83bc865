import AdaptModel
import Testing

@testable import AdaptService

@Suite("Ranking")
struct RankingTests {
    private func ranking(
        _ workspace: Workspace, _ week: String, metric: String = "impressions", source: String? = "src",
        market: String? = nil, asOf cut: OperationID = .now
    ) async throws -> Ranking {
        try await workspace.ranking(
            ReadingScope(week: try Week(parsing: week), source: source, metric: metric, market: market), asOf: cut)
    }

    /// `place name last-week peak weeks arrival`, with `!` where bounds overlap.
    private func words(_ ranking: Ranking) -> [String] {
        ranking.lines.map { line in
            let numbers = [line.rank, line.previousRank, line.peak, line.weeksOnList].map { $0.map(String.init) ?? "-" }
            return "\(numbers[0]) \(line.editions.joined(separator: "+")) \(numbers[1...].joined(separator: " "))"
                + (line.arrival.map { " \($0.rawValue)" } ?? "") + (line.overlaps ? " !" : "")
        }
    }

    private static let header = "edition,metric,source,week,value\n"

    private static func row(_ edition: String, _ week: Int, _ value: String) -> String {
        "\(edition),impressions,src,2026-W0\(week),\(value)\n"
    }

    @Test("goes by what is guaranteed, shares places, and knows last week, peak, weeks on the list, new and re-entry")
    func places() async throws {
        try await Stage.with { workspace in
            let row = RankingTests.row
            try await workspace.load(
                RankingTests.header + row("s/kr", 2, "50") + row("s/us", 2, "90") + row("t/jp", 2, "7")
                    + row("s/kr", 3, "40") + row("s/us", 3, "40")
                    + row("s/kr", 4, "30") + row("s/us", 4, "30") + row("s/us-2", 4, "99") + row("t/jp", 4, "8"))
            #expect(
                words(try await ranking(workspace, "2026-W04")) == [
                    "1 s/us-2 - 1 1 new", "2 s/kr 1 1 3", "2 s/us 1 1 3", "4 t/jp - 3 2 re-entry",
                ])
            #expect(words(try await ranking(workspace, "2026-W03")) == ["1 s/kr 2 1 2", "1 s/us 1 1 2"])
            #expect(try await ranking(workspace, "2026-W05").lines.isEmpty)
        }
    }

    @Test("flags bounds that overlap with the next one's; joint figures have no place and take none")
    func bounds() async throws {
        try await Stage.with { workspace in
            let row = RankingTests.row
            try await workspace.load(
                RankingTests.header + row("s/kr", 2, "50") + row("s/us", 2, ">40") + row("t/jp", 2, "10-30")
                    + row("s/us-2", 2, "10") + row("s/us + s/us-2", 2, "900"))
            let found = try await ranking(workspace, "2026-W02")
            #expect(
                words(found) == [
                    "1 s/kr - 1 1 new !", "2 s/us - 2 1 new", "3 s/us-2 - 3 1 new !", "3 t/jp - 3 1 new",
                    "- s/us+s/us-2 - - -",
                ])
            #expect(found.lines.last?.scope == .joint)
        }
    }

    @Test("takes what was measured in the market asked for before what was measured everywhere")
    func markets() async throws {
        try await Stage.with { workspace in
            let header = "edition,market,metric,source,week,value\n"
            try await workspace.load(
                header + "s/kr,,impressions,src,2026-W02,100\ns/kr,us,impressions,src,2026-W02,9\n"
                    + "s/us,,impressions,src,2026-W02,20\nt/jp,jp,impressions,src,2026-W02,3\n"
                    + "t/jp,kr,impressions,src,2026-W02,4\n")
            #expect(
                words(try await ranking(workspace, "2026-W02", market: "us")) == [
                    "1 s/us - 1 1 new", "2 s/kr - 2 1 new",
                ])
            let all = try await ranking(workspace, "2026-W02")
            #expect(all.lines.map(\.editions) == [["s/kr"], ["s/us"], ["t/jp"]])
            #expect(all.lines.map(\.total.low) == [100, 20, 7])
            #expect(all.lines.map(\.total.comparator) == [.equal, .equal, .atLeast])
            #expect(all.lines[2].measuredIn == ["jp", "kr"])
        }
    }

    @Test("ranks people by a week's one figure, and refuses figures that do not add up to one")
    func people() async throws {
        try await Stage.with { workspace in
            let people = "unique_reach"
            try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "1", metric: people)
                    + Stage.row("s/us", 5, 11, "2", metric: people) + Stage.row("s/us", 12, 14, "2", metric: people)
                    + Stage.row("s/us", 15, 18, "2", metric: people))
            #expect(
                words(try await ranking(workspace, "2026-W02", metric: people)) == [
                    "1 s/us - 1 1 new", "2 s/kr - 2 1 new",
                ])
            let windows = try await refusal { _ = try await ranking(workspace, "2026-W03", metric: people) }
            #expect(windows.message.hasPrefix("unique_reach of several windows cannot be added to a week of \"s/us\""))
            try await workspace.load(
                "edition,market,metric,source,week,value\n"
                    + "t/jp,jp,unique_reach,src,2026-W04,3\nt/jp,kr,unique_reach,src,2026-W04,4\n")
            let markets = try await refusal { _ = try await ranking(workspace, "2026-W04", metric: people) }
            #expect(markets.message.hasPrefix("unique_reach of several markets cannot be added for \"t/jp\""))
            #expect(markets.details == ["jp", "kr"])
        }
    }

    @Test("adds creatives up to a lower bound where the edition has no figure of its own")
    func creatives() async throws {
        try await Catalogue.sample { workspace in
            try await workspace.load(
                "edition,creative,metric,source,week,value\n"
                    + "hockey-star/es,single-scene,impressions,socialpeta-2026-w02,2026-W02,300\n"
                    + "second-life/ko,back-in-class,impressions,socialpeta-2026-w02,2026-W02,200\n"
                    + "second-life/ko,,impressions,socialpeta-2026-w02,2026-W02,250\n")
            let found = try await ranking(workspace, "2026-W02", source: "socialpeta-2026-w02")
            #expect(found.lines.map(\.rank) == [1, 2, nil])
            #expect(found.lines[0].scope == .creative)
            #expect(found.lines[0].total.comparator == .atLeast)
            #expect(found.lines[1].total.low == 250)
        }
    }

    @Test("shows the publisher's own places beside it, and what was taken back not")
    func claims() async throws {
        try await Stage.with { workspace in
            try await workspace.load(RankingTests.header + RankingTests.row("s/kr", 2, "50"))
            _ = try await workspace.texts(
                """
                with x as (select e.series_id, e.edition_id, b.operation_id, s.source_id
                    from edition e join series r using (series_id), batch b, source s
                    where r.code = 's' and e.code = 'kr' and s.code = 'src')
                insert into ranking_claim (source_id, list, first_day, last_day, rank, series_id, subject_id, published,
                    operation_id)
                select source_id, 'top10', '2026-01-05', '2026-01-11', 3, series_id, edition_id, '2026-02-01',
                    operation_id from x returning list
                """)
            let found = try await ranking(workspace, "2026-W02")
            #expect(found.lines.first?.claims == [Ranking.Claim(list: "top10", rank: 3)])
            _ = try await Undo(nil).run(in: workspace, dryRun: false)
            #expect(try await workspace.texts("select list from ranking_claim_live(9223372036854775807)").isEmpty)
        }
    }

    @Test("agrees with a plain recount over random weeks, now and as of an earlier import", arguments: [1, 2, 3, 4])
    func recount(_ seed: UInt64) async throws {
        try await Stage.with { workspace in
            var random = Seeded(seed)
            var lows: [Int: [String: Int]] = [:]
            var text = RankingTests.header
            for week in 1...9 {
                for name in ["s/kr", "s/us", "s/us-2", "t/jp"] where Int.random(in: 0..<3, using: &random) > 0 {
                    let number = Int.random(in: 1...4, using: &random)
                    let isOpen = Bool.random(using: &random)
                    lows[week, default: [:]][name] = isOpen ? number + 1 : number
                    text += RankingTests.row(name, week, (isOpen ? ">" : "") + String(number))
                }
            }
            try await workspace.load(text)
            let cut = OperationID(try await workspace.number("select max(operation_id) from operation"))
            try await workspace.load(RankingTests.header + RankingTests.row("s/kr", 9, "1000"))
            for week in 1...9 {
                let expected = RankingTests.recount(lows, week)
                #expect(words(try await ranking(workspace, "2026-W0\(week)", asOf: cut), plain: true) == expected)
                guard week < 9 else { continue }
                #expect(words(try await ranking(workspace, "2026-W0\(week)"), plain: true) == expected)
            }
        }
    }

    private func words(_ ranking: Ranking, plain: Bool) -> [String] {
        words(ranking).map { $0.hasSuffix(" !") ? String($0.dropLast(2)) : $0 }.sorted()
    }

    /// The same words, counted one by one.
    private static func recount(_ lows: [Int: [String: Int]], _ week: Int) -> [String] {
        func place(_ name: String, _ week: Int) -> Int? {
            guard let list = lows[week], let own = list[name] else { return nil }
            return 1 + list.values.filter { $0 > own }.count
        }
        return (lows[week] ?? [:]).keys.map { name in
            let places = (1...week).compactMap { place(name, $0) }
            let before = place(name, week - 1)
            let arrival = before != nil ? "" : places.count > 1 ? " re-entry" : " new"
            return "\(places.last ?? 0) \(name) \(before.map(String.init) ?? "-") \(places.min() ?? 0) \(places.count)"
                + arrival
        }.sorted()
    }
}
