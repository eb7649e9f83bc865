import AdaptModel
import TestSupport
import Testing

@Suite struct WeekTests {
    /// Every year from 1980 to 2060 with 53 weeks.
    static let long: Set<Int> = [
        1981, 1987, 1992, 1998, 2004, 2009, 2015, 2020, 2026, 2032, 2037, 2043, 2048, 2054, 2060,
    ]

    @Test("a year has 53 weeks where it starts on a Thursday, or is a leap year and starts on a Wednesday")
    func lengths() {
        for year in 1970...2100 {
            let start = Almanac.weekday(year, 1, 1)
            let count = start == 4 || start == 3 && Almanac.isLeap(year) ? 53 : 52
            #expect(Week.count(inYear: year) == count, "\(year)")
            if (1980...2060).contains(year) { #expect(Self.long.contains(year) == (count == 53), "\(year)") }
        }
    }

    @Test("every day from 1970 to 2100 is in the week that follows by counting Mondays")
    func everyDay() throws {
        var wrong: [String] = []
        // Dec 29, 1969 is the Monday of 1970-W01.
        var (year, number) = (1970, 1)
        for (index, date) in Almanac.days(1970...2100).enumerated() {
            let day = Day(number: index)
            if index > 0, Almanac.weekday(date.year, date.month, date.day) == 1 {
                number += 1
                let start = Almanac.weekday(year, 1, 1)
                let count = start == 4 || start == 3 && Almanac.isLeap(year) ? 53 : 52
                if number > count { (year, number) = (year + 1, 1) }
            }
            let week = Week(of: day)
            let text = "\(year)-W\(Almanac.wide(number, 2))"
            let sound =
                week.description == text && week.yearAndWeek == (year, number) && Week(year: year, week: number) == week
                && week.monday.weekday == 1 && week.sunday - week.monday == 6 && week.monday <= day
                && day <= week.sunday
            let parsed = try Week(parsing: text)
            let ofDay = try Week(parsing: day.description)
            if !sound || parsed != week || ofDay != week { wrong.append(day.description) }
        }
        #expect(wrong.isEmpty, "\(wrong.count) wrong, first \(wrong.prefix(3))")
        Figures.note("T37", "days from 1970 to 2100 in their weeks", "\(wrong.count) wrong")
    }

    @Test(
        "the ISO year of a week is that of its Thursday",
        arguments: [
            ("2025-12-29", "2026-W01"), ("2026-01-04", "2026-W01"), ("2026-01-05", "2026-W02"),
            ("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01"), ("2024-12-30", "2025-W01"),
            ("2021-01-03", "2020-W53"), ("2023-01-01", "2022-W52"), ("9999-12-31", "9999-W52"),
        ])
    func newYear(day: String, week: String) throws {
        #expect(try Week(parsing: day).description == week)
    }

    @Test("2026-W02 is Jan 5 to 11")
    func days() throws {
        let week = try Week(parsing: "2026-W02")
        #expect(week.monday == Day("2026-01-05"))
        #expect(week.sunday == Day("2026-01-11"))
    }

    @Test("weeks are ordered and added over the end of a year")
    func arithmetic() throws {
        let last = try Week(parsing: "2026-W53")
        #expect((last + 1).description == "2027-W01")
        #expect((last + -53).description == "2025-W52")
        #expect(last < last + 1)
        #expect(!(last < last))
    }
}
