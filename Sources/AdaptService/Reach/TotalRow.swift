import AdaptModel

/// How rows that add up others begin.
private let totalWords: Set<String> = [
    "total", "totals", "grand total", "sum", "합계", "총계", "gesamt", "summe", "합 계",
]

extension TableColumns where Field == ReachField {
    /// What is wrong with the current row where it adds up others: its first text says so, and it names no edition.
    ///
    /// Taken for a figure, it would count every edition again.
    func totalRow(in rows: any RowSource) throws -> Refusal? {
        guard rows.count > 0 else { return nil }
        let written = try rows.text(0)
        // Names of editions hold a slash, and most files begin their rows with them.
        guard (2...14).contains(written.utf8.count), !written.utf8.contains(UInt8(ascii: "/")) else { return nil }
        let first = trimmed(written)
        let word = first.last == ":" ? String(first.dropLast()) : first
        guard totalWords.contains(word.lowercased()) else { return nil }
        for field in [ReachField.edition, .series, .title] {
            if let column = column(of: field), column > 1, try text(field, in: rows) != nil { return nil }
        }
        return Refusal(
            .input, "row \"\(first)\" adds up others", hint: "leave it out with --skip-totals",
            place: rows.place(column: 1))
    }
}
