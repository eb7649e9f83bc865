import AdaptModel
import Testing

@Suite struct MarketReachTests {
    @Test("figures of disjoint markets add up, as a lower bound of everywhere")
    func lowerBound() throws {
        let week = try Report.week(
            [Report.member(1)],
            [Report.own(1, Figure(.equal, 40), in: "us"), Report.own(1, Figure(.equal, 20), in: "hk")])
        #expect(week.readings == ["s/1 =40 measured=us", "s/1 =20 measured=hk"])
        #expect(week.sum == ">=60")
        #expect(week.lines.map(\.measuredIn) == ["us", "hk"])
    }

    @Test("everywhere is never added to one of its markets")
    func everywhere() throws {
        let entries = try [Report.own(1, Figure(.equal, 40), in: "us"), Report.own(1, Figure(.equal, 100))]
        for order in [entries, entries.reversed()] {
            let week = try Report.week([Report.member(1)], order)
            #expect(week.readings == ["s/1 =100", "s/1 not =40 included measured=us"])
            #expect(week.sum == "=100")
            #expect((week.reported, week.expected) == (1, 1))
        }
    }

    @Test("one edition's figure of everywhere does not take away another's figure of a market")
    func twoEditions() throws {
        let week = try Report.week(
            [Report.member(1), Report.member(2)],
            [Report.own(1, Figure(.equal, 40), in: "us"), Report.own(2, Figure(.equal, 100))])
        #expect(week.readings == ["s/2 =100", "s/1 =40 measured=us"])
        #expect(week.sum == ">=140")
    }

    @Test("a figure of the market that was asked for is whole; one of another market says nothing of it")
    func asked() throws {
        let entries = try [Report.own(1, Figure(.equal, 40), in: "us")]
        #expect(try Report.week([Report.member(1)], market: "us", entries).sum == "=40")
        #expect(try Report.week([Report.member(1)], market: "m1", entries).sum == ">=0")
        #expect(try Report.week([Report.member(1)], entries).sum == ">=40")
    }

    @Test("in a market, what is of everywhere counts for editions made for it; others have what was measured there")
    func guests() throws {
        let members = [Report.member(1), Report.member(2), Report.member(3)]
        let entries = try [
            Report.own(1, Figure(.equal, 100)), Report.own(2, Figure(.equal, 50)),
            Report.own(3, Figure(.equal, 9)), Report.own(3, Figure(.equal, 4), in: "m1"),
            Report.own(1, Figure(.equal, 60), in: "m2"),
        ]
        let week = try Report.week(members, market: "m1", entries)
        #expect(week.readings == ["s/1 =100", "s/3 =4 measured=m1"])
        #expect(week.sum == "=104")
        // Nobody expects an edition in a market that it is not made for.
        #expect((week.reported, week.expected) == (2, 2))
        let joint = try [
            Report.joint(100, of: [1, 2], Figure(.equal, 70)), Report.own(2, Figure(.equal, 5), in: "m1"),
        ]
        let beyond = try Report.week(members, market: "m1", joint)
        #expect(beyond.readings == ["s/2 =5 measured=m1", "s/1 not =70 beyond_scope"])
    }

    @Test("a joint figure of one market is a lower bound of everywhere, unless that market was asked for")
    func joint() throws {
        let pair = [Report.member(1), Report.member(2)]
        let entries = try [Report.joint(100, of: [1, 2], Figure(.equal, 70), in: "us")]
        #expect(try Report.week(pair, entries).sum == ">=70")
        #expect(try Report.week(pair, market: "us", entries).sum == "=70")
    }
}
