extension Sheet {
    /// The rows as a page of their own.
    func writeHTML(title: String, to out: inout some TextOutputStream) {
        out.write(HTMLPage.head(title))
        writeTableHTML(to: &out)
        out.write(HTMLPage.foot)
    }

    /// The rows as a table of a page; the first column names the row.
    func writeTableHTML(caption: String? = nil, to out: inout some TextOutputStream) {
        out.write(Sheet.tableHead(columns, caption: caption))
        let numeric = columns.indices.map(isNumeric)
        for row in rows { out.write(Sheet.tableRow(row, numeric: numeric)) }
        out.write(Sheet.tableFoot)
    }

    /// Rows of texts as a table of a page, without those of some columns that hold nothing. No more than one row is held:
    /// they are gone through twice.
    static func writeTableHTML(
        _ columns: [String], _ rows: some Sequence<[Cell]>, withoutEmpty names: Set<String>, caption: String,
        to out: inout some TextOutputStream
    ) {
        let kept = filled(columns, in: rows, of: names)
        let numeric = kept.map { _ in false }
        out.write(tableHead(kept.map { columns[$0] }, caption: caption))
        for row in rows { out.write(tableRow(kept.map { row[$0] }, numeric: numeric)) }
        out.write(tableFoot)
    }

    /// The start of a table with its head line.
    static func tableHead(_ columns: [String], caption: String? = nil) -> String {
        var table = HTML()
        table.add(verbatim: "<div class=\"wide\"><table>\n")
        if let caption { table.add(HTML("caption", [("dir", "auto")], caption)) }
        table.open("thead")
        table.open("tr")
        for column in columns {
            let words = column.split(separator: "_").joined(separator: " ")
            table.add(HTML("th", [("scope", "col")], words))
        }
        table.add(verbatim: "</tr></thead>\n<tbody>\n")
        return table.text
    }

    /// The end of a table.
    static let tableFoot = "</tbody></table></div>\n"

    private static func tableRow(_ row: [Cell], numeric: [Bool]) -> String {
        var line = HTML()
        line.open("tr")
        for (index, cell) in row.enumerated() {
            line.add(Sheet.html(cell, isName: index == 0, isNumeric: numeric[index]))
        }
        line.close("tr")
        line.newLine()
        return line.text
    }

    private static func html(_ cell: Cell, isName: Bool, isNumeric: Bool) -> HTML {
        let words =
            switch cell {
            case .number(let number): grouped(number)
            case .text, .name, .decimal, .day, .flag, .list, .empty: cell.plain
            }
        if isName, cell != .empty { return HTML("th", [("scope", "row"), ("dir", "auto")], words) }
        return HTML("td", isNumeric ? [("class", "number")] : [("dir", "auto")], words)
    }
}

/// Several lists on one page, each under its name.
public enum SheetPage {
    /// Writes the page; empty lists are left out.
    public static func write(
        title: String, facts: [String] = [], _ sheets: [(name: String, sheet: Sheet)],
        to out: inout some TextOutputStream
    ) {
        out.write(HTMLPage.head(title))
        for fact in facts { out.write(HTMLPage.paragraph(fact)) }
        for (name, sheet) in sheets where !sheet.rows.isEmpty {
            sheet.writeTableHTML(caption: name.isEmpty ? nil : name, to: &out)
        }
        out.write(HTMLPage.foot)
    }
}
