import AdaptModel

extension Sheet: RowSource {
    func write(to sink: inout some RowSink) {
        for row in rows {
            for cell in row { sink.put(cell) }
            sink.end()
        }
    }
}

extension Sheet {
    /// Writes the rows in a format. `width`: cells of the terminal, for a table; nil: as wide as needed.
    public func write(as format: Format, width: Int? = nil, to out: inout some TextOutputStream) {
        switch format {
        case .table:
            let table = table(width: width)
            out.write(table.head)
            for row in table.rows { out.write(row) }
        case .csv, .tsv, .jsonl: writeLines(columns, as: format) { out.write($0) }
        case .json: out.write(JSON.array(rows.map(object)).pretty)
        case .markdown: writeMarkdown(to: &out)
        case .html: writeHTML(title: "adapt", to: &out)
        case .xlsx: break
        }
    }

    /// A row as an object whose members are the columns.
    public func object(_ row: [Cell]) -> JSON {
        .object(zip(columns, row).map { ($0, $1.json) })
    }

    private func writeMarkdown(to out: inout some TextOutputStream) {
        out.write(Sheet.markdownLine(columns))
        out.write(Sheet.markdownLine(columns.indices.map { isNumeric($0) ? "---:" : "---" }))
        for row in rows { out.write(Sheet.markdownLine(row.map { Sheet.markdown($0.plain) })) }
    }

    /// A line of a table; the cells are Markdown.
    static func markdownLine(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

    /// Text that Markdown shows as it is. Scalar by scalar: a sign with a combining mark upon it is one character, and
    /// still a sign.
    static func markdown(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in shown(text).unicodeScalars {
            if "\\|*_`[]<>#~".unicodeScalars.contains(scalar) { out.append("\\") }
            out.append(scalar)
        }
        return String(out)
    }

    /// Tabs, line ends and what a terminal would obey as PostgreSQL's COPY reads them: as letters, or byte by byte.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x5C || $0 >= 0x7F }) else { return text }
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": out += "\\t"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\\": out += "\\\\"
            case let other where shown(String(other)) == String(other): out.unicodeScalars.append(other)
            default:
                for byte in String(scalar).utf8 {
                    out += byte < 16 ? "\\x0" : "\\x"
                    out += String(byte, radix: 16)
                }
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

/// So many of something, for people: `1 row`, `70,000 rows`.
public func grouped(_ number: Int, _ one: String) -> String { grouped(number) + " " + one + (number == 1 ? "" : "s") }
