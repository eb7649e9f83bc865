/// The sums of a series or market in the weeks of a report: one for each row of a long planning file, or nearly. A few small
/// numbers say what most of them are, in some fifteen bytes; as values they take ten times as many.
struct PackedSums: Sendable {
    /// Place by place.
    private var numbers = PackedNumbers()
    /// What numbers do not say, by place.
    private var others: [Int: ReachReport.Part.Sum] = [:]
    private var currency: String?
    /// Whether there is a figure, or a refusal, in any of them.
    private(set) var isOfSomething = false

    /// Adds the sum of the week at a place, after those before it.
    mutating func add(_ sum: ReachReport.Part.Sum, at place: Int) {
        guard case .total(let week) = sum else {
            isOfSomething = true
            others[place] = sum
            return
        }
        if week.reported > 0 { isOfSomething = true }
        if currency == nil { currency = week.currency }
        guard week.contradicted.isEmpty, week.currency == nil || week.currency == currency else {
            others[place] = sum
            return
        }
        let total = week.total
        numbers.append(
            // Nearly all are exact.
            place, total.low, total.high.map { $0 &- total.low &+ 1 } ?? 0, total.figures, total.strict,
            total.approximate, total.estimated, total.imputed, total.missing, week.reported, week.expected,
            week.currency == nil ? 0 : 1, week.adds?.rawValue ?? 0)
    }

    /// The sums of all weeks; `nothing`: what one sums up to that none was added of.
    func sums(of weeks: [Week], nothing: (Week) -> ReachReport.Part.Sum) -> [ReachReport.Part.Sum] {
        var numbers = numbers.makeIterator()
        var next = numbers.next()
        return weeks.enumerated().map { place, week in
            guard next == place else { return others[place] ?? nothing(week) }
            defer { next = numbers.next() }
            return .total(total(of: week, &numbers))
        }
    }

    private func total(of week: Week, _ numbers: inout PackedNumbers.Iterator) -> ReachReport.WeekTotal {
        func next() -> Int { numbers.next() ?? 0 }
        let (low, size) = (next(), next())
        let total = ReachTotal(
            low: low, high: size == 0 ? nil : low &+ (size &- 1), figures: next(), strict: next(), approximate: next(),
            estimated: next(), imputed: next(), missing: next())
        return ReachReport.WeekTotal(
            week: week, lines: [], total: total, reported: next(), expected: next(), contradicted: [],
            currency: next() == 0 ? nil : currency, adds: .init(rawValue: next()))
    }
}
