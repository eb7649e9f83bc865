import AdaptModel
import AdaptSQL
import TestSupport
import Testing

@testable import AdaptService

@Suite("Ranking")
struct RankingTests {
    private func ranking(
        _ workspace: Workspace, _ week: String, metric: String? = "impressions", source: String? = "src",
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

    @Test("flags bounds that overlap with those of any further down, not of the next one alone")
    func boundsFurtherDown() async throws {
        try await Stage.with { workspace in
            let row = RankingTests.row
            try await workspace.load(
                RankingTests.header + row("s/kr", 2, "60") + row("s/us", 2, "50") + row("s/us-2", 2, "20+")
                    + row("t/jp", 2, "9"))
            #expect(
                words(try await ranking(workspace, "2026-W02")) == [
                    "1 s/kr - 1 1 new !", "2 s/us - 2 1 new !", "3 s/us-2 - 3 1 new", "4 t/jp - 4 1 new",
                ])
        }
    }

    @Test("a sum of markets or creatives that passes 64 bits is a refusal with the edition's name")
    func overflow() async throws {
        try await Stage.with { workspace in
            _ = try await workspace.load(
                "edition,market,metric,source,week,value\ns/kr,us,impressions,src,2026-W02,9000000000000000000\n"
                    + "s/kr,kr,impressions,src,2026-W02,9000000000000000000\ns/us,,impressions,src,2026-W03,1\n")
            let found = try await refusal { _ = try await ranking(workspace, "2026-W02") }
            #expect(found.kind == .rule)
            #expect(found.message == "sum of figures of \"s/kr\" passes 9,223,372,036,854,775,807")
            // Of a week that is only looked back at, nothing is told.
            #expect(words(try await ranking(workspace, "2026-W03")) == ["1 s/us - 1 1 new"])
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

    @Test("flags a figure of more days than one further down, which may be ahead, and a joint one beyond the market")
    func scope() async throws {
        try await Stage.with { workspace in
            let row = Stage.row
            try await workspace.load(
                Stage.header + row("s/kr", 5, 11, "60", 1, "src", "impressions")
                    + row("s/us", 5, 11, "50", 1, "src", "impressions")
                    + row("t/jp", 5, 5, "40", 1, "src", "impressions")
                    + row("s/us + s/kr", 12, 18, "90", 1, "src", "impressions"))
            #expect(
                words(try await ranking(workspace, "2026-W02")) == [
                    "1 s/kr - 1 1 new !", "2 s/us - 2 1 new !", "3 t/jp - 3 1 new",
                ])
            let there = try await ranking(workspace, "2026-W03", market: "us")
            #expect(there.lines.map(\.isBeyondScope) == [true])
            #expect(try await ranking(workspace, "2026-W03").lines.map(\.isBeyondScope) == [false])
        }
    }

    @Test("finds the places that a later publication says again each by itself, however many there are")
    func manyPlaces() async throws {
        try await Stage.with { workspace in
            let weeks = (2...19).map { "2026-W" + ($0 < 10 ? "0" : "") + "\($0)" }
            let rows = weeks.flatMap { week in (1...40).map { "s/kr,src,\(week),\($0),List \($0),2026-06-01\n" } }
            let text = "edition,source,week,rank,list,published\n" + rows.joined()
            #expect(try await workspace.load(text).places == rows.count)
            try await workspace.connection.run("begin")
            _ = try await workspace.rows(Queries.claim["create_claimed"])
            try await workspace.connection.run(
                """
                insert into claimed select ranking_claim_id, source_id, list, market_code, first_day, last_day, rank,
                    weeks_on_list, series_id, subject_id, published + 7, true from ranking_claim
                """)
            let work = try await workspace.texts(
                "explain (analyze, costs off, timing off) " + Queries.claim["find_known"])
            try await workspace.connection.run("rollback")
            #expect(!work.contains { $0.contains("Rows Removed by Join Filter") }, "\(work.joined(separator: "\n"))")
            let again = try await workspace.load(text.replacing("06-01", with: "06-08"))
            #expect((again.places, again.repeatedPlaces) == (0, rows.count))
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
            #expect(all.lines.map(\.total?.low) == [100, 20, 7])
            #expect(all.lines.map(\.total?.comparator) == [.equal, .equal, .atLeast])
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
            #expect(found.lines[0].total?.comparator == .atLeast)
            #expect(found.lines[1].total?.low == 250)
        }
    }

    /// Places on lists of the source, each as `list edition week rank weeks-by-the-publisher`.
    private func claim(_ workspace: Workspace, _ places: [String]) async throws {
        for place in places {
            let words = place.split(separator: " ").map(String.init)
            let week = try Week(parsing: "2026-W0" + words[2])
            let found = try await workspace.texts(
                """
                insert into ranking_claim (source_id, list, first_day, last_day, rank, series_id, subject_id,
                    weeks_on_list, published, operation_id)
                select s.source_id, $1, $2::date, $2::date + 6, $3::integer, e.series_id, e.edition_id, $4::integer,
                    '2026-03-01', (select max(operation_id) from batch)
                from edition e join series r using (series_id), source s
                where r.code || '/' || e.code = $5 and s.code = 'src' returning list
                """, [words[0], week.monday.description, words[3], words[4], words[1]])
            #expect(found.count == 1)
        }
    }

    /// `edition list claimed-place place-by-the-metric weeks-by-the-publisher weeks-seen`.
    private func claims(_ ranking: Ranking) -> [String] {
        ranking.lines.flatMap { line in
            line.claims.map { claim in
                let numbers = [claim.rank, claim.place, claim.weeks, claim.weeksSeen].map { $0.map(String.init) ?? "-" }
                return "\(line.editions[0]) \(claim.list) " + numbers.joined(separator: " ")
            }
        }
    }

    @Test("a publisher's places stand beside those by the metric on the same list; what was taken back does not")
    func claims() async throws {
        try await Stage.with { workspace in
            let row = RankingTests.row
            try await workspace.load(
                RankingTests.header + row("s/kr", 2, "50") + row("s/us", 2, "90") + row("t/jp", 2, "90")
                    + row("s/kr", 1, "9"))
            try await claim(
                workspace,
                ["film s/kr 1 1 1", "film s/kr 2 2 2", "film s/us-2 2 1 7", "tv s/us 2 1 1", "tv t/jp 2 2 1"])
            let found = try await ranking(workspace, "2026-W02")
            #expect(
                claims(found) == [
                    "s/us tv 1 1 1 1", "t/jp tv 2 1 1 1", "s/kr film 2 1 2 2", "s/us-2 film 1 - 7 1",
                ])
            #expect(found.lines.map(\.rank) == [1, 1, 3, nil])
            #expect(found.lines.map { $0.claims.contains(where: \.differsInRank) } == [false, false, true, false])
            #expect(found.lines.map { $0.claims.contains(where: \.differsInWeeks) } == [false, false, false, true])
            let film = try await workspace.ranking(
                ReadingScope(week: try Week(parsing: "2026-W02"), source: "src"), list: "film")
            #expect(words(film) == ["1 s/kr 1 1 2", "- s/us-2 - 1 1 new"])
            let unknown = try await refusal {
                _ = try await workspace.ranking(
                    ReadingScope(week: try Week(parsing: "2026-W02"), source: "src"), list: "flim")
            }
            #expect(unknown.hint?.contains("film") == true)
            _ = try await Undo(nil).run(in: workspace, dryRun: false)
            #expect(try await workspace.texts("select list from ranking_claim_live(9223372036854775807)").isEmpty)
        }
    }

    @Test("a source that has lists and no figures of the week shows its lists")
    func listsAlone() async throws {
        try await Stage.with { workspace in
            try await workspace.load(RankingTests.header + RankingTests.row("s/kr", 2, "50"))
            try await claim(workspace, ["film t/jp 3 2 1", "film s/us 3 1 1"])
            let found = try await ranking(workspace, "2026-W03", metric: nil)
            #expect(found.metric == nil)
            #expect(claims(found) == ["s/us film 1 - 1 1", "t/jp film 2 - 1 1"])
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
