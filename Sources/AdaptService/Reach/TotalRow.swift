import AdaptModel

/// How rows that add up others begin: all of them, or only some.
private let totalWords: Set<String> = [
    "total", "totals", "grand total", "grand totals", "subtotal", "subtotals", "sub-total", "sub total",
    "total general",
    "total général", "sous-total", "overall", "overall total", "all titles", "sum", "gesamt", "gesamtsumme", "summe",
    "zwischensumme", "totale", "suma", "somme", "итого", "всего", "المجموع", "합계", "합 계", "총계", "소계", "合计", "总计",
    "小计", "合計", "總計", "総計", "小計", "計",
]

/// The first bytes of those words, capital or small, so that most rows are told by one byte.
private let totalBytes = Set(totalWords.flatMap { [$0.utf8.first, $0.uppercased().utf8.first] }.compactMap(\.self))

/// Those that a currency or the like in brackets may follow, as in `TOTAL (USD)`.
private let qualifiedWords: Set<String> = ["total", "totals", "grand total", "subtotal", "sub-total"]

/// A row that adds up others.
struct TotalRow {
    /// Its first text.
    let word: String
    /// Where it is.
    let place: Refusal.Place

    /// What is wrong with it where nobody said that such rows are left out.
    var refusal: Refusal {
        Refusal(.input, "row \"\(word)\" adds up others", hint: "leave it out with --skip-totals", place: place)
    }
}

/// Rows of totals that were left out: how many, and what the first of them are.
public struct TotalRows: Sendable, Equatable {
    /// How many.
    public private(set) var count = 0
    /// Word and line of the first of them.
    public private(set) var first: [(word: String, line: Int)] = []
    private static let shown = 10

    /// None.
    public init() {}

    mutating func append(_ row: TotalRow) {
        count += 1
        if first.count < TotalRows.shown { first.append((row.word, row.place.line)) }
    }

    public static func == (left: TotalRows, right: TotalRows) -> Bool {
        left.count == right.count && left.first.elementsEqual(right.first, by: ==)
    }
}

extension TableColumns where Field == ReachField {
    /// The current row where it adds up others: its first text says so, and it names no edition.
    ///
    /// Taken for a figure, it would count every edition again.
    func totalRow(in rows: any RowSource) throws -> TotalRow? {
        guard rows.count > 0 else { return nil }
        let written = try rows.text(0)
        // Names of editions hold a slash, and most files begin their rows with them.
        guard (2...40).contains(written.utf8.count), !written.utf8.contains(UInt8(ascii: "/")) else { return nil }
        let first = trimmed(written)
        guard let byte = first.utf8.first, totalBytes.contains(byte), isTotal(first.lowercased()) else { return nil }
        for field in [ReachField.edition, .series, .title] {
            if let column = column(of: field), column > 1, try text(field, in: rows) != nil { return nil }
        }
        return TotalRow(word: first, place: rows.place(column: 1))
    }

    private func isTotal(_ text: String) -> Bool {
        let word = text.last == ":" ? trimmed(String(text.dropLast())) : text
        if totalWords.contains(word) { return true }
        guard word.last == ")", let bracket = word.firstIndex(of: "(") else { return false }
        return qualifiedWords.contains(trimmed(String(word[..<bracket])))
    }
}
