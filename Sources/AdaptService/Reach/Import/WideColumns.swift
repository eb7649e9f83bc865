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

    /// Whether a column of the file is one of these, by its position.
    func holds(_ index: Int) -> Bool { columns.contains { $0.index == index } }

    /// The columns with a week at their head; nil: none, the file has a row a figure.
    ///
    /// Unasked they are only recognised where they are certain: ISO weeks, and no column of values.
    init?(of heading: TableHeading, _ options: ImportReach.Options) {
        let mapped = Set(options.map.map { $0.column.lowercased() })
        let hasValue =
            options.map.contains { $0.field == "value" } || heading.names.contains { $0.lowercased() == "value" }
        guard options.wide != nil || !hasValue else { return nil }
        let ignoring = Set(options.ignoring.map { $0.lowercased() })
        let found = heading.names.enumerated().filter { _, name in
            guard !mapped.contains(name.lowercased()), !ignoring.contains(name.lowercased()) else { return false }
            if WideColumns.isWeek(name) { return options.wide != .weekEnding }
            return options.wide != nil && !Day.readings(of: name).isEmpty
        }
        guard !found.isEmpty else { return nil }
        columns = found.map { (index: $0.offset, head: $0.element) }
        field = options.wide == .weekEnding ? .weekEnding : .week
        width = heading.names.count
    }

    static func isWeek(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        return bytes.count == 8 && bytes[4] == UInt8(ascii: "-") && bytes[5] == UInt8(ascii: "W")
            && (bytes[..<4] + bytes[6...]).allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The heading as that of a file with a row a figure: two more columns hold the week and the figure.
    func long(_ heading: TableHeading) -> TableHeading {
        TableHeading(names: heading.names + [field.rawValue, "value"], place: heading.place)
    }

    /// Tells the heads that stand for no week.
    func judge(
        _ longColumns: ReachColumns, in heading: TableHeading, _ habits: ReachReading, _ faults: inout Faults
    ) {
        let rows = HeadingRow(heading: heading)
        for position in columns.indices {
            do { _ = try longColumns.window(in: row(position, of: rows), habits) } catch let refusal as Refusal {
                let day = Day.readings(of: columns[position].head, habits.dates).first
                let way: String? =
                    switch (field, day?.weekday) {
                    case (.week, 7?):
                        "where weeks end on that day: --wide week_ending; where they start on it: --week-start sunday"
                    case (.week, 6?): "where weeks end on that day: --wide week_ending --week-start sunday"
                    case (.weekEnding, 1?): "where weeks begin on that day: --wide week"
                    case _: refusal.hint
                    }
                faults.add(Refusal(refusal.kind, refusal.message, hint: way, place: refusal.place))
            } catch {
                continue
            }
        }
    }

    /// The week that each column is of, by its position.
    func heads(in heading: TableHeading, _ longColumns: ReachColumns, _ habits: ReachReading) -> [Int: String] {
        let rows = HeadingRow(heading: heading)
        var found: [Int: String] = [:]
        for (position, column) in columns.enumerated() {
            do {
                let window = try longColumns.window(in: row(position, of: rows), habits)
                found[column.index] = window.window.map { "\(Week(of: $0.last))" } ?? column.head
            } catch {
                found[column.index] = column.head
            }
        }
        return found
    }

    /// The header as a row, in which nothing stands but at the heads of weeks.
    private struct HeadingRow: RowSource {
        let heading: TableHeading

        var count: Int { heading.names.count }
        var isBroken: Bool { true }

        func next() throws -> Bool { false }
        func text(_ index: Int) throws -> String { "" }
        func place(column: Int?) -> Refusal.Place { heading.place.moved(column: column) }
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
