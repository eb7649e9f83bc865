import Testing

@testable import AdaptModel

@Suite("Figures that are less than their own parts")
struct ContradictionTests {
    private let one = [Report.member(1)]

    @Test("everywhere less than a market, or than its markets together, is flagged, and its total is a lower bound")
    func markets() throws {
        let whole = try Report.own(1, Figure(.equal, 100))
        let (us, kr) = (try Report.own(1, Figure(.equal, 60), in: "us"), try Report.own(1, Figure(.more, 59), in: "kr"))
        for parts in [[try Report.own(1, Figure(.equal, 120), in: "us")], [us, kr]] {
            let week = try Report.week(one, [whole] + parts)
            #expect(week.sum == ">=100" && week.marks == ["contradicts"])
            #expect(week.contradicted == [.init(name: "s/1", than: .markets)])
            #expect(week.lines.count == parts.count + 1)
            #expect(week.lines.allSatisfy { $0.flags.contains("contradicts") })
        }
        // People of two markets may be the same ones.
        #expect(try Report.week(one, addsOverEditions: false, [whole, us, kr]).marks.isEmpty)
        // In a market what was measured there goes before everywhere, and either may be wrong.
        let market = try Report.week(
            [Report.member(1)], market: "m1", [whole, Report.own(1, Figure(.equal, 120), in: "m1")])
        #expect(market.sum == ">=120" && market.marks == ["contradicts"])
    }

    @Test("a creative less than its own market is flagged in both, and the edition counts no more than a bound")
    func creativeMarkets() throws {
        let week = try Report.week(
            one,
            [
                Report.creative(100, of: 1, Figure(.equal, 100)),
                Report.creative(100, of: 1, Figure(.equal, 150), in: "us"),
            ])
        #expect(week.marks == ["contradicts"] && week.lines.allSatisfy { $0.flags.contains("contradicts") })
        #expect(week.contradicted.map(\.than) == [.markets])
    }

    @Test("a joint figure less than its own market is flagged in both, by its name")
    func jointMarkets() throws {
        let week = try Report.week(
            [Report.member(1), Report.member(2)],
            [
                Report.joint(100, of: [1, 2], Figure(.equal, 100)),
                Report.joint(100, of: [1, 2], Figure(.equal, 150), in: "us"),
            ])
        #expect(week.sum == ">=100" && week.contradicted == [.init(name: "s/1 + s/2", than: .markets)])
        let joint = week.lines.filter { $0.scope == .joint }
        #expect(joint.count == 2 && joint.allSatisfy { $0.flags.contains("contradicts") })
    }

    @Test("no change is counted from a week whose figure contradicts its parts")
    func change() throws {
        let (whole, part) = (try Report.own(1, Figure(.equal, 100)), try Report.own(1, Figure(.equal, 150), in: "us"))
        let now = try Report.week(one, [Report.own(1, Figure(.equal, 120))])
        #expect(now.following(try Report.week(one, [whole]), weeksOnList: [:]).lines[0].change == 20)
        #expect(now.following(try Report.week(one, [whole, part]), weeksOnList: [:]).lines[0].change == nil)
    }

    @Test("an edition less than its creatives is flagged with them, everywhere or in the market of both")
    func creatives() throws {
        let ads = try [60, 50].enumerated().map {
            try Report.creative(100 + $0.offset, of: 1, Figure(.equal, $0.element))
        }
        let week = try Report.week(one, [Report.own(1, Figure(.equal, 100))] + ads)
        #expect(
            week.readings == [
                "s/1 =100 contradicts", "s/1 c100 not =60 included contradicts",
                "s/1 c101 not =50 included contradicts",
            ])
        #expect(week.sum == ">=100" && week.contradicted == [.init(name: "s/1", than: .creatives)])
        let here = try Report.week(
            one,
            [Report.own(1, Figure(.equal, 10), in: "us"), Report.creative(100, of: 1, Figure(.equal, 11), in: "us")])
        #expect(here.contradicted == [.init(name: "s/1", measuredIn: "us", than: .creatives)])
    }

    @Test(
        "no contradiction is what is as much, of about so much, without an upper bound, of part of the week or elsewhere"
    )
    func none() throws {
        let (us, whole) = (try Report.own(1, Figure(.equal, 60), in: "us"), try Report.own(1, Figure(.equal, 60)))
        for entries in try [
            [whole, us], [Report.own(1, Figure(.about, 50)), us], [Report.own(1, Figure(.atLeast, 50)), us],
            [Report.own(1, Figure(.equal, 50), days: 5), us], [Report.own(1, Figure(from: 50, to: 60)), us],
            [whole, Report.own(1, Figure(.about, 90), in: "us")],
            [us, Report.creative(100, of: 1, Figure(.equal, 90))],
            [us, Report.creative(100, of: 1, Figure(.equal, 90), in: "kr")],
            [whole, Report.creative(100, of: 2, Figure(.equal, 90))],
        ] {
            #expect(try Report.week(one, entries).marks.isEmpty)
        }
    }

    @Test("where its parts together pass 64 bits, they are more than any figure")
    func overflow() throws {
        let huge = Figure(.equal, Int.max - 1)
        let week = try Report.week(
            one,
            [Report.own(1, Figure(.equal, 100)), Report.own(1, huge, in: "us"), Report.own(1, huge, in: "kr")])
        #expect(week.sum == ">=100" && week.marks == ["contradicts"])
        #expect(week.contradicted == [.init(name: "s/1", than: .markets)])
    }

    @Test("a line tells what else is to be known of its figure; one without a figure has nothing to tell")
    func marks() throws {
        let week = try Report.week(
            [Report.member(1), Report.member(2)],
            [
                Report.own(1, Figure(.equal, 100, estimated: true)),
                Report.own(1, Figure(.equal, 120), in: "us"),
            ])
        #expect(week.lines.map(\.marks) == [["estimated", "contradicts"], ["contradicts"], []])
    }
}
