import AdaptModel
import Testing

@Suite struct CreativeReachTests {
    @Test("creatives add up to a lower bound of their edition")
    func lowerBound() throws {
        let week = try Report.week(
            [Report.member(1)],
            [Report.creative(200, of: 1, Figure(.equal, 30)), Report.creative(201, of: 1, Figure(.equal, 50))])
        #expect(week.readings == ["s/1 c201 =50", "s/1 c200 =30"])
        #expect(week.sum == ">=80")
        #expect((week.reported, week.expected) == (1, 1))
        #expect(week.lines.allSatisfy { $0.scope == .creative && $0.rank == 1 })
    }

    @Test("beside a figure of the edition its creatives are included in it")
    func besideOwn() throws {
        let week = try Report.week(
            [Report.member(1)],
            [Report.creative(200, of: 1, Figure(.equal, 30)), Report.own(1, Figure(.equal, 100))])
        #expect(week.readings == ["s/1 =100", "s/1 c200 not =30 included"])
        #expect(week.sum == "=100")
    }

    @Test("a creative of another edition is left out")
    func elsewhere() throws {
        let week = try Report.week(
            [Report.member(1)], [Report.creative(200, of: 2, Figure(.equal, 30)), Report.own(1, Figure(.equal, 100))])
        #expect(week.readings == ["s/1 =100"])
    }

    @Test("one edition's creatives make a lower bound of the total of several")
    func amongOthers() throws {
        let week = try Report.week(
            [Report.member(1), Report.member(2)],
            [Report.creative(200, of: 1, Figure(.equal, 30)), Report.own(2, Figure(.equal, 100))])
        #expect(week.readings == ["s/2 =100", "s/1 c200 =30"])
        #expect(week.sum == ">=130")
        #expect((week.reported, week.expected) == (2, 2))
    }

    @Test("a creative's figure of everywhere contains those of its markets (rule 7)")
    func everywhereAndMarket() throws {
        let week = try Report.week(
            [Report.member(1)],
            [
                Report.creative(200, of: 1, Figure(.equal, 100)),
                Report.creative(200, of: 1, Figure(.equal, 40), in: "us"),
            ]
        )
        #expect(week.sum == ">=100")
    }

    @Test("a creative's figures of disjoint markets, and those of unlike creatives, add up")
    func markets() throws {
        let week = try Report.week(
            [Report.member(1)],
            [
                Report.creative(200, of: 1, Figure(.equal, 40), in: "us"),
                Report.creative(200, of: 1, Figure(.equal, 20), in: "hk"),
                Report.creative(201, of: 1, Figure(.equal, 5)),
            ])
        #expect(week.sum == ">=65")
    }
}
