public import AdaptModel

extension TitledReport {
    /// Figures that were restated in some weeks.
    public init(_ restatements: [Restatement], in weeks: String) {
        let files = Sheet(
            columns: [
                "editions", "creative", "title", "from", "until", "source", "metric", "market", "currency",
                "published_old", "published", "old_comparator", "old_value", "old_low", "old_high", "old_wording",
                "comparator", "value", "low", "high", "wording", "change", "operation_old", "operation",
            ],
            rows: restatements.map { line in
                [
                    .text(line.editions.joined(separator: " + ")), Cell(line.creative), Cell(line.title),
                    .text("\(line.window.first)"), .text("\(line.window.last)"), .text(line.source),
                    .text(line.metric), Cell(line.measuredIn), Cell(line.currency), .text("\(line.old.published)"),
                    .text("\(line.new.published)"),
                ] + line.old.cells + line.new.cells + [
                    Cell(line.change), .name(line.old.operation.number), .name(line.new.operation.number),
                ]
            })
        let table = Sheet(
            columns: [
                "editions", "window", "measure", "market", "published", "old", "new", "change", "operations",
            ],
            rows: restatements.map { line in
                let name = line.editions.joined(separator: " + ") + (line.creative.map { " " + $0 } ?? "")
                return [
                    .text(name), .text("\(line.window)"), .text(line.source + " " + line.metric),
                    Cell(line.measuredIn), .text("\(line.old.published) -> \(line.new.published)"),
                    .text(line.old.words), .text(line.new.words), Cell(line.change),
                    .text("\(line.old.operation.number) -> \(line.new.operation.number)"),
                ]
            })
        self.init(
            "Figures restated, \(weeks)", facts: [("weeks", .text(weeks))],
            [Part("revisions", files, table: table)], nothing: "no figure was restated")
    }
}

extension Restatement.Vintage {
    fileprivate var cells: [Cell] {
        let total = ReachTotal(figure)
        return [
            .text(figure.comparator.rawValue), Cell(total.value), Cell(figure.low), Cell(figure.high), Cell(wording),
        ]
    }

    /// The figure, with the publisher's words where they are more than the number.
    fileprivate var words: String { figure.words + (wording.map { " (\"\($0)\")" } ?? "") }
}
