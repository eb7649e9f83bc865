import AdaptModel
import AdaptSQL
import Postgres

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

    /// As the function `week_sums` takes them.
    var numbers: [Int64] {
        let track = [monday, track.measure, track.series, track.subject].map(Int64.init)
        let counts = [figures, openAbove, strict, approximate, estimated, inferred, imputed, days].map(Int64.init)
        return track + [Int64(low), Int64(high)] + counts + [Int64(covered), Int64(published)]
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

/// The weeks that an import touches: those that are there already, and those that are not.
struct WeekSums {
    private(set) var made: [WeekSum] = []
    private(set) var changed: [WeekSum] = []

    mutating func add(_ sum: WeekSum, exists: Bool) {
        if exists { changed.append(sum) } else { made.append(sum) }
    }

    /// Records them. Throws a `Refusal` (rule) where a week passes 64 bits, located in `file`.
    func record(from file: String, in workspace: Workspace) async throws {
        if !made.isEmpty { try await copy(in: workspace) }
        for start in stride(from: 0, to: changed.count, by: WeekSums.most) {
            let end = min(start + WeekSums.most, changed.count)
            try await WeekSums.change(changed[start..<end], from: file, in: workspace)
        }
    }

    /// How many weeks are changed by one statement, whose numbers are held several times over on their way.
    private static let most = 1 << 14

    private static func change(
        _ changed: ArraySlice<WeekSum>, from file: String, in workspace: Workspace
    ) async throws {
        let numbers = changed.flatMap(\.numbers)
        _ = try await workspace.rows("savepoint weeks")
        let rows = try await workspace.rows(Queries.observe["add_to_weeks"], [numbers, true])
        guard try !rows[0].get("left_out", as: [Int].self).isEmpty else {
            _ = try await workspace.rows("release savepoint weeks")
            return
        }
        _ = try await workspace.rows("rollback to savepoint weeks")
        let beyond = try await workspace.rows(Queries.observe["beyond_weeks"], [numbers]).first
        let place = try beyond.map { try $0.get("place", as: Int.self) }
        let line = place.map { Int(changed[changed.startIndex + $0].line) }
        throw WeekSum.tooLarge.at(.init(file: file, line: line ?? 0))
    }

    private func copy(in workspace: Workspace) async throws {
        // By week, as reports read them.
        let made = made.sorted { $0.precedes($1) }
        _ = try await workspace.connection.copyIn(Queries.observe["copy_weeks"]) { sink in
            var writer = BinaryCopyWriter()
            for sum in made {
                writer.beginRow(columns: 16)
                writer.put(date: sum.monday - 10_957)
                writer.put(sum.track.measure)
                writer.put(sum.track.series)
                writer.put(sum.track.subject)
                writer.put(Int64(sum.low))
                writer.put(Int64(sum.high))
                for count in [
                    sum.figures, sum.openAbove, sum.strict, sum.approximate, sum.estimated, sum.inferred, sum.imputed,
                ] { writer.put(count) }
                writer.put(Int16(sum.days))
                writer.put(sum.covered)
                writer.put(date: sum.published - 10_957)
                if writer.isFull { try await sink.write(writer.take()) }
            }
            writer.finish()
            try await sink.write(writer.take())
        }
    }
}
