import AdaptModel
import Testing

@Suite struct ReachBreakdownTests {
    private static func member(_ number: Int, _ series: String, _ market: String?) -> ReachAssembly.Member {
        ReachAssembly.Member(
            subject: number, series: series, name: "\(series)/\(number)", title: "T", market: market, language: nil,
            status: nil)
    }

    private static let members = [
        member(1, "b", "us"), member(2, "b", "us"), member(3, "b", "kr"), member(4, "a", "us"), member(5, "c", "jp"),
    ]

    /// The parts of one week, each with its sum.
    private func parts(
        _ entries: [ReachAssembly.Entry], market: String? = nil, addsOverEditions: Bool = true
    ) throws -> [String] {
        var breakdown = ReachBreakdown(Self.members, market: market, addsOverEditions: addsOverEditions)
        breakdown.add(try Week(parsing: "2026-W02"), entries)
        return breakdown.parts.map { part in
            let sums = part.weeks.map { sum in
                switch sum {
                case .total(let week): week.sum + " \(week.reported) of \(week.expected)"
                case .refused(_, let why): why
                }
            }
            return "\(part.kind) \(part.name) " + sums.joined(separator: ", ")
        }
    }

    @Test("each series and market with a figure is added up by itself, and the rest is left out")
    func apart() throws {
        let entries = try [
            Report.own(1, Figure(.equal, 10)), Report.own(3, Figure(.more, 5)), Report.own(4, Figure(.equal, 7)),
        ]
        #expect(
            try parts(entries) == [
                "series a =7 1 of 1", "series b >15 2 of 3", "market kr >5 1 of 1", "market us >=17 2 of 3",
            ])
    }

    @Test("a market has what was measured there, of whichever edition, and of everywhere what is made for it")
    func measured() throws {
        let entries = try [
            Report.own(1, Figure(.equal, 10)), Report.own(3, Figure(.equal, 5), in: "us"),
            Report.own(4, Figure(.equal, 7), in: "mx"), Report.own(5, Figure(.equal, 2)),
        ]
        #expect(
            try parts(entries) == [
                "series a >=7 1 of 1", "series b >=15 2 of 3", "series c =2 1 of 1", "market jp =2 1 of 1",
                "market mx =7 1 of 1", "market us >=15 2 of 4",
            ])
    }

    @Test("a joint figure over two markets is in its series and in neither market")
    func joint() throws {
        let entries = try [Report.joint(100, of: [1, 3], Figure(.more, 70)), Report.own(4, Figure(.equal, 7))]
        #expect(try parts(entries) == ["series a =7 1 of 1", "series b >70 2 of 3", "market us >=7 1 of 3"])
    }

    @Test("where a market was asked for, there are series alone, and its figures go first")
    func market() throws {
        let entries = try [Report.own(4, Figure(.equal, 9)), Report.own(4, Figure(.equal, 7), in: "us")]
        #expect(try parts(entries, market: "us") == ["series a =7 1 of 1"])
        #expect(try parts(entries) == ["series a =9 1 of 1", "market us >=7 1 of 3"])
    }

    @Test("figures of people are not added over editions, not even where the whole is one joint figure")
    func people() throws {
        let entries = try [
            Report.joint(100, of: [1, 2, 3], Figure(.equal, 50)), Report.own(1, Figure(.equal, 20)),
            Report.own(2, Figure(.equal, 30)),
        ]
        let refused = "figures of several editions of this metric cannot be added (rule 7)"
        #expect(
            try parts(entries, addsOverEditions: false) == ["series b =50 3 of 3", "market us \(refused)"])
    }

    @Test("figures of people are not added over markets either; each market by itself is no sum")
    func peopleOfMarkets() throws {
        let entries = try [
            Report.own(4, Figure(.equal, 100), in: "us"), Report.own(4, Figure(.equal, 50), in: "kr"),
        ]
        #expect(
            try parts(entries, addsOverEditions: false) == [
                "series a figures of several markets of this metric cannot be added (rule 7)",
                "market kr >=50 1 of 2", "market us >=100 1 of 3",
            ])
    }

    @Test("a creative is in the series and market of its edition, and what is of none of them is in no part")
    func creatives() throws {
        let entries = try [
            Report.creative(200, of: 4, Figure(.equal, 9)), Report.own(9, Figure(.equal, 7)),
            Report.joint(100, of: [5, 9], Figure(.equal, 3)),
        ]
        #expect(try parts(entries) == ["series a >=9 1 of 1", "market us >=9 1 of 3"])
    }

    @Test("a part that cannot be added up says why; the sums say their week, their marks and their figure")
    func sums() throws {
        let week = try Week(parsing: "2026-W02")
        var breakdown = ReachBreakdown(Self.members, market: nil)
        breakdown.add(
            week,
            try [
                Report.joint(100, of: [1, 2], Figure(.equal, 70)), Report.joint(101, of: [2, 3], Figure(.equal, 60)),
                Report.own(4, Figure(.equal, 7, estimated: true)),
            ])
        breakdown.add(week + 1, try [Report.own(5, Figure(.equal, 5))])
        let sums = breakdown.parts.filter { $0.kind == .series }.map(\.weeks)
        #expect(sums.map { $0.map(\.week) } == Array(repeating: [week, week + 1], count: 3))
        #expect(sums.map { $0.map { $0.figure?.low } } == [[7, nil], [nil, nil], [nil, 5]])
        #expect(sums.map { $0.map(\.marks) } == [[["estimated"], []], [[], []], [[], []]])
        guard case .refused(_, let why) = sums[1][0] else {
            Issue.record("\(sums[1][0])")
            return
        }
        #expect(why == "two joint figures of 2026-W02 hold \"b/2\": a figure counts once (rule 6)")
    }
}
