import AdaptModel
import Testing

@Suite("A ranking beside a publisher's list")
struct RankingListTests {
    private static func line(
        _ name: String, _ low: Int?, rank: Int? = nil, currency: String? = nil, claim: Ranking.Claim? = nil
    ) -> Ranking.Line {
        var line = Ranking.Line(
            series: "s", editions: [name], title: name, market: nil, language: nil, scope: .edition, measuredIn: [],
            currency: currency, total: low.flatMap { Figure(.equal, $0) }.map { ReachTotal($0) }, days: 7,
            published: nil, rank: rank, previousRank: nil, peak: rank, weeksOnList: nil, arrival: nil)
        if let claim { line.claims = [claim] }
        return line
    }

    private static func claim(
        _ rank: Int, weeks: Int? = nil, previous: Int? = nil, seen: Int
    ) -> Ranking.Claim {
        Ranking.Claim(list: "top", rank: rank, weeks: weeks, previous: previous, peak: 1, weeksSeen: seen)
    }

    private static func ranking(list: String?) throws -> Ranking {
        Ranking(
            week: try Week(parsing: "2026-W02"), source: "p", metric: "revenue", market: nil, list: list,
            lines: [line("s/1", 90, rank: 1, currency: "USD"), line("s/2", 50, rank: 2), line("s/3", 50, rank: 2)],
            claimed: [
                line("s/2", nil, claim: claim(1, weeks: 3, previous: 2, seen: 3)),
                line("s/3", nil, claim: claim(2, weeks: 9, seen: 2)), line("s/4", nil, claim: claim(3, seen: 1)),
            ])
    }

    @Test("each claim says whether the publisher counts other weeks, and whether its place is another")
    func claims() throws {
        let ranking = try Self.ranking(list: nil)
        #expect(ranking.lines.map { $0.editions[0] } == ["s/1", "s/2", "s/3", "s/4"])
        let claims = ranking.lines.flatMap(\.claims)
        #expect(claims.map(\.differsInWeeks) == [false, true, false])
        // Equal figures share a place: the publisher may put either first.
        #expect(claims.map(\.place) == [1, 1, nil])
        #expect(claims.map(\.differsInRank) == [false, false, false])
        #expect(ranking.currency == "USD")
    }

    @Test("of a list alone, places and arrivals are those on it")
    func list() throws {
        let ranking = try Self.ranking(list: "top")
        #expect(ranking.lines.map { $0.editions[0] } == ["s/2", "s/3", "s/4"])
        #expect(ranking.lines.map(\.rank) == [1, 1, nil])
        #expect(ranking.lines.map(\.previousRank) == [2, nil, nil])
        #expect(ranking.lines.map(\.arrival) == [nil, .reentry, .new])
        #expect(ranking.lines.map(\.weeksOnList) == [3, 2, 1])
        #expect(ranking.currency == nil)
    }

    @Test("the currency of a report is that of its figures")
    func currency() throws {
        let total = ReachTotal(try #require(Figure(.equal, 1050)))
        let money = ReachAssembly.Entry(
            subject: 1, of: .edition, measuredIn: nil, currency: "EUR", total: total, inferred: 0, days: 7,
            published: Day(number: 20_466))
        for (entries, currency) in [([money], "EUR"), ([], nil)] as [([ReachAssembly.Entry], String?)] {
            let report = ReachReport(
                metric: "revenue", source: "p", weeks: [try Report.week([Report.member(1)], entries)], unplaced: [],
                unregistered: [])
            #expect(report.currency == currency)
        }
    }
}
