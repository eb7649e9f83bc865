import AdaptModel

/// A file of figures with its header read.
struct ReachFile {
    private var table: TableFile
    let columns: ReachColumns
    private let leftOut: Set<Int>
    let wide: WideColumns?
    /// How many bytes it has; nil where nobody knows before they are read.
    let size: Int?
    /// Which of the figures of a row is the current one, and the line of the row.
    private var position = (column: 0, line: 0)

    /// At the current figure.
    var reader: any RowSource { wide?.row(position.column, of: table.rows) ?? table.rows }
    /// Which of the figures of its row it is, from 0.
    var figureNumber: Int { position.column }
    /// Columns of the file that nothing is taken from.
    var ignored: [String] { unread.map { heading.names[$0] } }
    private var unread: [Int] { columns.ignoredPositions.filter { wide?.holds($0) != true } }
    /// The header.
    var heading: TableHeading { table.heading }
    /// What stands above the header.
    var titles: [String] { table.titles }
    /// What was read though it is hidden, so far.
    var hidden: HiddenCells { table.hidden(in: table.taken) }
    /// What a workbook holds beside the sheet that is read.
    var unreadSheets: UnreadSheets { table.unreadSheets }
    /// How its rows were found.
    var layout: FileLayout { table.layout }
    /// The first of them.
    var first: FirstRows { table.first }

    /// Reads the header; the rows in the lines `leftOut` are passed over. Throws a `Refusal` (input): an empty file, a
    /// column that is missing, one with figures of which nobody knows what they are.
    init(_ source: ByteSource, _ options: ImportReach.Options, leavingOut leftOut: Set<Int> = []) throws {
        self.leftOut = leftOut
        size = source.size
        let opened = try TableFile.open(source, options.reading, known: options.known) { try options.columns(of: $0) }
        (table, columns, wide) = (opened.file, opened.columns.columns, opened.columns.wide)
        var faults = Faults()
        let unread = Set(unread)
        table.taken = heading.names.indices.filter { !unread.contains($0) }
        wide?.judge(columns, in: table.heading, options.habits, &faults)
        judgeUnread(options, &faults)
        try faults.throwIfAny()
    }

    /// Tells the columns that nothing is taken from though they hold figures by the look of it: where each week has a
    /// column, all of those; elsewhere those with a week at their head.
    private func judgeUnread(_ options: ImportReach.Options, _ faults: inout Faults) {
        let named = Set(options.ignoring.map { $0.lowercased() })
        for index in unread where !named.contains(heading.names[index].lowercased()) {
            let name = heading.names[index]
            let isWeek = WideColumns.isWeek(name)
            let isDay = wide != nil && !Day.readings(of: name).isEmpty
            guard isWeek || isDay || wide != nil && holdsFigures(index, options.habits.numbers) else { continue }
            let way =
                isDay
                ? "--wide week_ending where a week ends on the day, --wide week where it begins on it; "
                : isWeek ? "--wide week where it has a week's figures; " : ""
            faults.add(
                Refusal(
                    .input, "column \"\(name)\" has figures, and nothing is taken from it",
                    hint: way + "to leave it out: --ignore \(pasted(name))",
                    place: heading.place.moved(column: index + 1)))
        }
    }

    /// Whether the first texts in a column are figures, all of them.
    private func holdsFigures(_ index: Int, _ numbers: NumberReading) -> Bool {
        let texts = first.texts(index)
        return !texts.isEmpty
            && texts.allSatisfy { cell in
                do { return try ReachColumns.figure(cell, numbers) != nil } catch { return false }
            }
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
    /// What only reports of this program have beside each other: how sure a figure is they say in columns of their own.
    private static let ownColumns: Set = ["editions", "scope", "comparator", "flags"]

    /// How many columns of a header have a meaning.
    func known(_ heading: TableHeading) -> Int {
        ReachField.known(in: heading, map: map) { WideColumns.isWeek($0.uppercased()) }
    }

    /// What the columns of a header mean. Throws a `Refusal` (input) where one is missing.
    func columns(of heading: TableHeading) throws -> (columns: ReachColumns, wide: WideColumns?) {
        guard !Self.ownColumns.isSubset(of: heading.names) else {
            throw Refusal(
                .input, "file is a report of figures that are recorded already",
                hint: "to correct some, write edition, metric, source, week and value into a file of their own",
                place: heading.place)
        }
        let wide = WideColumns(of: heading, self)
        let long = wide?.long(heading) ?? heading
        try heading.require(ignored: ignoring)
        try requireSaidOnce(in: heading, wide)
        let columns = try ReachColumns(of: long, map: map, constants: constants, ignoring: ignoring)
        try columns.requireFigure(in: heading)
        return (columns, wide)
    }

    /// What is said for all rows is for files that do not say it themselves.
    private func requireSaidOnce(in heading: TableHeading, _ wide: WideColumns?) throws {
        let mapped = Set(map.map { $0.column.lowercased() })
        for (field, text) in constants.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let name = field.rawValue
            let isIgnored = ignoring.contains { $0.lowercased() == name }
            // A column that was given another meaning has not that of its name; but a week is one by any.
            let isFree = !isIgnored && (field == .week || !mapped.contains(name))
            let named = heading.names.first { $0.lowercased() == name && isFree }
            let column = named ?? map.first { $0.field == name }?.column
            let columns = field == .week ? wide.map { _ in "columns say" } : nil
            guard let words = column.map({ "column \"\($0)\" says" }) ?? columns else { continue }
            throw Refusal(
                .input,
                "\(words) the \(field == .published ? "day of publication" : name), and so does --\(name) \(text)",
                hint: "leave out --\(name), or --ignore the column", place: heading.place)
        }
    }
}
