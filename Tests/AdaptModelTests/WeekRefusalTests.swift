import AdaptModel
import Testing

@Suite struct WeekRefusalTests {
    @Test(
        "a week that its year does not have is refused with the number of weeks it has",
        arguments: [
            ("2025-W53", "2025", 52), ("2026-W54", "2026", 53), ("2026-W00", "2026", 53), ("2025-W99", "2025", 52),
        ])
    func noSuchWeek(text: String, year: String, count: Int) {
        let refusal = #expect(throws: Refusal.self) { try Week(parsing: text) }
        #expect(refusal?.kind == .usage)
        #expect(refusal?.message == "week \"\(text)\" does not exist (\(year) has \(count) weeks)")
        #expect(refusal?.hint == "the last week of \(year) is \(year)-W\(count)")
    }

    @Test(
        "what is not written as a week is refused, quoted, with both ways to write one",
        arguments: [
            "26-W01", "2026-w02", "2026-02-30", "2026-W2", "2026-W002", "2026W02", "2026-02", "", "W02", "2026-W",
            "2026-W0x", " 2026-W02", "2026-W02 ", "2026-W-2", "12026-W02", "0000-W01", "２０２６-W02", "2026-W02-1",
        ])
    func notAWeek(text: String) {
        let refusal = #expect(throws: Refusal.self) { try Week(parsing: text) }
        #expect(refusal?.kind == .usage)
        #expect(refusal?.message == "week \"\(text)\" is not written as a week")
        #expect(refusal?.hint == "write the ISO week, as in 2026-W02, or one of its days, as in 2026-01-07")
    }

    @Test("a sign is no digit of a week", arguments: ["+026-W02", "2026-W+2"])
    func sign(text: String) {
        let refusal = #expect(throws: Refusal.self) { try Week(parsing: text) }
        #expect(refusal?.message == "week \"\(text)\" is not written as a week")
    }

    @Test("there is no week of a year without that number, nor of a year beyond four digits")
    func numbers() {
        #expect(Week(year: 2026, week: 53)?.description == "2026-W53")
        #expect(Week(year: 2026, week: 54) == nil)
        #expect(Week(year: 2025, week: 53) == nil)
        #expect(Week(year: 2026, week: 0) == nil)
        #expect(Week(year: 2026, week: -1) == nil)
        #expect(Week(year: 0, week: 1) == nil)
        #expect(Week(year: 10_000, week: 1) == nil)
    }
}
