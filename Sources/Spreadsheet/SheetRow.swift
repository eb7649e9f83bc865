/// What a cell holds.
public enum SheetValue: Sendable, Hashable {
    /// Nothing, or a format only.
    case empty
    /// Text, as it is written; rich text without its formats and phonetic readings.
    case text(String)
    /// A number in plain decimal digits, such as `1180000` for 1.18E+6. Digits are the file's own; only what
    /// binary arithmetic left behind is dropped (0.10000000000000001 is `0.1`).
    case number(String)
    /// A number in plain decimal digits with the signs and words that its format writes beside it and that say more
    /// than the number alone, such as `>1.5`, `12.5%` and `1235K`.
    case signed(String)
    /// True or false.
    case boolean(Bool)
    /// A number that is shown as a date: `2026-01-05`, `2026-01-05T13:30:00`, or `13:30:00` for a time alone.
    /// A number that is no day (negative, or the 29th of February 1900) stays a number.
    case date(String)
    /// What Excel shows in place of a value, such as `#REF!`.
    case error(String)
    /// A formula whose result is not in the file, because no spreadsheet program has calculated it.
    case formulaWithoutValue
}

/// One row that is written in a sheet. Rows that are not in the file are not given.
public struct SheetRow: Sendable, Equatable {
    /// One cell that is in the file.
    public struct Cell: Sendable, Equatable {
        /// From 0: column A is 0.
        public let column: Int
        /// What it holds; never `.empty`.
        public let value: SheetValue
    }

    /// From 1, as the spreadsheet shows it.
    public let number: Int
    /// Whether it is not shown, by hand or by a filter.
    public let isHidden: Bool
    /// The cells that hold something, by column.
    public let cells: [Cell]

    /// What a column holds; `.empty` where nothing is written.
    public subscript(column: Int) -> SheetValue {
        var low = 0
        var high = cells.count
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].column < column { low = middle + 1 } else { high = middle }
        }
        return low < cells.count && cells[low].column == column ? cells[low].value : .empty
    }

    /// The columns from A to the last that holds something, gaps as `.empty`.
    public var values: [SheetValue] {
        var values: [SheetValue] = []
        for cell in cells {
            while values.count < cell.column { values.append(.empty) }
            values.append(cell.value)
        }
        return values
    }

    /// The place of one of its columns, for messages.
    public func reference(_ column: Int) -> CellReference { CellReference(column: column, row: number) }
}
