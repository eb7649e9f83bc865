import AdaptModel

/// How rows that add up others begin: all of them, or only some.
private let totalWords: Set<String> = [
    "total", "totals", "grand total", "grand totals", "subtotal", "subtotals", "sub-total", "sub total",
    "total general",
    "total général", "sous-total", "overall", "overall total", "all titles", "sum", "gesamt", "gesamtsumme", "summe",
    "zwischensumme", "totale", "suma", "somme", "итого", "всего", "المجموع", "합계", "합 계", "총계", "소계", "合计", "总计",
    "小计", "合計", "總計", "総計", "小計", "計", "總和", "总和", "총합", "총합계", "gesamtergebnis", "teilergebnis",
    "total result", "totaux", "totale complessivo", "totale generale", "subtotale", "suma total", "total geral",
    "totaal", "subtotaal", "eindtotaal", "algemeen totaal", "toplam", "genel toplam", "ara toplam", "totalt",
    "totalsumma", "totalsum", "hovedtotal", "i alt", "yhteensä", "kaikki yhteensä", "celkem", "celkový součet", "spolu",
    "razem", "ogółem", "łącznie", "suma końcowa", "összesen", "végösszeg", "общий итог", "усього", "всього", "разом",
    "ukupno", "skupaj", "kokku", "kopā", "iš viso", "σύνολο", "γενικό σύνολο", "סה\"כ", "סה״כ", "סך הכל", "الإجمالي",
    "المجموع الكلي", "مجموع", "कुल", "कुल योग", "योग", "รวม", "รวมทั้งหมด", "ผลรวม", "tổng", "tổng cộng", "jumlah",
    "jumlah keseluruhan",
]

/// The first bytes of those words, capital or small, wide or in parts, so that most rows are told by one byte.
private let totalBytes = Set(totalWords.flatMap { [$0.utf8.first, $0.uppercased().utf8.first] }.compactMap(\.self))
    .union([0xEF, 0xE1])

/// Those that a currency or the like in brackets may follow, as in `TOTAL (USD)`.
private let qualifiedWords: Set<String> = [
    "total", "totals", "grand total", "subtotal", "sub-total", "totaal", "toplam", "totale", "gesamt", "summe",
]

/// A row that adds up others.
struct TotalRow {
    /// Its first text.
    let word: String
    /// Whether that may be a title, as it is more than a word for totals.
    let mayBeTitle: Bool
    /// Where it is.
    let place: Refusal.Place

    /// What is wrong with it where nobody said that such rows are left out.
    var refusal: Refusal {
        Refusal(
            .input, "row \"\(word)\" adds up others",
            hint: "leave it out with --skip-totals; where it is a title: --not-total \"\(word)\"", place: place)
    }
}

/// Rows of totals that were left out: how many, and what the first of them are.
public struct TotalRows: Sendable, Equatable {
    /// How many.
    public private(set) var count = 0
    /// Word and line of the first of them.
    public private(set) var first: [(word: String, line: Int)] = []
    private static let shown = 10
    private var last = 0

    /// None.
    public init() {}

    /// Where each week has a column, a row comes once for each of them.
    mutating func append(_ row: TotalRow) {
        guard row.place.line != last else { return }
        last = row.place.line
        count += 1
        if first.count < TotalRows.shown { first.append((row.word, row.place.line)) }
    }

    public static func == (left: TotalRows, right: TotalRows) -> Bool {
        left.count == right.count && left.first.elementsEqual(right.first, by: ==)
    }
}

/// Those that stand behind the name of a group, or before it, where its rows are added up, besides: `Heat Result`.
private let groupWords: Set<String> = ["result", "ergebnis", "résultat", "resultado", "汇总", "彙總", "요약", "集計"]

/// Tells the rows of a file that add up others, one row after the other: its first text says so, alone, at its end, or
/// beside the first text of the rows above, and it names no edition.
///
/// Taken for a figure, it would count every edition again.
struct TotalRowFinder {
    /// Texts that do not say so.
    private let titles: Set<String>
    /// What the other rows add up to.
    var sums = TotalSums()
    /// The first text of the last row that was read, is of no total and has one.
    private var group = ""
    /// The same of the first row of each owner, for rows like it that are not read again; and the owner of the last.
    private var groups: [Int32: String] = [:]
    private var passed: Int32?

