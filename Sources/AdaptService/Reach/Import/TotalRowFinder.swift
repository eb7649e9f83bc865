import AdaptModel

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
