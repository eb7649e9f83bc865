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
                Part("tropes", of: found.tropes, areTropes: true),
                Part("changes", of: found.changes, areTropes: false),
                Part("across_markets", of: found.acrossMarkets, areTropes: false),
            ], notes: notes, nothing: "no trope and no change is recorded")
    }
}

extension TitledReport.Part {
    /// Elements; people read the first few markets and editions of each, and how many more there are.
    fileprivate init(_ name: String, of lines: [TropeReach.Line], areTropes: Bool) {
        func sheet(most: Int?) -> Sheet { Sheet(lines, areTropes: areTropes, most: most) }
        self.init(name, sheet(most: nil), table: sheet(most: 3))
    }
}

extension Sheet {
    /// `most`: how many markets and editions to name of each element; nil: all.
    fileprivate init(_ lines: [TropeReach.Line], areTropes: Bool, most: Int?) {
        self.init(
            columns: ["element"] + (areTropes ? ["tradition", "played"] : [])
                + ["editions", "markets", "with_reach", "guaranteed", "partly", "names", "flags"],
            rows: lines.map { line -> [Cell] in
                let own: [Cell] = areTropes ? [Cell(line.tradition), .few(line.played, most: nil)] : []
                return [.text(line.element)] + own + [
                    .number(line.editions.count), .few(line.markets, most: most), Cell(line.reported),
                    Cell(line.guaranteed), Cell(line.reported == nil ? nil : line.partly),
                    .few(line.editions, most: most), Cell(flags: line.marks),
                ]
            })
    }
}
