import AdaptModel

/// The week that a row names, or the day that it ends on.
extension TableColumns where Field == ReachField {
    func week(in reader: any RowSource, _ reading: ReachReading) throws -> Window? {
        guard let written = try text(.week, in: reader) else { return nil }
        func refuse(_ why: String, _ hint: String? = nil) -> Refusal {
            Refusal(
                .input, "week \"\(written)\" \(why)", hint: hint, place: reader.place(column: column(of: .week)))
        }
        guard written.contains("W") || Day.readings(of: written, reading.dates).isEmpty else {
            let day = try day(.week, in: reader, reading) ?? Day(number: 0)
            if day.weekday == 1, reading.weekStart == .monday { return Window(Week(of: day)) }
            if day.weekday == 7, reading.weekStart == .sunday { return Window(day, day + 6) }
            throw refuse(
                "is a \(day.weekdayName), and weeks start on \(reading.weekStart == .monday ? "Monday" : "Sunday")",
                day.weekday == 7
                    ? "where weeks end on that day: --map week_ending=COLUMN; where they start on it: --week-start sunday"
                    : "write the ISO week, as in \(Week(of: day)), or the day it starts on")
        }
        guard reading.weekStart == .monday else {
            throw refuse("is an ISO week, which starts on Monday", "leave out --week-start sunday")
        }
        guard WideColumns.isWeek(written) else {
            throw refuse("is not written as a week", "write the ISO week, as in 2026-W02, or the day it starts on")
        }
        do {
            return Window(try Week(parsing: written))
        } catch let refusal as Refusal {
            throw located(refusal, .week, in: reader)
        }
    }

    func weekEnding(in reader: any RowSource, _ reading: ReachReading) throws -> Window? {
        guard let day = try day(.weekEnding, in: reader, reading) else { return nil }
        let last = reading.weekStart == .monday ? 7 : 6
        guard day.weekday == last else {
            throw Refusal(
                .input,
                "week_ending \"\(day)\" is a \(day.weekdayName), and \(last == 7 ? "ISO weeks end on Sunday" : "weeks from Sunday end on Saturday")",
                hint: day.weekday == 6
                    ? "weeks from Sunday to Saturday are no ISO weeks; to place them all the same: --week-start sunday"
                    : day.weekday == 7 ? "leave out --week-start sunday" : "name the last day of the week",
                place: reader.place(column: column(of: .weekEnding)))
        }
        return Window(day + (-6), day)
    }
}
