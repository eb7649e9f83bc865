import AdaptModel

/// A file of figures with its header read.
struct ReachFile {
    private var table: TableFile
    let columns: ReachColumns
    private let leftOut: Set<Int>
    private let wide: WideColumns?
    /// Which of the figures of a row is the current one, and the line of the row.
    private var position = (column: 0, line: 0)

    /// At the current figure.
    var reader: any RowSource { wide?.row(position.column, of: table.rows) ?? table.rows }
    /// Columns of the file that nothing is taken from.
    var ignored: [String] { columns.ignored.filter { wide?.heads.contains($0) != true } }
    /// The header.
    var heading: TableHeading { table.heading }
    /// What stands above the header.
    var titles: [String] { table.titles }

    /// Reads the header; the rows in the lines `leftOut` are passed over. Throws a `Refusal` (input): an empty file, a
    /// column that is missing.
    init(_ source: ByteSource, _ options: ImportReach.Options, leavingOut leftOut: Set<Int> = []) throws {
        self.leftOut = leftOut
        let opened = try TableFile.open(source, options.reading) { try options.columns(of: $0) }
        (table, columns, wide) = (opened.file, opened.columns.columns, opened.columns.wide)
    }

    /// What rows said before; nil where no two rows are alike, or a row stands for several figures.
    func seenRows(_ habits: ReachReading) -> SeenRows? { wide == nil ? SeenRows(columns, habits) : nil }

    /// Where a field of the current row is.
    func place(of field: ReachField) -> Refusal.Place { reader.place(column: columns.column(of: field)) }

    /// Goes to the next figure and gives its line; nil at the end. Rows that cannot be read go to `faults`.
    mutating func next(_ faults: (Refusal) -> Void) throws -> Int? {
        if let wide, position.line > 0, position.column + 1 < wide.count {
            position.column += 1
            return position.line
        }
        let leftOut = leftOut
        while let line = try table.next({ if !leftOut.contains($0.place?.line ?? 0) { faults($0) } }) {
            guard !leftOut.contains(line) else { continue }
            position = (0, line)
            return line
        }
        return nil
    }
}

extension ImportReach.Options {
    /// What the columns of a header mean. Throws a `Refusal` (input) where one is missing.
    func columns(of heading: TableHeading) throws -> (columns: ReachColumns, wide: WideColumns?) {
        let wide = WideColumns(of: heading, self)
        let long = wide?.long(heading) ?? heading
        let columns = try ReachColumns(of: long, map: map, constants: constants)
        try columns.requireFigure(in: heading)
        return (columns, wide)
    }
}
