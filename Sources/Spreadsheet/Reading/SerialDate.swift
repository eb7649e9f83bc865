/// How a workbook counts days.
enum DateEpoch {
    /// Day 1 is 1900-01-01, and day 60 is the 29th of February 1900, which there never was.
    case since1900
    /// Day 0 is 1904-01-01.
    case since1904

    /// The date and time of a serial number: `2026-01-05`, `2026-01-05T13:30:00`, `13:30:00` for a time without
    /// a day (below 1, when counted from 1900). Nil for what is no day. Times are rounded to milliseconds.
    func date(_ serial: Double) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        let milliseconds = Int((serial * 86_400_000).rounded())
        let (day, time) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
        let unixDay: Int
        switch self {
        case .since1904: unixDay = day - 24_107
        case .since1900 where day == 0: return Self.clock(time)
        case .since1900 where day == 60: return nil
        case .since1900: unixDay = day < 60 ? day - 25_568 : day - 25_569
        }
        guard let date = Self.civil(unixDay) else { return nil }
        return time == 0 ? date : "\(date)T\(Self.clock(time))"
    }

    /// The time that went by, in hours, however many: `45:30:00`. Nil for what is none.
    static func elapsed(_ serial: Double) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        return clock(Int((serial * 86_400_000).rounded()))
    }

    private static func clock(_ milliseconds: Int) -> String {
        let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        let text = "\(pad(seconds / 3600)):\(pad(seconds / 60 % 60)):\(pad(seconds % 60))"
        return rest == 0 ? text : "\(text).\(pad(rest, 3))"
    }

    /// The date of a day counted from 1970, by the rule of 400 years from March (Hinnant, "chrono-compatible
    /// low-level date algorithms"). Nil beyond 9999, which the 1904 count can reach.
    private static func civil(_ unixDay: Int) -> String? {
        let shifted = unixDay + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return year > 9999 ? nil : "\(pad(year, 4))-\(pad(month))-\(pad(day))"
    }

    private static func pad(_ number: Int, _ width: Int = 2) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

/// A date that is written as text (`t="d"`, the strict variant of the format).
enum WrittenDate {
    /// Reads `2026-01-05`, `2026-01-05T13:30:00.000Z` or `13:30:00`; nil for anything else. Midnight is left
    /// out, as it is for serial numbers.
    static func read(_ text: String) -> String? {
        let text = text.hasSuffix("Z") ? text.dropLast() : text[...]
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        if let only = parts.first, parts.count == 1 {
            return fits(only, "0000-00-00") || fits(only, "00:00:00") ? String(only) : nil
        }
        guard parts.count == 2, fits(parts[0], "0000-00-00") else { return nil }
        let time = parts[1].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let clock = time.first, fits(clock, "00:00:00") else { return nil }
        guard time.count == 2 else { return clock == "00:00:00" ? String(parts[0]) : "\(parts[0])T\(clock)" }
        guard !time[1].isEmpty, time[1].utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
        let isWhole = time[1].allSatisfy { $0 == "0" }
        if isWhole, clock == "00:00:00" { return String(parts[0]) }
        return isWhole ? "\(parts[0])T\(clock)" : "\(parts[0])T\(parts[1])"
    }

    private static func fits(_ text: Substring, _ shape: String) -> Bool {
        text.utf8.count == shape.utf8.count
            && zip(text.utf8, shape.utf8).allSatisfy { byte, wanted in
                wanted == UInt8(ascii: "0") ? byte >= 48 && byte <= 57 : byte == wanted
            }
    }
}
