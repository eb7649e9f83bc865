import AdaptModel

/// Where in the rows of a file editions stand side by side.
struct EditionsBeside {
    /// Whether no reasons stand beside any of them.
    let isWithoutReasons: Bool
    private let heading: TableHeading

    /// Nil: none do.
    init?(_ heading: TableHeading) {
        guard !heading.editionsSideBySide.isEmpty else { return nil }
        self.heading = heading
        isWithoutReasons = !heading.positions.keys.contains { $0.hasSuffix("_reasons") }
    }

    /// What a row shows of an edition, as `series/edition`: its value, else its state; nil: it does not stand there.
    func shown(_ edition: String, in row: TableRow) -> String? {
        func text(_ column: String) -> String? {
            guard let index = heading.positions[column]?.first else { return nil }
            let words = trimmed(row.fields[index])
            return words.isEmpty ? nil : words
        }
        let code = edition.halves(at: "/")?.after ?? edition
        let side =
            heading.isOfPair
            ? TableHeading.pair.first { text($0 + "_edition")?.lowercased() == edition }
            : [edition, code].first { heading.positions[$0] != nil }
        guard let side else { return nil }
        if let value = text(side) { return value }
        // What value, is not shown.
        return text(side + "_state").flatMap { $0 == "value" ? nil : $0 }
    }
}
