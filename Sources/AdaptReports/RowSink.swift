import AdaptModel

/// Takes the cells of rows one after the other, so that a long list needs no value for each cell.
protocol RowSink {
    mutating func text(_ text: String)
    /// A sign, a word of a list of ours, a code or a path: there is nothing in it that a format would have to quote.
    mutating func word(_ word: String)
    mutating func number(_ number: Int)
    /// A number that names something; in most formats like any other.
    mutating func name(_ number: Int)
    /// A number with decimals, already written with a full stop.
    mutating func decimal(_ digits: String)
    mutating func day(_ day: Day)
    /// Yes or no, or several texts: only JSON has a form of its own for them.
    mutating func compound(_ cell: Cell)
    mutating func empty()
    /// Ends a row.
    mutating func end()
}

extension RowSink {
    mutating func compound(_ cell: Cell) { text(cell.plain) }

    mutating func word(_ word: String) { text(word) }

    mutating func put(word: String?) {
        guard let word else { return empty() }
        self.word(word)
    }

    mutating func put(_ text: String?) {
        guard let text else { return empty() }
        self.text(text)
    }

    mutating func name(_ number: Int) { self.number(number) }

    mutating func put(_ number: Int?) {
        guard let number else { return empty() }
        self.number(number)
    }

    mutating func put(_ day: Day?) {
        guard let day else { return empty() }
        self.day(day)
    }

    mutating func put(_ cell: Cell) {
        switch cell {
        case .text(let text): self.text(text)
        case .number(let number): self.number(number)
        case .name(let number): name(number)
        case .decimal(let digits): decimal(digits)
        case .day(let day): self.day(day)
        case .flag, .list: compound(cell)
        case .empty: empty()
        }
    }
}

/// Rows that can be written one after the other.
protocol RowSource {
    func write(to sink: inout some RowSink)
}

extension RowSource {
    /// Hands on the rows in a format of lines: csv or tsv under a header (none where `columns` is nil), or jsonl; of
    /// others nothing.
    func writeLines(_ columns: [String]?, as format: Format, _ hand: (String) -> Void) {
        switch format {
        case .csv: writeSeparated(columns, by: .comma, hand)
        case .tsv: writeSeparated(columns, by: .tab, hand)
        case .jsonl:
            LineBytes.fill(hand) { bytes in
                var sink = JSONRows(columns ?? [], into: bytes)
                write(to: &sink)
                sink.finish()
            }
        case .table, .json, .markdown, .html, .xlsx: break
        }
    }

    private func writeSeparated(_ columns: [String]?, by separator: SeparatedRows.Separator, _ hand: (String) -> Void) {
        if let columns { hand(columns.joined(separator: separator.text) + "\n") }
        LineBytes.fill(hand) { bytes in
            var sink = SeparatedRows(by: separator, into: bytes)
            write(to: &sink)
            sink.finish()
        }
    }
}

/// Rows as values.
struct RowCells: RowSink {
    private(set) var rows: [[Cell]] = []
    private var row: [Cell] = []

    mutating func text(_ text: String) { row.append(.text(text)) }
    mutating func number(_ number: Int) { row.append(.number(number)) }
    mutating func name(_ number: Int) { row.append(.name(number)) }
    mutating func decimal(_ digits: String) { row.append(.decimal(digits)) }
    mutating func day(_ day: Day) { row.append(.day(day)) }
    mutating func compound(_ cell: Cell) { row.append(cell) }
    mutating func empty() { row.append(.empty) }
    mutating func end() {
        rows.append(row)
        row = []
    }
}
