public import AdaptModel

extension TitledReport {
    /// Creatives, their figures and the rate at which they are refreshed.
    public init(_ list: CreativeList) {
        let rate = Percent.words(list.new, of: list.active)
        var notes: [String] = []
        if let week = list.week {
            notes.append(
                "\(week): \(grouped(list.new)) new of \(grouped(list.active)) active"
                    + (rate.map { ", refreshed \($0)%" } ?? ""))
            if list.undated > 0 { notes.append("\(grouped(list.undated)) in no count: dates not stated") }
        }
        if !list.figures.rows.isEmpty { notes.append("a creative's figure is a lower bound of its edition's") }
        let counts: [(name: String, value: Cell)] =
            list.week == nil
            ? []
            : [
                ("active", .number(list.active)), ("new", .number(list.new)), ("undated", .number(list.undated)),
                ("refresh_pct", rate.map { .decimal($0) } ?? .empty),
            ]
        self.init(
            "Creatives" + (list.week.map { " \($0)" } ?? ""),
            facts: [("week", Cell(list.week.map { "\($0)" }))] + counts,
            [
                Part("editions", Sheet(list.counts)),
                Part("creatives", Sheet(list.creatives, numbers: ["duration_seconds"])),
                Part("figures", Sheet(list.figures, numbers: ["days", "at_least"])),
            ], notes: notes, nothing: "no creative is recorded")
    }
}

extension Sheet {
    fileprivate init(_ counts: [CreativeList.Count]) {
        self.init(
            columns: ["edition", "active", "new", "refresh_pct", "undated", "shortest", "median_seconds", "longest"],
            rows: counts.map { count in
                [
                    .text(count.edition), .number(count.active), .number(count.new),
                    Percent.words(count.new, of: count.active).map { .decimal($0) } ?? .empty, .number(count.undated),
                    Cell(count.durations.first), count.median, Cell(count.durations.last),
                ]
            })
    }
}

extension CreativeList.Count {
    /// The duration in the middle; of an even number, between the two.
    fileprivate var median: Cell {
        guard !durations.isEmpty else { return .empty }
        let twice = durations[(durations.count - 1) / 2] + durations[durations.count / 2]
        return twice % 2 == 0 ? .number(twice / 2) : .decimal("\(twice / 2).5")
    }
}

/// Shares with one decimal.
enum Percent {
    /// How many in a hundred, halves up; nil: of none.
    static func words(_ part: Int, of whole: Int) -> String? {
        guard whole > 0 else { return nil }
        let tenths = (part * 2_000 + whole) / (whole * 2)
        return "\(tenths / 10).\(tenths % 10)"
    }
}
