import Spreadsheet
import TestSupport

/// Rows of cells as text, read back from what a command wrote.
enum ReadTable {
    /// Every sheet of a workbook by name: rows padded to the width of the header.
    static func workbook(_ bytes: [UInt8]) throws -> [String: [[SheetValue]]] {
        let reader = try XLSXReader(bytes: bytes)
        var sheets: [String: [[SheetValue]]] = [:]
        for (index, sheet) in reader.sheets.enumerated() {
            var rows = try reader.rows(ofSheetAt: index)
            var found: [[SheetValue]] = []
            while let row = try rows.next() {
                let values = row.values
                found.append(values + Array(repeating: .empty, count: max(0, (found.first?.count ?? 0) - values.count)))
            }
            sheets[sheet.name] = found
        }
        return sheets
    }

    /// What stands in a cell of a workbook, as a file of text would say it.
    static func text(_ value: SheetValue) -> String {
        switch value {
        case .empty: ""
        case .text(let text), .number(let text), .signed(let text), .date(let text): text
        case .boolean(let flag): flag ? "true" : "false"
        case .error(let text): "error \(text)"
        case .formulaWithoutValue: "formula"
        }
    }

    /// The records of a text in CSV; the apostrophe before what a spreadsheet would run is taken off.
    static func csv(_ text: String) -> [[String]] { fields(text).map { $0.map(plain) } }

    /// The records of a text in CSV (RFC 4180), by bytes, as they are written.
    static func fields(_ text: String) -> [[String]] {
        var (records, record, field): ([[String]], [String], [UInt8]) = ([], [], [])
        var (isQuoted, wasQuote) = (false, false)
        func end() {
            record.append(String(decoding: field, as: UTF8.self))
            field = []
        }
        for byte in text.utf8 {
            if isQuoted, byte != UInt8(ascii: "\"") {
                field.append(byte)
                continue
            }
            switch byte {
            case UInt8(ascii: "\""):
                if !isQuoted, wasQuote { field.append(byte) }
                isQuoted.toggle()
                wasQuote = !isQuoted
                continue
            case UInt8(ascii: ","): end()
            case UInt8(ascii: "\n"):
                end()
                records.append(record)
                record = []
            case _: field.append(byte)
            }
            wasQuote = false
        }
        return records
    }

    private static func plain(_ field: String) -> String {
        let scalars = field.unicodeScalars
        let rest = scalars.drop { $0 == "'" }
        guard scalars.first == "'", rest.count > 1, "=+-@\t\r＝＋－＠".unicodeScalars.contains(rest[rest.startIndex]) else {
            return field
        }
        // Where another apostrophe follows there are two: one alone is a quotation mark of the text.
        guard rest.contains("'") else { return String(String.UnicodeScalarView(scalars.dropFirst())) }
        return scalars.count == rest.count + 1 ? field : String(String.UnicodeScalarView(scalars.dropFirst(2)))
    }

    /// The records of a text with tabs, as PostgreSQL's COPY writes them; what begins with a quote is in quotes.
    static func tsv(_ text: String) -> [[String]] {
        text.unicodeScalars.split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { field in
                guard field.first != "\"" else { return unquoted(field) }
                let meant: [Unicode.Scalar: Unicode.Scalar] = ["t": "\t", "n": "\n", "r": "\r"]
                var (out, rest) = ([UInt8](), field)
                while let scalar = rest.popFirst() {
                    guard scalar == "\\", let next = rest.popFirst() else {
                        out += Array(String(scalar).utf8)
                        continue
                    }
                    if next == "x", let byte = UInt8(String(String.UnicodeScalarView(rest.prefix(2))), radix: 16) {
                        out.append(byte)
                        rest = rest.dropFirst(2)
                    } else {
                        out += Array(String(meant[next] ?? next).utf8)
                    }
                }
                return String(decoding: out, as: UTF8.self)
            }
        }
    }

    private static func unquoted(_ field: Substring.UnicodeScalarView) -> String {
        var (out, rest) = (String.UnicodeScalarView(), field.dropFirst().dropLast())
        while let scalar = rest.popFirst() {
            out.append(scalar)
            if scalar == "\"" { rest = rest.dropFirst() }
        }
        return String(out)
    }
}
