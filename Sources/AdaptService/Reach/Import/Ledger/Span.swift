import AdaptModel

/// The window of a figure in two small numbers; or only its length, where dates are not stated.
struct Span: Hashable, Comparable {
    /// First day, counted from 1970-01-01; nil in the least number: dates not stated.
    let first: Int32
    /// Days; 0: not stated.
    let length: Int32

    init(_ window: Window) {
        first = Int32(window.first.number)
        length = Int32(window.days)
    }

    /// A window whose dates are not stated.
    init(days: Int?) {
        first = Int32.min
        length = Int32(days ?? 0)
    }

    init(first: Int32?, length: Int32) {
        self.first = first ?? Int32.min
        self.length = length
    }

    /// Days of the longest window that can be kept, some ninety years.
    static let longest = Int(Int16.max)

    /// Whether dates are stated.
    var isDated: Bool { first != Int32.min }
    /// Last day.
    var last: Int32 { first + length - 1 }
    /// Monday of the week of the first day. 1970-01-01 was a Thursday.
    var monday: Int32 { first - Span.weekday(first) }
    /// Whether it lies inside one ISO week.
    var isPlaced: Bool { isDated && Span.weekday(first) + length <= 7 }
    /// Which days of the week it covers, where it lies inside one: 1 Monday, 2 Tuesday, 4 Wednesday and so on.
    var days: Int16 { ((1 << Int16(length)) - 1) << Int16(Span.weekday(first)) }
    /// Number of the eight ISO weeks that it begins in, counted from the year 1 as `figure_run.stretch` is.
    var stretch: Int32 { isDated ? (first + Span.yearOne) / 56 : -1 }

    /// Days from Monday, 0001-01-01, to 1970-01-01.
    private static let yearOne: Int32 = 719_162

    private static func weekday(_ day: Int32) -> Int32 { (day + yearOne) % 7 }

    var text: String { isDated ? "\(Day(number: Int(first)))..\(Day(number: Int(last)))" : "" }

    static func < (left: Span, right: Span) -> Bool {
        left.first != right.first ? left.first < right.first : left.length < right.length
    }
}
