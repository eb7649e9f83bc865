import AdaptModel
import Testing

@Suite("Weeks of which days are missing")
struct PartialWeekTests {
    private func entry(_ subject: Int, _ figure: Int, days: Int) throws -> ReachAssembly.Entry {
        ReachAssembly.Entry(
            subject: subject, of: .edition, measuredIn: nil,
            total: ReachTotal(try #require(Figure(.equal, figure))), inferred: 0, days: days,
            published: Day(number: 20_000))
    }

    @Test("their total is a lower bound, and nothing is compared with the week before")
    func partial() throws {
        let member = ReachAssembly.Member(
            subject: 1, series: "s", name: "s/1", title: "One", market: nil, language: nil, status: nil)
        let assembly = ReachAssembly([member], market: nil)
        let week = try Week(parsing: "2026-W02")
        let whole = try assembly.week(week, [entry(1, 700, days: 7)])
        #expect(whole.total.comparator == .equal)
        let partial = try assembly.week(week + 1, [entry(1, 300, days: 3)]).following(whole, weeksOnList: [:])
        #expect(partial.total.comparator == .atLeast)
        #expect(partial.total.value == 300)
        #expect(partial.lines[0].flags == ["days=3"])
        #expect(partial.lines[0].previous?.value == 700)
        #expect(partial.lines[0].change == nil)
        let next = try assembly.week(week + 1, [entry(1, 900, days: 7)]).following(whole, weeksOnList: [:])
        #expect(next.lines[0].change == 200)
    }

    @Test("a figure that was placed in the week on request says so")
    func imputed() throws {
        let placed = ReachTotal(low: 5, high: 5, figures: 1, strict: 0, approximate: 0, estimated: 0, imputed: 1)
        let entry = ReachAssembly.Entry(
            subject: 1, of: .edition, measuredIn: nil, total: placed, inferred: 0, days: 7,
            published: Day(number: 20_466))
        let week = try Report.week([Report.member(1), Report.member(2)], [entry, Report.own(2, Figure(.equal, 4))])
        #expect(week.readings == ["s/1 =5 imputed", "s/2 =4"])
        // So does a sum that holds it.
        #expect(week.sum == "=9" && week.marks == ["imputed"])
    }
}
