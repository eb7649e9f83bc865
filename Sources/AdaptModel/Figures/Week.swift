/// An ISO 8601 week, Monday to Sunday, named by ISO year and week: `2026-W02` is Jan 5 to 11, 2026.
public struct Week: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Its first day.
    public let monday: Day

    /// The week that holds `day`.
    public init(of day: Day) {
        monday = day + (1 - day.weekday)
    }

    /// The week of an ISO year, or nil where the year has no such week.
    public init?(year: Int, week: Int) {
        guard (1...9999).contains(year), (1...Week.count(inYear: year)).contains(week),
            let first = Week.first(ofYear: year)
        else { return nil }
        monday = first + 7 * (week - 1)
    }

    /// The week written `2026-W02`, or the week that holds the day written `2026-01-07`.
    ///
    /// Throws a `Refusal` (usage) that says what does not exist.
    public init(parsing text: String) throws {
        if let day = Day(text) {
            self.init(of: day)
            return
        }
        let parts = text.split(separator: "-W", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let number = Int(parts[1]), year > 0
        else {
            throw Refusal(
                .usage, "week \"\(text)\" is not written as a week",
                hint: "write the ISO week, as in 2026-W02, or one of its days, as in 2026-01-07")
        }
        guard let week = Week(year: year, week: number) else {
            let count = Week.count(inYear: year)
            throw Refusal(
                .usage, "week \"\(text)\" does not exist (\(year) has \(count) weeks)",
                hint: "the last week of \(year) is \(year)-W\(count)")
        }
        self = week
    }

    /// 52 or 53.
    public static func count(inYear year: Int) -> Int {
        guard let last = Day(year: year, month: 12, day: 28) else { return 52 }
        return Week(of: last).yearAndWeek.week
    }

    private static func first(ofYear year: Int) -> Day? {
        Day(year: year, month: 1, day: 4).map { $0 + (1 - $0.weekday) }
    }

    /// Its last day.
    public var sunday: Day { monday + 6 }

    /// ISO year (that of its Thursday) and number.
    public var yearAndWeek: (year: Int, week: Int) {
        let year = (monday + 3).date.year
        guard let first = Week.first(ofYear: year) else { return (year, 1) }
        return (year, (monday - first) / 7 + 1)
    }

    /// `2026-W02`.
    public var description: String {
        let (year, week) = yearAndWeek
        return "\(padded(year, 4))-W\(padded(week, 2))"
    }

    public static func < (left: Week, right: Week) -> Bool { left.monday < right.monday }

    /// The week so many weeks later.
    public static func + (week: Week, weeks: Int) -> Week { Week(of: week.monday + 7 * weeks) }
}

/// Some whole days, first and last included.
public struct Window: Sendable, Hashable, CustomStringConvertible {
    /// First day.
    public let first: Day
    /// Last day, not before the first.
    public let last: Day

    /// The days from `first` to `last`, or nil where they are the wrong way round.
    public init?(_ first: Day, _ last: Day) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// The days of a week.
    public init(_ week: Week) {
        first = week.monday
        last = week.sunday
    }

    /// The week that it lies inside, or nil where it touches two.
    public var week: Week? {
        let week = Week(of: first)
        return last <= week.sunday ? week : nil
    }

    /// How many days.
    public var days: Int { last - first + 1 }

    /// `2026-01-05..2026-01-11`.
    public var description: String { "\(first)..\(last)" }
}
