/// The calendar by its school rules, month by month: slow, and made another way than the code under test.
enum Almanac {
    /// Every date of some years, in order.
    static func days(_ years: ClosedRange<Int>) -> [(year: Int, month: Int, day: Int)] {
        years.flatMap { year in
            (1...12).flatMap { month in (1...length(month, year)).map { (year, month, $0) } }
        }
    }

    static func isLeap(_ year: Int) -> Bool {
        if year.isMultiple(of: 400) { return true }
        return year.isMultiple(of: 4) && !year.isMultiple(of: 100)
    }

    private static func length(_ month: Int, _ year: Int) -> Int {
        let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return lengths[month - 1]
    }

    /// 1 is Monday, 7 is Sunday; after Tomohiko Sakamoto.
    static func weekday(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
        let year = month < 3 ? year - 1 : year
        let fromSunday = (year + year / 4 - year / 100 + year / 400 + shift[month - 1] + day) % 7
        return fromSunday == 0 ? 7 : fromSunday
    }

    static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
        "\(wide(year, 4))-\(wide(month, 2))-\(wide(day, 2))"
    }

    static func wide(_ number: Int, _ width: Int) -> String {
        var text = "\(number)"
        while text.count < width { text = "0" + text }
        return text
    }
}
