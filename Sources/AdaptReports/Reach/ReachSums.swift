public import AdaptModel

/// Sums by week, bounds in their own columns.
struct ReachSums {
    private let report: ReachReport

    /// Sums of a report.
    init(_ report: ReachReport) { self.report = report }

    private static let columns = [
        "week", "from", "until", "comparator", "value", "low", "high", "reported", "expected", "total", "previous",
        "change", "change_pct", "share_pct", "flags", "currency",
    ]

    /// The sums of weeks that follow each other.
    func sheet(of weeks: [ReachReport.WeekTotal]) -> Sheet {
        var before: ReachReport.Part.Sum?
        let rows = weeks.map { week in
            defer { before = .total(week) }
            return row(.total(week), after: before, share: nil)
        }
        return Sheet(columns: ReachSums.columns, rows: rows).without(["share_pct"])
    }

    /// The columns of the sums of series or markets.
    func columns(of kind: ReachReport.Part.Kind) -> [String] { [kind.rawValue] + ReachSums.columns }

    /// The sums of a series or market.
    func rows(of part: ReachReport.Part) -> [[Cell]] {
        var before = part.before
        return zip(part.weeks, report.weeks).map { sum, week in
            defer { before = sum }
            return [.text(part.name)] + row(sum, after: before, share: sum.share(of: week))
        }
    }

    /// The sums of series or markets.
    func sheet(of parts: [ReachReport.Part], _ kind: ReachReport.Part.Kind) -> Sheet {
        Sheet(columns: columns(of: kind), rows: parts.flatMap(rows(of:)))
    }

    private func row(
        _ sum: ReachReport.Part.Sum, after before: ReachReport.Part.Sum?, share: String?
    ) -> [Cell] {
        func days(_ week: Week) -> [Cell] { [.text("\(week)"), .day(week.monday), .day(week.sunday)] }
        switch sum {
        case .refused(let week, let why):
            let none = Array(repeating: Cell.empty, count: 6)
            return days(week) + none + [.text("not added: \(why)"), .empty, .empty, .empty, .empty, .empty, .empty]
        case .total(let week):
            let (figure, last) = (week.figure, before.flatMap { $0.week + 1 == week.week ? $0.figure : nil })
            let change = last.flatMap { figure?.change(since: $0) }
            return days(week.week) + [
                Cell(figure?.comparator.rawValue), Cell(figure?.value), Cell(figure?.bounds.low),
                Cell(figure?.bounds.high), .number(week.reported), .number(week.expected),
                .text(week.summary(of: report.metric)), Cell(last?.value), Cell(change),
                Cell(change: change, since: last), share.map { .decimal($0) } ?? .empty, Cell(flags: week.marks),
                Cell(week.currency),
            ]
        }
    }
}

extension ReachReport.Part.Sum {
    /// What part of what is guaranteed in the week is guaranteed by these, in per cent. Parts overlap where a joint
    /// figure is left out of all of them, so shares need not add up to 100.
    func share(of week: ReachReport.WeekTotal) -> String? {
        guard let figure, !marks.contains("contradicts"), week.total.low > 0, figure.low <= week.total.low else {
            return nil
        }
        return Hundredths.percent(figure.low, of: week.total.low)
    }

    /// What else is to be known of it, in the words of flags.
    var marks: [String] {
        switch self {
        case .total(let week): week.marks
        case .refused: []
        }
    }

    /// How many editions reported of how many that should have.
    var coverage: String? {
        switch self {
        case .total(let week): "\(week.reported) of \(week.expected)"
        case .refused: nil
        }
    }
}

extension Cell {
    /// Words of flags, where there is one.
    init(flags: [String]) { self.init(flags.isEmpty ? nil : flags.joined(separator: " ")) }

    /// A change in per cent of what was before.
    init(change: Int?, since before: ReachTotal?) {
        guard let change, let before, before.low != 0 else {
            self = .empty
            return
        }
        self = .decimal(Hundredths.percent(change, of: before.low))
    }

    /// A change for people: `+400,000 (+40.00%)`.
    init(changeWords change: Int?, since before: ReachTotal?) {
        guard let change else {
            self = .empty
            return
        }
        func signed(_ words: String) -> String { change > 0 ? "+" + words : words }
        let percent = Cell(change: change, since: before)
        self = .text(signed(grouped(change)) + (percent == .empty ? "" : " (\(signed(percent.plain))%)"))
    }
}

extension ReachSums {
    /// The sums of each series, or of each market, as people read them: largest first.
    func table(_ kind: ReachReport.Part.Kind) -> Sheet {
        let parts = report.parts.filter { $0.kind == kind }
        let lows = parts.map { $0.weeks.last?.figure?.low ?? -1 }
        let order = parts.indices.sorted { left, right in
            lows[left] == lows[right] ? left < right : lows[left] > lows[right]
        }
        return Sheet(
            columns: [
                kind.rawValue, report.measure, "share", "week_before", "change", "last_weeks", "reported", "flags",
            ],
            rows: order.map { place in
                let part = parts[place]
                let weeks = part.weeks
                let sum = weeks.last
                let before = (weeks.dropLast().last ?? part.before).flatMap { $0.week + 1 == sum?.week ? $0 : nil }
                let change = before?.figure.flatMap { sum?.figure?.change(since: $0) }
                return [
                    .text(part.name), Cell(sum?.words),
                    Cell(report.weeks.last.flatMap { sum?.share(of: $0) }.map { $0 + "%" }),
                    Cell(before?.figure?.words), Cell(changeWords: change, since: before?.figure),
                    weeks.count > 1 ? .text(Sparkline.words(weeks.map { $0.figure?.low })) : .empty,
                    Cell(sum?.coverage), Cell(flags: sum?.marks ?? []),
                ]
            }
        ).withoutEmpty(["share", "week_before", "change", "last_weeks", "flags"])
    }
}

extension TitledReport {
    /// The sums of each series, or of each market.
    ///
    /// `scope`: what was asked for, in words.
    public init(_ report: ReachReport, by kind: ReachReport.Part.Kind, scope: [String] = []) {
        let (sums, last) = (ReachSums(report), report.weeks.last)
        let days = last.map { "\($0.week) (\($0.week.monday)..\($0.week.sunday))  " } ?? ""
        self.init(
            "\(days)\(report.measure)  \(report.source)  by \(kind.rawValue)",
            facts: [
                ("metric", .text(report.metric)), ("source", .text(report.source)), ("by", .text(kind.rawValue)),
                ("currency", Cell(report.currency)),
            ],
            [Part("rows", sums.sheet(of: report.parts.filter { $0.kind == kind }, kind), table: sums.table(kind))],
            notes: scope + report.contradictions + (last.map { ["\($0.week) \($0.summary(of: report.metric))"] } ?? [])
                + [
                    "a joint figure counts where all of its editions are together: parts need not add up to the total"
                ]
                + (kind == .market
                    ? [
                        "a market has what was measured there, and of everywhere the figures of editions made for it; "
                            + "editions without a market are in no line"
                    ] : []),
            nothing: "no \(kind.rawValue) has a figure in these weeks")
    }
}

extension ReachReport.Part.Sum {
    /// The sum for people.
    fileprivate var words: String {
        switch self {
        case .total: figure?.words ?? "no figure"
        case .refused: "not added"
        }
    }
}
