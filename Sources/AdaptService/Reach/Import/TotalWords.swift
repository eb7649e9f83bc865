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
let totalBytes = Set(totalWords.flatMap { [$0.utf8.first, $0.uppercased().utf8.first] }.compactMap(\.self))
    .union([0xEF, 0xE1])

/// Those that a currency or the like in brackets may follow, as in `TOTAL (USD)`.
private let qualifiedWords: Set<String> = [
    "total", "totals", "grand total", "subtotal", "sub-total", "totaal", "toplam", "totale", "gesamt", "summe",
]

/// Whether a text is a word for totals and nothing else.
func isWordOfTotals(_ text: String) -> Bool { isTotal(narrowed(trimmed(text))) }

/// The same of a text that is `narrowed` and has no blanks at its ends.
func isTotal(_ text: String) -> Bool {
    let word = text.last == ":" ? trimmed(String(text.dropLast())) : text
    if totalWords.contains(word) { return true }
    guard word.last == ")", let bracket = word.firstIndex(of: "(") else { return false }
    return qualifiedWords.contains(trimmed(String(word[..<bracket])))
}

/// In small letters of the usual width. Texts of the same letters are equal, in whatever parts they are written.
func narrowed(_ text: String) -> String {
    let letters = text.unicodeScalars.map { scalar in
        (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
    }
    return String(String.UnicodeScalarView(letters)).lowercased()
}
