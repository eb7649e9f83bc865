public import AdaptModel

extension Sheet {
    /// What to look at next, a row a gap; `byReach`: with the reach that each touches.
    public init(_ gaps: [Gap], byReach: Bool) {
        let reach = ["reach", "comparator", "low", "high", "shared"]
        self.init(
            columns: ["gap", "subject", "count", "elements"] + (byReach ? reach : []) + ["next", "flags"],
            rows: gaps.map { gap in
                let elements = gap.elements.isEmpty ? nil : gap.elements.joined(separator: " ")
                var row: [Cell] = [
                    .text(gap.kind.rawValue), .text(gap.subject), .number(gap.count), Cell(elements),
                ]
                if byReach {
                    row += [
                        Cell(gap.reach.map { $0.words }), Cell(gap.reach.map { $0.comparator.rawValue }),
                        Cell(gap.reach.map { $0.low }), Cell(gap.reach.flatMap { $0.high }),
                        Cell(gap.isJoint ? "joint" : nil),
                    ]
                }
                return row + [.text(gap.next), Cell(flags: gap.marks)]
            })
    }
}

extension Gap {
    /// The command that shows or closes it.
    var next: String {
        switch kind {
        case .unregistered: "adapt lineage \(subject)"
        case .unknown: "adapt edition show \(subject)"
        case .notRecorded: "adapt set \(subject) \(elements.first ?? "PATH")=VALUE"
        }
    }
}