    /// Rows that begin with `titles` are none.
    init(but titles: [String]) { self.titles = Set(titles.map { narrowed(trimmed($0)) }) }

    /// The current row where it adds up others.
    mutating func total(in rows: any RowSource, _ columns: ReachColumns) throws -> TotalRow? {
        guard rows.count > 0 else { return nil }
        let written = try rows.text(0)
        guard saysTotal(written), !titles.contains(narrowed(trimmed(written))) else {
            if !written.isEmpty { (group, passed) = (written, nil) }
            return nil
        }
        for field in [ReachField.edition, .series, .title, .externalID] {
            guard let column = columns.column(of: field), column > 1 else { continue }
            if try columns.text(field, in: rows) != nil { return nil }
        }
        let word = trimmed(written)
        return TotalRow(word: word, mayBeTitle: !isTotal(narrowed(word)), place: rows.place(column: 1))
    }

    /// Notes whose figure the row is that was read last.
    mutating func keep(_ owner: Int32) { if groups[owner] == nil { groups[owner] = group } }

    /// Notes that a row which is not read any further is the first of its owner.
    mutating func keep(_ owner: Int32, from rows: any RowSource) {
        if let written = try? rows.text(0), !written.isEmpty { (group, passed) = (written, nil) }
        keep(owner)
    }

    /// Passes over a row of an owner that was kept.
    mutating func pass(_ owner: Int32) { passed = owner }

    private func saysTotal(_ written: String) -> Bool {
        if let word = besideGroup(written), groupWords.contains(word) || isTotal(word) { return true }
        let end = written.utf8.last == UInt8(ascii: ":") ? written.utf8.dropLast() : written.utf8[...]
        if end.count > 6, end.suffix(6).elementsEqual(" total".utf8, by: { $0 | 0x20 == $1 }) { return true }
        // Names of editions hold a slash, and most files begin their rows with them.
        guard (2...40).contains(written.utf8.count), !written.utf8.contains(UInt8(ascii: "/")) else { return false }
        let first = trimmed(written)
        guard let byte = first.utf8.first, totalBytes.contains(byte) else { return false }
        return isTotal(narrowed(first))
    }

    /// What a text says besides the first one of the rows above, as `total` of `Heat Total` below `Heat`.
    private func besideGroup(_ text: String) -> String? {
        let (all, name) = (text.utf8, (passed.flatMap { groups[$0] } ?? group).utf8)
        guard !name.isEmpty, all.count > name.count + 1 else { return nil }
        let rest: Substring
        if all.starts(with: name) {
            rest = text[all.index(all.startIndex, offsetBy: name.count)...]
            guard rest.first?.isWhitespace == true else { return nil }
        } else if all.suffix(name.count).elementsEqual(name) {
            rest = text[..<all.index(all.endIndex, offsetBy: -name.count)]
            guard rest.last?.isWhitespace == true else { return nil }
        } else {
            return nil
        }
        return narrowed(trimmed(String(rest)))
    }
}

/// Whether a text is a word for totals and nothing else.
func isWordOfTotals(_ text: String) -> Bool { isTotal(narrowed(trimmed(text))) }

private func isTotal(_ text: String) -> Bool {
    let word = text.last == ":" ? trimmed(String(text.dropLast())) : text
    if totalWords.contains(word) { return true }
    guard word.last == ")", let bracket = word.firstIndex(of: "(") else { return false }
    return qualifiedWords.contains(trimmed(String(word[..<bracket])))
}

/// In small letters of the usual width. Texts of the same letters are equal, in whatever parts they are written.
private func narrowed(_ text: String) -> String {
    let letters = text.unicodeScalars.map { scalar in
        (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
    }
    return String(String.UnicodeScalarView(letters)).lowercased()
}
