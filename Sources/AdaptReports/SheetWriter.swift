import AdaptModel

extension Sheet {
    /// Writes the rows in a format. `width`: cells of the terminal, for a table; nil: as wide as needed.
    public func write(as format: Format, width: Int? = nil, to out: inout some TextOutputStream) {
        switch format {
        case .table:
            let table = table(width: width)
            out.write(table.head)
            for row in table.rows { out.write(row) }
        case .csv: writeCSV(to: &out)
        case .tsv: writeTSV(to: &out)
        case .json: out.write(JSON.array(rows.map(object)).pretty)
        case .jsonl: for row in rows { out.write(object(row).line + "\n") }
        case .markdown: writeMarkdown(to: &out)
        case .html: writeHTML(title: "adapt", to: &out)
        case .xlsx: break
        }
    }

    /// A row as an object whose members are the columns.
    public func object(_ row: [Cell]) -> JSON {
        .object(zip(columns, row).map { ($0, $1.json) })
    }

    private func writeCSV(to out: inout some TextOutputStream) {
        out.write(columns.joined(separator: ",") + "\n")
        for row in rows { out.write(Sheet.line(row, as: .csv)) }
    }

    private func writeTSV(to out: inout some TextOutputStream) {
        out.write(columns.joined(separator: "\t") + "\n")
        for row in rows { out.write(Sheet.line(row, as: .tsv)) }
    }

    private func writeMarkdown(to out: inout some TextOutputStream) {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
        out.write(line(columns))
        out.write(line(columns.indices.map { isNumeric($0) ? "---:" : "---" }))
        for row in rows { out.write(Sheet.line(row, as: .markdown)) }
    }

    /// One row in a format of lines, with its line end: csv, tsv or markdown; of others nothing.
    static func line(_ row: [Cell], as format: Format) -> String {
        switch format {
        case .csv: row.map { quoted(neutralised($0)) }.joined(separator: ",") + "\n"
        case .tsv: row.map { escaped($0.plain) }.joined(separator: "\t") + "\n"
        case .markdown: "| " + row.map { markdown($0.plain) }.joined(separator: " | ") + " |\n"
        case .table, .json, .jsonl, .html, .xlsx: ""
        }
    }

    /// Text that Markdown shows as it is. Scalar by scalar: a sign with a combining mark upon it is one character, and
    /// still a sign.
    static func markdown(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in shown(text).unicodeScalars {
            if "\\|*_`[]<>#".unicodeScalars.contains(scalar) { out.append("\\") }
            out.append(scalar)
        }
        return String(out)
    }

    /// Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers, and a sign alone, stay.
    static func neutralised(_ cell: Cell) -> String {
        guard case .text(let text) = cell, text.unicodeScalars.count > 1, let first = text.unicodeScalars.first,
            "=+-@\t\r＝＋－＠".unicodeScalars.contains(first)
        else { return cell.plain }
        return "'" + text
    }

    private static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 != 0x22 && $0 != 0x2C && $0 != 0x0A && $0 != 0x0D }
        if isPlain, text.first != " ", text.last != " " { return text }
        // Scalar by scalar: a quote with a combining mark upon it is one character, and still ends a field.
        let parts = text.unicodeScalars.split(separator: "\"", omittingEmptySubsequences: false)
        return "\"" + parts.map { String($0) }.joined(separator: "\"\"") + "\""
    }

    /// Tabs and line ends as PostgreSQL's COPY writes them, other control characters made visible.
    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x5C || $0 >= 0x7F }) else { return text }
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": out += "\\t"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\\": out += "\\\\"
            default: out += shown(String(scalar))
            }
        }
        return out
    }
}

/// A number for people: `70,000,000`.
public func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var out = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
        out.append(digit)
    }
    return out
}
