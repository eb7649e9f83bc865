import AdaptModel
import Testing

@Suite struct ReportedTests {
    @Test("an edition in promotion without a figure is listed as not reported, and makes the total a lower bound")
    func notReported() throws {
        let week = try Report.week([Report.member(1), Report.member(2)], [Report.own(2, Figure(.equal, 100))])
        #expect(week.readings == ["s/2 =100", "s/1 not none not_reported"])
        #expect(week.sum == ">=100")
        #expect(week.total.missing == 1)
        #expect((week.reported, week.expected) == (1, 2))
    }

    @Test("with every figure there the total is exact")
    func complete() throws {
        let week = try Report.week(
            [Report.member(1), Report.member(2)],
            [Report.own(1, Figure(.equal, 5)), Report.own(2, Figure(.equal, 100))])
        #expect(week.sum == "=105")
        #expect(week.total.missing == 0)
        #expect((week.reported, week.expected) == (2, 2))
    }

    @Test("only an edition in promotion is expected to have a figure", arguments: Status.allCases)
    func statuses(status: Status) throws {
        let week = try Report.week(
            [Report.member(1, status: status), Report.member(2)], [Report.own(2, Figure(.equal, 100))])
        let isExpected = status == .inPromotion
        #expect(week.expected == (isExpected ? 2 : 1))
        #expect(week.lines.count == (isExpected ? 2 : 1))
        #expect(week.sum == (isExpected ? ">=100" : "=100"))
    }

    @Test("an edition whose status is not recorded is expected")
    func noStatus() throws {
        let week = try Report.week([Report.member(1, status: nil)], [])
        #expect(week.readings == ["s/1 not none not_reported"])
        #expect((week.reported, week.expected) == (0, 1))
    }

    @Test("a figure counts whatever the status of its edition", arguments: [Status.ended, .paused, .proposed])
    func figureAnyway(status: Status) throws {
        let week = try Report.week([Report.member(1, status: status)], [Report.own(1, Figure(.equal, 5))])
        #expect(week.sum == "=5")
        #expect((week.reported, week.expected) == (1, 1))
        #expect(week.lines.first?.status == status.rawValue)
    }

    @Test("a week without editions is exactly nothing")
    func nothing() throws {
        let week = try Report.week([], [Report.own(1, Figure(.equal, 5))])
        #expect(week.lines.isEmpty)
        #expect(week.sum == "=0")
        #expect((week.reported, week.expected) == (0, 0))
    }

    @Test("a line says what else is to be known of its figure, and who it is of")
    func flags() throws {
        let week = try Report.week(
            [Report.member(1)], [Report.own(1, Figure(.more, 5, estimated: true), in: "us", days: 5, inferred: 1)])
        let line = try #require(week.lines.first)
        #expect(line.flags == ["estimated", "window_inferred", "days=5", "measured=us"])
        #expect(line.series == "s")
        #expect(line.editions == ["s/1"])
        #expect(line.title == "Title 1")
        #expect(line.market == "m1")
        #expect(line.language == "es")
        #expect(line.published == Day(number: 20_466))
    }

    @Test("a sum of figures that passes 64 bits is refused")
    func overflow() throws {
        let entries = try [Report.own(1, Figure(.equal, Int.max - 1)), Report.own(2, Figure(.equal, 2))]
        let refusal = #expect(throws: Refusal.self) { try Report.week([Report.member(1), Report.member(2)], entries) }
        #expect(refusal?.kind == .rule)
    }
}
