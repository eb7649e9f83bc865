import AdaptModel
import Testing

@Suite("Trends of lines over weeks")
struct ReachTrendsTests {
    /// 1 and 2 are in promotion and listed where they have no figure; 3 and 4 have ended.
    private let members = [
        Report.member(1), Report.member(2), Report.member(3, status: .ended), Report.member(4, status: .ended),
    ]

    private func weeks() throws -> [ReachReport.WeekTotal] {
        try [
            Report.week(
                members,
                [
                    Report.own(1, Figure(.equal, 50)), Report.own(2, Figure(.more, 9)),
                    Report.own(2, Figure(.equal, 4), in: "us"), Report.own(3, Figure(.equal, 7)),
                    Report.own(4, Figure(.equal, 8)),
                ]),
            Report.week(members, [Report.own(2, Figure(.equal, 20))]),
            Report.week(members, [Report.own(1, Figure(from: 10, to: 90))]),
        ]
    }

    @Test("have what is guaranteed in each week, and nothing where there is no figure, not even a missing one")
    func lows() throws {
        let weeks = try weeks()
        let trends = ReachTrends(weeks)
        let last = try #require(weeks.last)
        #expect(last.lines.map(\.name) == ["s/1", "s/2"])
        let expected: [[Int?]?] = [[50, nil, 10], [10, 20, nil]]
        #expect(last.lines.map { trends[$0] } == expected)
    }

    @Test("of lines that are in the last week no more are given apart, by name and market, without a figure")
    func ended() throws {
        let ended = Array(ReachTrends(try weeks()).ended)
        #expect(ended.map(\.name) == ["s/2", "s/3", "s/4"])
        #expect(ended.map(\.measuredIn) == ["us", nil, nil])
        #expect(ended.map(\.series) == ["s", "s", "s"])
        #expect(ended.allSatisfy { $0.total == nil && !$0.counted && $0.flags.isEmpty })
    }

    @Test("of one week, and of a line that never had a figure, there are none")
    func none() throws {
        let weeks = try weeks()
        var trends = ReachTrends()
        trends.add(weeks[0])
        #expect(weeks[0].lines.allSatisfy { trends[$0] == nil })
        let first = try Report.week([Report.member(5)], [])
        #expect(first.lines.map(\.name) == ["s/5"])
        trends.add(first)
        #expect(trends[first.lines[0]] == nil)
    }
}
