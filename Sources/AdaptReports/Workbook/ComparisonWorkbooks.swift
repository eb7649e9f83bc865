import AdaptModel

extension ComparisonReport {
    /// The comparison as people read it, what its signs mean, and every column that machines read.
    public var workbook: Workbook {
        let columns = ["sign", "element", comparison.heads.left, comparison.heads.right, "verdict", "why"]
        let people = Sheet(
            columns: columns,
            rows: rows.map { row in
                [
                    row.sign, row.element, row.sides.left, row.sides.right, row.verdict.rawValue,
                    why(row).joined(separator: "; "),
                ].map { .text($0) }
            })
        let heads = [
            ("base", comparison.base?.line ?? "no common ancestor: compared two-way"),
            ("left", comparison.left.line), ("right", comparison.right.line),
            (
                "coverage",
                "\(grouped(comparison.knownOnBoth)) of \(grouped(comparison.rows.count, "element")) known on both sides"
            ),
            ("summary", summary),
        ]
        return Workbook(
            title: "\(comparison.left.edition) and \(comparison.right.edition)",
            [
                .init("Compare", people), .init("Read me", Sheet(facts: heads + Legend.pair + Legend.states)),
                .init("Rows", sheet),
            ])
    }
}

extension MatrixReport {
    /// The matrix as people read it, what its signs mean, and every column that machines read.
    public var workbook: Workbook {
        let heads = [("series", matrix.series), ("summary", summary)]
        let editions = matrix.editions.map { edition in
            (edition.header.shortName, edition.header.line + "  " + (edition.method ?? "source"))
        }
        return Workbook(
            title: "\(matrix.series): all editions",
            [
                .init("Matrix", words),
                .init("Read me", Sheet(facts: heads + editions + Legend.matrix + Legend.states)),
                .init("Rows", sheet),
            ])
    }
}

extension ChangesReport {
    /// The counts, and what they are of.
    public var workbook: Workbook {
        Workbook(
            title: "Changes by \(counts.dimension.rawValue)",
            [
                .init("Changes", sheet(most: nil)),
                .init(
                    "Read me",
                    Sheet(facts: [
                        ("summary", summary), ("compared", "edition and parent both know the element"),
                        ("changed_pct", "changed in per cent of compared"),
                        ("reasons, markets", "name and how often, most frequent first"),
                    ])),
            ])
    }
}
