import TestSupport
import Testing

/// A sheet that a command wrote, filled in as one does who knows its elements and columns.
struct FilledSheet {
    private(set) var rows: [[String]]

    /// A sheet of what was written as csv.
    init(_ text: String) { rows = ReadTable.csv(text) }

    /// What stands in the row of an element; nil: there is no such row or column.
    func cell(_ element: String, _ column: String) -> String? {
        guard let row = rows.firstIndex(where: { $0.first == element }), let place = rows[0].firstIndex(of: column)
        else { return nil }
        return rows[row][place]
    }

    /// Writes into cells of the row of an element, by their columns.
    mutating func fill(_ element: String, _ cells: [String: String]) throws {
        let found = rows.firstIndex { $0.first == element }
        let row = try #require(found, "\(element)")
        for (column, words) in cells {
            let known = rows[0].firstIndex(of: column)
            let place = try #require(known, "\(column)")
            rows[row][place] = words
        }
    }

    /// Calls the column of an edition otherwise, and where `beside` what stands beside it.
    mutating func call(_ edition: String, _ name: String, beside: Bool = true) {
        rows[0] = rows[0].map { column -> String in
            guard column != edition else { return name }
            guard beside, column.hasPrefix(edition + "_") else { return column }
            return name + String(column.dropFirst(edition.count))
        }
    }

    /// Adds a column, with the same in each row.
    mutating func add(_ column: String, _ words: String) {
        for number in rows.indices { rows[number].append(number == 0 ? column : words) }
    }

    /// It as csv.
    var text: String {
        func quoted(_ words: String) -> String { "\"" + words.replacing("\"", with: "\"\"") + "\"" }
        return rows.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
    }

    /// It as a workbook, where what stands below a column is of a kind: `cell` gives it, or nil for words.
    func workbook(_ column: String, _ cell: (String) -> String?) -> [UInt8] {
        func text(_ words: String) -> String {
            let escaped = words.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            return "<c t=\"inlineStr\"><is><t>\(escaped)</t></is></c>"
        }
        let place = rows[0].firstIndex(of: column)
        var lines = ""
        for (number, row) in rows.enumerated() {
            lines += "<row>"
            for (index, words) in row.enumerated() {
                lines += (number > 0 && index == place ? cell(words) : nil) ?? text(words)
            }
            lines += "</row>"
        }
        return Book(rows: lines).bytes()
    }
}
