extension Sheet {
    /// The rows as a table for people: the head line, and each row as one or more lines, all with line ends.
    ///
    /// Columns align by cells of the terminal. Where `width` is too narrow, long texts go on over several lines, and
    /// where even that is not enough each row becomes a record, a line a column: nothing is cut.
    func table(width: Int?) -> (head: String, rows: [String]) {
        let numeric = columns.indices.map(isNumeric)
        let cells = rows.map { $0.map(Sheet.words) }
        var widths = columns.indices.map { index in
            max(DisplayWidth.of(columns[index]), cells.map { DisplayWidth.of($0[index]) }.max() ?? 0)
        }
        if let width, !Sheet.shrink(&widths, to: width, numeric) {
            // Columns that hold nothing go first.
            let dense = withoutEmpty(Set(columns))
            guard dense.columns.count == columns.count else { return dense.table(width: width) }
            return (head: "", rows: records(cells, width))
        }
        func lines(_ row: [String]) -> String {
            let wrapped = zip(row, widths).map { DisplayWidth.wrap($0, to: $1) }
            let height = wrapped.map(\.count).max() ?? 1
            return (0..<height).map { line in
                var text = ""
                for (index, parts) in wrapped.enumerated() {
                    let part = line < parts.count ? parts[line] : ""
                    text += (index == 0 ? "" : "  ")
                    text += DisplayWidth.pad(part, to: widths[index], right: numeric[index])
                }
                while text.last == " " { text.removeLast() }
                return text + "\n"
            }.joined()
        }
        let head = columns.map { $0.uppercased().split(separator: "_").joined(separator: " ") }
        return (head: lines(head), rows: cells.map(lines))
    }

    /// Whether a column holds numbers, which stand to the right.
    func isNumeric(_ column: Int) -> Bool {
        rows.contains { row in
            switch row[column] {
            case .number, .name, .decimal: true
            case .text, .day, .flag, .list, .empty: false
            }
        }
    }

    private static func words(_ cell: Cell) -> String {
        switch cell {
        case .number(let number): grouped(number)
        case .empty, .list([], between: _): "-"
        case .text, .name, .decimal, .day, .flag, .list: shown(cell.plain)
        }
    }

    /// The rows as records: a line a column, an empty line after each.
    private func records(_ cells: [[String]], _ width: Int) -> [String] {
        let names = columns.map { $0.split(separator: "_").joined(separator: " ") }
        let margin = (names.map(DisplayWidth.of).max() ?? 0) + 2
        return cells.map { row in
            zip(names, row).map { name, cell in
                let lines = DisplayWidth.wrap(cell, to: max(10, width - margin))
                let rest = lines.dropFirst().map { String(repeating: " ", count: margin) + $0 + "\n" }
                return DisplayWidth.pad(name, to: margin) + lines[0] + "\n" + rest.joined()
            }.joined() + "\n"
        }
    }

    /// Narrows the widest columns of text until the line fits; false where it does not fit even so.
    private static func shrink(_ widths: inout [Int], to width: Int, _ numeric: [Bool]) -> Bool {
        var excess = widths.reduce(0, +) + 2 * max(0, widths.count - 1) - width
        while excess > 0 {
            let text = widths.indices.filter { !numeric[$0] && widths[$0] > 14 }
            guard let widest = text.max(by: { widths[$0] < widths[$1] }) else { return false }
            widths[widest] -= 1
            excess -= 1
        }
        return true
    }
}
