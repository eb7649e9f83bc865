import AdaptModel
import Testing

/// Against what Go's and Python's calendars say; see `iso_week` in the real data.
@Suite(.enabled(if: RealData.folder != nil, "skipped: no real data"))
struct RealWeekTests {
    @Test("weeks are those of the tests of Go's package time")
    func go() throws {
        let records = try RealData.records(of: "iso_week/go_time_test_isoWeekTests.csv")
        #expect(records.count > 40)
        for record in records {
            let numbers = record.compactMap { Int($0) }
            try #require(numbers.count == 5)
            let day = try #require(Day(year: numbers[0], month: numbers[1], day: numbers[2]))
            let (year, week) = Week(of: day).yearAndWeek
            #expect([year, week] == Array(numbers[3...]), "\(day)")
        }
    }

    @Test("weeks, weekdays, Mondays and Sundays of 1990 to 2050 are those of Python's isocalendar")
    func python() throws {
        let records = try RealData.records(of: "iso_week/python311_isocalendar_1990_2050.csv")
        #expect(records.count > 22_000)
        let wrong = records.filter { record in
            guard let day = Day(record[0]) else { return true }
            let week = Week(of: day)
            let (year, number) = week.yearAndWeek
            let found = [
                day.description, "\(year)", "\(number)", "\(day.weekday)", week.monday.description,
                week.sunday.description,
            ]
            return found != record.prefix(6).map(String.init)
        }
        #expect(wrong.isEmpty, "\(wrong.count) wrong, first \(wrong.first ?? [])")
    }
}
