import AdaptModel

/// Where in the rows of a file editions stand side by side.
struct EditionsBeside {
    /// By the names of columns in lower case.
    private let positions: [String: Int]
    private let isPair: Bool

    /// Nil: none do.
    init?(_ heading: TableHeading) {
        guard !heading.editionsSideBySide.isEmpty else { return nil }
        isPair = heading.isOfPair
        positions = Dictionary(heading.names.enumerated().map { ($1.lowercased(), $0) }) { first, _ in first }
    }

    /// What a row shows of an edition, as `series/edition`: its value, else its state; nil: it does not stand there.
    func shown(_ edition: String, in row: TableRow) -> String? {
        func text(_ column: String) -> String? {
            guard let words = positions[column].map({ trimmed(row.fields[$0]) }), !words.isEmpty else { return nil }
            return words
        }
        let code = edition.halves(at: "/")?.after ?? edition
        let side =
            isPair
            ? ["left", "right"].first { text($0 + "_edition")?.lowercased() == edition }
            : [edition, code].first { positions[$0] != nil }
        guard let side else { return nil }
        if let value = text(side) { return value }
        // What value, is not shown.
        return text(side + "_state").flatMap { $0 == "value" ? nil : $0 }
    }
}
