public import AdaptModel

extension TitledReport {
    /// Tropes and changed elements beside reach.
    public init(_ found: TropeReach) {
        let week = found.reach?.weeks.last?.week
        let measure = found.reach.map { "\($0.measure), \($0.source)" }
        var notes = ["editions that share an element share much else: no claim that it makes the reach"]
        if found.tropes.contains(where: { $0.partly > 0 }) || found.changes.contains(where: { $0.partly > 0 }) {
            notes.append("partly: joint figures that also hold other editions, in no sum (rule 6)")
        }
        self.init(
            "Tropes and changes" + (week.map { " \($0)" } ?? "") + (measure.map { ": guaranteed \($0)" } ?? ""),
            facts: [
                ("week", Cell(week.map { "\($0)" })), ("metric", Cell(found.reach?.metric)),
                ("source", Cell(found.reach?.source)), ("currency", Cell(found.reach?.currency)),
            ],
            [
                Part("tropes", TitledReport.sheet(found.tropes, hasTradition: true)),
                Part("changes", TitledReport.sheet(found.changes, hasTradition: false)),
                Part("across_markets", TitledReport.sheet(found.acrossMarkets, hasTradition: false)),
            ], notes: notes, nothing: "no trope and no change is recorded")
    }

    private static func sheet(_ lines: [TropeReach.Line], hasTradition: Bool) -> Sheet {
        Sheet(
            columns: ["element"] + (hasTradition ? ["tradition"] : [])
                + ["editions", "markets", "with_reach", "guaranteed", "partly", "names", "flags"],
            rows: lines.map { line in
                [.text(line.element)] + (hasTradition ? [Cell(line.tradition)] : []) + [
                    .number(line.editions.count),
                    Cell(line.markets.isEmpty ? nil : line.markets.joined(separator: " ")), Cell(line.reported),
                    Cell(line.guaranteed), Cell(line.reported == nil ? nil : line.partly),
                    .text(line.editions.joined(separator: " ")), Cell(flags: line.marks),
                ]
            })
    }
}
