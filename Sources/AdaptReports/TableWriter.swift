extension Sheet {
    /// The rows as a table for people: the head line, and each row as one or more lines, all with line ends.
    ///
    /// Columns align by cells of the terminal. Where `width` is too narrow, long texts go on over several lines:
    /// nothing is cut.
    func table(width: Int?) -> (head: String, rows: [String]) {
        let numeric = columns.indices.map(isNumeric)
        let cells = rows.map { $0.map(Sheet.words) }
        var widths = columns.indices.map { index in
            max(DisplayWidth.of(columns[index]), cells.map { DisplayWidth.of($0[index]) }.max() ?? 0)
        }
        if let width { Sheet.shrink(&widths, to: width, numeric) }
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
            case .number, .decimal: true
            case .text, .empty: false
            }
        }
    }

    private static func words(_ cell: Cell) -> String {
        switch cell {
        case .number(let number): grouped(number)
        case .empty: "-"
        case .text, .decimal: shown(cell.plain)
        }
    }

    /// Narrows the widest columns of text until the line fits.
    private static func shrink(_ widths: inout [Int], to width: Int, _ numeric: [Bool]) {
        var excess = widths.reduce(0, +) + 2 * max(0, widths.count - 1) - width
        while excess > 0 {
            let text = widths.indices.filter { !numeric[$0] && widths[$0] > 14 }
            guard let widest = text.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
            excess -= 1
        }
    }
}
