import AdaptModel

/// What is to be added to the week of a track.
struct WeekSum {
    let track: Track
    /// Counted from 1970-01-01.
    let monday: Int32
    var low = 0, high = 0
    var figures: Int32 = 0, openAbove: Int32 = 0, strict: Int32 = 0, approximate: Int32 = 0
    var estimated: Int32 = 0, inferred: Int32 = 0, imputed: Int32 = 0
    var days: Int32 = 0
    /// Days of the week that are covered from now on.
    var covered: Int16 = 0
    /// Latest publication.
    var published = Int32.min
    /// Line of the last figure.
    var line: Int32 = 0

    /// Adds a figure. Throws a `Refusal` (rule): beyond 64 bits.
    mutating func add(_ entry: Entry) throws {
        try add(entry.figure, entry.span, inferred: entry.windowInferred, imputed: entry.imputed, sign: 1)
        covered |= entry.span.days
        published = max(published, entry.published)
        line = entry.line
    }

    /// Takes away a figure that is replaced.
    mutating func takeAway(_ known: KnownFigure) throws {
        try add(
            known.vintage.figure, known.span, inferred: known.windowInferred, imputed: known.imputed, sign: -1)
    }

    /// Why a week cannot be: it passes 64 bits.
    static var tooLarge: Refusal {
        Refusal(
            .rule, "sum of figures passes 9,223,372,036,854,775,807",
            hint: "is a figure in the wrong unit, or are two in one cell?")
    }

    /// Adds itself to numbers as the function `week_sums` takes them; with no array between, for there may be many.
    func append(to numbers: inout [Int64]) {
        numbers.append(Int64(monday))
        numbers.append(Int64(track.measure))
        numbers.append(Int64(track.series))
        numbers.append(Int64(track.subject))
        numbers.append(Int64(low))
        numbers.append(Int64(high))
        numbers.append(Int64(figures))
        numbers.append(Int64(openAbove))
        numbers.append(Int64(strict))
        numbers.append(Int64(approximate))
        numbers.append(Int64(estimated))
        numbers.append(Int64(inferred))
        numbers.append(Int64(imputed))
        numbers.append(Int64(days))
        numbers.append(Int64(covered))
        numbers.append(Int64(published))
    }

    /// In the order of the table's key.
    func precedes(_ other: WeekSum) -> Bool {
        (monday, track.measure, track.series, track.subject)
            < (other.monday, other.track.measure, other.track.series, other.track.subject)
    }

    private mutating func add(
        _ figure: Figure, _ span: Span, inferred isInferred: Bool, imputed isImputed: Bool, sign: Int32
    ) throws {
        let (low, lowOverflows) = low.addingReportingOverflow(Int(sign) * figure.low)
        let (high, highOverflows) = high.addingReportingOverflow(Int(sign) * (figure.high ?? 0))
        guard !lowOverflows, !highOverflows else {
            throw WeekSum.tooLarge
        }
        (self.low, self.high) = (low, high)
        figures += sign
        days += sign * span.length
        if figure.high == nil { openAbove += sign }
        if figure.comparator == .more { strict += sign }
        if figure.comparator == .about { approximate += sign }
        if figure.estimated { estimated += sign }
        if isInferred { inferred += sign }
        if isImputed { imputed += sign }
    }
}
