import AdaptModel

/// The columns of a file with one a week: each row stands for as many figures as it has such columns.
struct WideColumns: Sendable {
    /// Positions of the columns, and what their heads say.
    private let columns: [(index: Int, head: String)]
    /// What a head is.
    private let field: ReachField
    private let width: Int

    /// How many figures a row stands for.
    var count: Int { columns.count }
    /// What the heads say.
    var heads: Set<String> { Set(columns.map(\.head)) }

    /// The columns with a week at their head; nil: none, the file has a row a figure.
    ///
    /// Unasked they are only recognised where they are certain: ISO weeks, and no column of values.
    init?(of heading: TableHeading, _ options: ImportReach.Options) {
        let mapped = Set(options.map.map { $0.column.lowercased() })
        let hasValue =
            options.map.contains { $0.field == "value" } || heading.names.contains { $0.lowercased() == "value" }
        guard options.wide != nil || !hasValue else { return nil }
        let found = heading.names.enumerated().filter { _, name in
            guard !mapped.contains(name.lowercased()) else { return false }
            if WideColumns.isWeek(name) { return options.wide != .weekEnding }
            return options.wide != nil && !Day.readings(of: name).isEmpty
        }
        guard !found.isEmpty else { return nil }
        columns = found.map { (index: $0.offset, head: $0.element) }
        field = options.wide == .weekEnding ? .weekEnding : .week
        width = heading.names.count
    }

    private static func isWeek(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        return bytes.count == 8 && bytes[4] == UInt8(ascii: "-") && bytes[5] == UInt8(ascii: "W")
            && (bytes[..<4] + bytes[6...]).allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The heading as that of a file with a row a figure: two more columns hold the week and the figure.
    func long(_ heading: TableHeading) -> TableHeading {
        TableHeading(names: heading.names + [field.rawValue, "value"], place: heading.place)
    }

    /// The figure in one of the columns of a row, as a row of its own.
    func row(_ position: Int, of rows: any RowSource) -> any RowSource {
        Cell(rows: rows, head: columns[position].head, column: columns[position].index, width: width)
    }

    private struct Cell: RowSource {
        var rows: any RowSource
        let head: String
        let column: Int
        let width: Int

        var count: Int { width + 2 }
        var isBroken: Bool { rows.isBroken }

        mutating func next() throws -> Bool { try rows.next() }
        mutating func begin(columns: Int) { rows.begin(columns: columns) }

        func text(_ index: Int) throws -> String {
            index == width ? head : try rows.text(index > width ? column : index)
        }

        func isNumber(_ index: Int) -> Bool { index != width && rows.isNumber(index > width ? column : index) }

        func place(column: Int?) -> Refusal.Place {
            rows.place(column: column.map { $0 > width ? self.column + 1 : $0 })
        }
    }
}
