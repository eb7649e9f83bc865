import AdaptModel
import Testing

@Suite struct DayTests {
    @Test("every day from 1970 to 2100 is read, written, counted and named in turn")
    func everyDay() throws {
        var wrong: [String] = []
        var number = 0
        for (year, month, day) in Almanac.days(1970...2100) {
            let text = Almanac.text(year, month, day)
            let made = try #require(Day(year: year, month: month, day: day))
            let date = made.date
            let sound =
                made.number == number && made.description == text && Day(text) == made && Day(number: number) == made
                && date == (year, month, day) && made.weekday == Almanac.weekday(year, month, day)
            if !sound { wrong.append(text) }
            number += 1
        }
        #expect(number == 47_847)
        #expect(wrong.isEmpty, "first \(wrong.prefix(3))")
    }

    @Test(
        "the calendar is Gregorian before 1970 and after 2100 too", arguments: [1, 4, 100, 400, 1582, 1900, 2400, 9999])
    func farYears(year: Int) throws {
        let days = Almanac.days(year...year)
        let first = try #require(Day(year: year, month: 1, day: 1))
        for (offset, (year, month, day)) in days.enumerated() {
            let made = try #require(Day(year: year, month: month, day: day))
            #expect(made == first + offset)
            #expect(made.date == (year, month, day))
            #expect(made.weekday == Almanac.weekday(year, month, day))
        }
    }

    @Test(
        "a date that the calendar does not have is no day",
        arguments: [
            "2026-02-30", "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-00-10", "2026-13-01",
            "2026-01-00", "2026-01-32", "0000-01-01",
        ])
    func noSuchDate(text: String) {
        #expect(Day(text) == nil)
    }

    @Test(
        "only yyyy-mm-dd is a day",
        arguments: [
            "", "2026-1-5", "26-01-05", "2026/01/05", "2026-01-05 ", " 2026-01-05", "2026-01-05T00:00", "+026-01-05",
            "2026-+1-05", "2026-01-0a", "２０２６-01-05", "20260105", "12026-01-05",
        ])
    func noDay(text: String) {
        #expect(Day(text) == nil)
    }

    @Test("leap days are days", arguments: ["2024-02-29", "2000-02-29", "0004-02-29"])
    func leapDay(text: String) {
        #expect(Day(text)?.description == text)
    }

    @Test("days are ordered, added and subtracted by their number")
    func arithmetic() throws {
        let first = try #require(Day("2025-12-29"))
        let last = try #require(Day("2026-01-04"))
        #expect(first < last)
        #expect(!(last < first))
        #expect(last - first == 6)
        #expect(first - last == -6)
        #expect(first + 6 == last)
        #expect(last + -6 == first)
    }

    @Test(
        "a date whose year comes last can mean two days, unless it is said what comes first",
        arguments: [
            ("05/01/2026", ["2026-01-05", "2026-05-01"]), ("13.1.2026", ["2026-01-13"]), ("5-5-2026", ["2026-05-05"]),
            ("2026/1/5", ["2026-01-05"]), ("2026-01-05", ["2026-01-05"]), ("1/2/26", []), ("100/1/2026", []),
            ("1//2026", []), ("30/02/2026", []), ("5 Jan 2026", []), ("31/31/2026", []),
        ] as [(String, [String])])
    func readings(text: String, days: [String]) {
        #expect(Day.readings(of: text).map(\.description) == days)
        if days.count == 2 {
            #expect(Day.readings(of: text, .dmy).map(\.description) == [days[0]])
            #expect(Day.readings(of: text, .mdy).map(\.description) == [days[1]])
        }
    }
}
