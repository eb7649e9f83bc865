import AdaptModel
import Postgres

/// A file of figures with its header read.
struct ReachFile {
    private var table: TableFile
    let columns: ReachColumns

    /// At the current row.
    var reader: any RowSource { table.rows }
    /// The header.
    var heading: TableHeading { table.heading }
    /// What stands above the header.
    var titles: [String] { table.titles }

    /// Reads the header. Throws a `Refusal` (input): an empty file, a column that is missing.
    init(_ source: ByteSource, _ options: ImportReach.Options) throws {
        (table, columns) = try TableFile.open(source, options.reading) { heading in
            let columns = try ReachColumns(of: heading, map: options.map, constants: options.constants)
            try columns.requireFigure(in: heading)
            return columns
        }
    }

    /// Goes to the next row and gives its line; nil at the end. Rows that cannot be read go to `faults`.
    mutating func next(_ faults: (Refusal) -> Void) throws -> Int? { try table.next(faults) }
}

extension BinaryCopyWriter {
    /// Adds a row of table `incoming`.
    mutating func put(
        _ row: ReachRow, _ figure: Figure, _ target: ReachNames.Target, line: Int, today: Day
    ) {
        beginRow(columns: 14)
        put(Int32(line))
        put(Int32(target.series))
        put(Int32(target.subject))
        put(Int32(target.measure))
        putDay(row.window?.first)
        putDay(row.window?.last)
        if let days = row.spanDays { put(Int16(clamping: days)) } else { putNull() }
        putDay(row.published ?? today)
        put(Int64(figure.low))
        if let high = figure.high { put(Int64(high)) } else { putNull() }
        put(figure.estimated)
        put(row.windowInferred)
        put(figure.comparator.rawValue)
        if let wording = row.wording { put(wording) } else { putNull() }
    }

    private mutating func putDay(_ day: Day?) {
        // PostgreSQL counts days from 2000-01-01, which is day 10957 of 1970's.
        if let day { put(Int32(day.number - 10_957)) } else { putNull() }
    }
}
