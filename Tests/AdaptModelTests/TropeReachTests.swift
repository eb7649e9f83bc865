import AdaptModel
import Testing

@Suite("Tropes beside reach")
struct TropeReachTests {
    private static func edition(_ number: Int) -> SeriesHistory.Edition {
        SeriesHistory.Edition(
            id: EditionID(number),
            header: EditionHeader(
                edition: "s/\(number)", title: "T", language: nil, market: "m\(number)", revision: 1),
            parent: nil, method: nil)
    }

    /// 1 has more in us than everywhere, which cannot be; 2 has a creative alone.
    private static func report() throws -> ReachReport {
        let week = try Report.week(
            (1...3).map { Report.member($0) },
            [
                Report.own(1, Figure(.equal, 10)), Report.own(1, Figure(.equal, 20), in: "us"),
                Report.creative(200, of: 2, Figure(.equal, 5)),
            ])
        return ReachReport(metric: "impressions", source: "p", weeks: [week], unplaced: [], unregistered: [])
    }

    @Test("what is guaranteed of its editions is told with its marks, a creative's figure by its edition")
    func lines() throws {
        let found = try TropeReach(
            tropes: ["trope.a": [Self.edition(1)], "trope.b": [Self.edition(2), Self.edition(1)]], changes: [:],
            traditions: ["trope.a": "telenovela"], reach: try Self.report())
        #expect(found.tropes.map(\.element) == ["trope.b", "trope.a"])
        #expect(found.tropes.map(\.editions) == [["s/1", "s/2"], ["s/1"]])
        #expect(found.tropes.map(\.tradition) == [nil, "telenovela"])
        #expect(found.tropes.map(\.guaranteed) == [15, 10])
        #expect(found.tropes.map(\.reported) == [2, 1])
        #expect(found.tropes.map(\.marks) == [["contradicts"], ["contradicts"]])
        #expect(
            found.acrossMarkets.map { "\($0.element) \($0.markets) \($0.guaranteed ?? -1)" } == [
                "trope.b [\"m1\"] 10", "trope.b [\"m2\"] 5",
            ])
    }

    @Test("without a week nothing is said of reach")
    func noWeek() throws {
        let found = try TropeReach(
            tropes: [:], changes: ["beat.a": [Self.edition(3)]], traditions: [:], reach: nil)
        #expect(found.changes.map(\.reported) == [nil])
        #expect(found.changes.map(\.guaranteed) == [nil])
        #expect(found.acrossMarkets.isEmpty)
    }
}
