public import AdaptModel

/// One value of a table of results.
public enum Cell: Sendable, Equatable {
    case text(String)
    case number(Int)
    /// A number that names something, as of an operation or a revision: it is never grouped.
    case name(Int)
    /// A number with decimals, already written with a full stop.
    case decimal(String)
    /// A day, which a spreadsheet can count with.
    case day(Day)
    /// Yes or no.
    case flag(Bool)
    /// Several texts, which stand in rows with `between` between them; where that is a semicolon, one of a text's own is
    /// doubled.
    case list([String], between: String)
    /// Nothing to say: not recorded, not reported, does not apply.
    case empty

    /// Text, or nothing.
    public init(_ text: String?) { self = text.map { .text($0) } ?? .empty }

    /// A number, or nothing.
    public init(_ number: Int?) { self = number.map { .number($0) } ?? .empty }

    /// A day, or nothing.
    public init(_ day: Day?) { self = day.map { .day($0) } ?? .empty }

    /// Texts in one cell, a blank between them: the first `most` and how many more there are; nil: all of them.
    static func few(_ texts: [String], most: Int?) -> Cell {
        let named = Array(texts.prefix(most ?? texts.count))
        let rest = texts.count - named.count
        let words = named + (rest > 0 ? ["and \(grouped(rest)) more"] : [])
        return words.isEmpty ? .empty : .text(words.joined(separator: " "))
    }

    /// As written in files: digits only, nothing for nothing.
    var plain: String {
        switch self {
        case .text(let text): text
        case .number(let number), .name(let number): String(number)
        case .decimal(let digits): digits
        case .day(let day): day.description
        case .flag(let flag): flag ? "true" : "false"
        case .list(let texts, let between):
            (between.hasPrefix(";") ? texts.map { doubled(";", in: $0) } : texts).joined(separator: between)
        case .empty: ""
        }
    }

    var json: JSON {
        switch self {
        case .text(let text): .string(text)
        case .number(let number), .name(let number): .int(number)
        case .decimal(let digits): .number(digits)
        case .day(let day): .string(day.description)
        case .flag(let flag): .bool(flag)
        case .list(let texts, _): .array(texts.map { .string($0) })
        case .empty: .null
        }
    }
}

/// A text with each of some sign twice, which then stands alone only between texts.
private func doubled(_ sign: Unicode.Scalar, in text: String) -> String {
    var found = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { found.append(contentsOf: scalar == sign ? [scalar, scalar] : [scalar]) }
    return String(found)
}

/// Results as rows with named columns, which every format of rows can show.
public struct Sheet: Sendable {
    /// Names of the columns, as machines read them.
    public let columns: [String]
    /// Rows; as many cells as columns.
    public var rows: [[Cell]]

    /// Rows with named columns.
    public init(columns: [String], rows: [[Cell]]) {
        self.columns = columns
        self.rows = rows
    }
}

extension Sheet {
    /// The sheet without some columns.
    public func without(_ names: Set<String>) -> Sheet {
        let kept = columns.indices.filter { !names.contains(columns[$0]) }
        return Sheet(columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
    }

    /// The sheet without those of some columns that hold nothing.
    public func withoutEmpty(_ names: Set<String>) -> Sheet {
        let kept = Sheet.filled(columns, in: rows, of: names)
        return Sheet(columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
    }

    /// Places of all columns but those of some names that hold nothing.
    static func filled(_ columns: [String], in rows: some Sequence<[Cell]>, of names: Set<String>) -> [Int] {
        var empty = columns.indices.filter { names.contains(columns[$0]) }
        for row in rows {
            if empty.isEmpty { break }
            empty.removeAll { row[$0] != .empty }
        }
        return columns.indices.filter { !empty.contains($0) }
    }
}

/// How results are written.
public enum Format: String, Sendable, CaseIterable {
    case table, csv, tsv, json, jsonl, markdown, html
    /// A workbook: a file of bytes, not text. What writes text writes nothing for it; see `Workbook`.
    case xlsx

    /// What every list and report has.
    public static let reports: [Format] = [.table, .csv, .tsv, .json, .jsonl, .markdown, .html, .xlsx]
}
