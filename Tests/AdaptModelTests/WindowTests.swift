import AdaptModel
import Testing

@Suite struct WindowTests {
    @Test(
        "a window belongs to the week that it lies inside",
        arguments: [
            ("2026-01-05", "2026-01-11", 7), ("2026-01-05", "2026-01-05", 1), ("2026-01-11", "2026-01-11", 1),
            ("2026-01-07", "2026-01-08", 2),
        ])
    func inside(first: String, last: String, days: Int) throws {
        let window = try window(first, last)
        #expect(window.week?.description == "2026-W02")
        #expect(window.days == days)
        #expect(window.description == "\(first)..\(last)")
    }

    @Test(
        "a window that touches two weeks belongs to none",
        arguments: [
            ("2026-01-11", "2026-01-12"), ("2026-01-04", "2026-01-05"), ("2026-01-04", "2026-01-11"),
            ("2026-01-05", "2026-01-12"), ("2025-01-05", "2026-01-11"),
        ])
    func crossing(first: String, last: String) throws {
        #expect(try window(first, last).week == nil)
    }

    @Test("a week over the end of a year is one window of one week")
    func newYear() throws {
        let week = try Week(parsing: "2026-W01")
        let window = Window(week)
        #expect(window.description == "2025-12-29..2026-01-04")
        #expect(window.week == week)
        #expect(window.days == 7)
    }

    @Test("a window whose last day is before its first is none")
    func wrongWayRound() throws {
        let (first, last) = (try #require(Day("2026-01-05")), try #require(Day("2026-01-04")))
        #expect(Window(first, last) == nil)
        #expect(Window(last, first)?.days == 2)
    }

    private func window(_ first: String, _ last: String) throws -> Window {
        let (first, last) = (try #require(Day(first)), try #require(Day(last)))
        return try #require(Window(first, last))
    }
}
