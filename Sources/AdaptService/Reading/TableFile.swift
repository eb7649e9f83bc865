import AdaptModel

/// A file of rows below a header.
struct TableFile {
    /// At the current row.
    private(set) var rows: any RowSource
    /// The header.
    let heading: TableHeading
    /// What stands above the header, row by row.
    let titles: [String]
    /// How its rows were found.
    let layout: FileLayout
    /// The first of them.
    let first: FirstRows
    /// Positions of the columns that something is taken from.
    var taken: [Int] = []

    /// Opens a file at the first of its rows that `columns` takes for a header, and gives what it made of it.
    ///
    /// `known`: how many columns of a header have a meaning. Throws a `Refusal` (input): an empty file, a header that is no
    /// text; and where it takes none, what `columns` refuses in the row of which most is known, but for rows that stand
    /// below names as those of a table do, or in the first.
    static func open<Columns>(
        _ source: ByteSource, _ options: ReadingOptions, known: (TableHeading) -> Int,
        columns: (TableHeading) throws -> Columns
    ) throws -> (file: TableFile, columns: Columns) {
        var nearest: (known: Int, refusal: any Error)?
        let opened = try openRows(source, options, known: known) { heading in
            do {
                _ = try columns(heading)
                return true
            } catch {
                // A comparison of ours is one: split otherwise, its rows would only seem to be something else.
                guard heading.editionsSideBySide.isEmpty else {
                    nearest = (.max, error)
                    return true
                }
                let known = heading.isBelowNames ? 0 : known(heading)
                if known > nearest?.known ?? 0 { nearest = (known, error) }
                return false
            }
        }
        var (rows, above) = (opened.rows, opened.above)
        var titles: [String] = []
        for _ in 0..<above where try rows.next() {
            titles.append(try rows.heading().names.filter { !$0.isEmpty }.joined(separator: " "))
        }
        guard try rows.next() else {
            throw Refusal(.input, "file is empty", hint: "it needs a header line", place: rows.place())
        }
        let heading = try rows.heading()
        let found = try rows.namingSheets {
            do { return try columns(heading) } catch { throw nearest?.refusal ?? error }
        }
        rows.begin(columns: heading.names.count)
        let layout = FileLayout(rows: opened.layout, header: heading.place.line)
        let first = FirstRows(try opened.ahead())
        return (TableFile(rows: rows, heading: heading, titles: titles, layout: layout, first: first), found)
    }

    /// Goes to the next row and gives its line; nil at the end. Rows that cannot be read go to `faults`.
    mutating func next(_ faults: (Refusal) -> Void) throws -> Int? {
        while !rows.isBroken {
            do {
                guard try rows.next() else { return nil }
                if isBlank { continue }
                if let fault = misfit { throw fault }
                return rows.line
            } catch let refusal as Refusal where refusal.kind == .input {
                faults(refusal)
            }
        }
        return nil
    }

    /// Goes to the next row and gives all its fields; nil at the end.
    ///
    /// Throws a `Refusal` (input) for a row that is no text; whether one can go on then, `rows.isBroken` says.
    mutating func nextRow() throws -> TableRow? {
        repeat { guard !rows.isBroken, try rows.next() else { return nil } } while isBlank
        var fault = misfit
        let fields = try (0..<rows.count).map { index in
            do {
                return try rows.text(index)
            } catch let refusal as Refusal {
                guard let error = rows.error(index) else { throw refusal }
                fault = fault ?? refusal
                return error
            }
        }
        let noWords = fields.indices.compactMap { index in rows.noWords(index).map { (index, $0) } }
        return TableRow(
            place: rows.place(), fields: fields, misfit: fault, noWords: Dictionary(uniqueKeysWithValues: noWords))
    }

    /// What was read though its author has hidden it, of some columns, all rows so far.
    func hidden(in columns: [Int]) -> HiddenCells {
        let (count, hidden) = rows.hidden
        return HiddenCells(rows: count, columns: hidden.filter(columns.contains).map { heading.names[$0] })
    }

    /// What a workbook holds beside the sheet that is read.
    var unreadSheets: UnreadSheets { rows.unreadSheets }

    /// Whether the current row has fields and nothing in them, as spreadsheets leave behind.
    private var isBlank: Bool {
        (0..<rows.count).allSatisfy { index in
            if case .empty = rows.plain(index) { return true }
            return false
        }
    }

    /// What is wrong with the current row, whatever it says: the number of its fields, or that some are merged.
    private var misfit: Refusal? {
        guard rows.count != heading.names.count else { return rows.merged(in: taken) }
        return Refusal(
            .input, "row has \(rows.count) field\(rows.count == 1 ? "" : "s"), the header \(heading.names.count)",
            hint: "quote fields that hold the delimiter", place: rows.place())
    }
}

/// A row, kept.
struct TableRow: Sendable {
    /// Where it is.
    let place: Refusal.Place
    /// Its fields as they stand in the file.
    let fields: [String]
    /// What is wrong with their number, or with one that holds an error or is merged with others.
    let misfit: Refusal?
    /// Those that are a date, a time or a truth value by their kind, by position, with what they are.
    let noWords: [Int: String]

    /// The row with as many fields as there are columns, or more.
    func filled(to count: Int) -> TableRow {
        guard fields.count < count else { return self }
        let rest = Array(repeating: "", count: count - fields.count)
        return TableRow(place: place, fields: fields + rest, misfit: misfit, noWords: noWords)
    }
}
