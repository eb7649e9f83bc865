import AdaptModel
import Testing

@Suite("Of figures that hold some of the same, those that guarantee more count")
struct GuaranteedReachTests {
    private let pair = [Report.member(1), Report.member(2)]

    @Test("the editions' own whole weeks, and not a joint figure of one day of them")
    func oneDay() throws {
        let day = try Report.joint(100, of: [1, 2], Figure(.equal, 20), days: 1)
        let both = try [Report.own(1, Figure(.equal, 100)), Report.own(2, Figure(.equal, 50))]
        let week = try Report.week(pair, both + [day])
        #expect(week.readings == ["s/1 =100", "s/2 =50", "s/1 + s/2 not =20 included days=1"])
        #expect(week.sum == "=150" && (week.reported, week.expected) == (2, 2))
        // Of one of the two nothing is known but that day.
        let one = try Report.week(pair, [both[0], day])
        #expect(one.readings == ["s/1 =100", "s/1 + s/2 not =20 guarantees_less days=1"])
        #expect(one.sum == ">=100" && (one.reported, one.expected) == (1, 2))
        // The joint day is more than the other's own.
        let more = try Report.week(pair, [both[1], Report.joint(100, of: [1, 2], Figure(.equal, 70), days: 1)])
        #expect(more.readings == ["s/1 + s/2 =70 days=1", "s/2 not =50 overlaps_joint", "s/1 not none included"])
        #expect(more.sum == ">=70")
    }

    @Test("two joint days that share an edition are no obstacle where its own week is more than each")
    func twoDays() throws {
        let members = (1...3).map { Report.member($0) }
        let week = try Report.week(
            members,
            [
                Report.own(2, Figure(.equal, 100)), Report.joint(100, of: [1, 2], Figure(.equal, 20), days: 1),
                Report.joint(101, of: [2, 3], Figure(.equal, 30), days: 1),
            ])
        #expect(week.sum == ">=100")
    }

    @Test("a joint figure without an upper bound yields to more; one that contradicts its editions stays")
    func bounds() throws {
        let own = try [Report.own(1, Figure(.equal, 60)), Report.own(2, Figure(.equal, 50))]
        #expect(try Report.week(pair, own + [Report.joint(100, of: [1, 2], Figure(.more, 70))]).sum == "=110")
        #expect(try Report.week(pair, own + [Report.joint(100, of: [1, 2], Figure(.equal, 70))]).sum == ">=70")
        // People of two editions are never added.
        let people = try Report.week(
            pair, addsOverEditions: false, own + [Report.joint(100, of: [1, 2], Figure(.atLeast, 55))])
        #expect(people.sum == ">=55")
    }

    @Test("a creative's figure of everywhere, and not its edition's smaller one of a market")
    func creatives() throws {
        let us = try Report.own(1, Figure(.equal, 10), in: "us")
        let one = [Report.member(1)]
        let week = try Report.week(one, [us, Report.creative(200, of: 1, Figure(.equal, 100))])
        #expect(week.readings == ["s/1 c200 =100", "s/1 not =10 guarantees_less measured=us"])
        #expect(week.sum == ">=100")
        let less = try Report.week(one, [us, Report.creative(200, of: 1, Figure(.equal, 5))])
        #expect(less.readings == ["s/1 =10 measured=us", "s/1 c200 not =5 included"])
        // Of the market itself the edition's own counts, and what contradicts it does not.
        #expect(
            try Report.week(
                [Report.member(1)], market: "us", [us, Report.creative(200, of: 1, Figure(.equal, 100))]
            ).sum == "=10")
        let wrong = try Report.week(one, [us, Report.creative(200, of: 1, Figure(.equal, 100), in: "us")])
        #expect(wrong.sum == ">=10" && wrong.marks.contains("contradicts"))
    }

    @Test("in a market, what was measured there goes before everywhere, of creatives and beside a joint figure too")
    func there() throws {
        let one = Report.member(1)
        let creatives = try Report.week(
            [one], market: "m1",
            [
                Report.own(1, Figure(.more, 5), in: "m1"), Report.creative(200, of: 1, Figure(.equal, 100)),
                Report.creative(201, of: 1, Figure(.equal, 20), in: "m1"),
            ])
        #expect(creatives.sum == ">=20")
        #expect(creatives.lines.filter(\.counted).map(\.name) == ["s/1 c201"])
        // The edition's own of everywhere is more than the joint figure of the market, and says nothing of it.
        let joint = try Report.week(
            [one, Report.member(2)], market: "m1",
            [
                Report.joint(100, of: [1, 2], Figure(.more, 10), in: "m1"), Report.own(1, Figure(.equal, 50)),
                Report.own(2, Figure(.equal, 7), in: "m1"),
            ])
        #expect(joint.lines.filter(\.counted).map(\.scope) == [.joint])
    }
}
