import AdaptModel

/// All rows of a file, kept until they are judged.
struct BulkTable<Field: TableField>: Sendable {
    /// The file, as the user named it.
    let name: String
    let heading: TableHeading
    /// What stands above the header.
    let titles: [String]
    /// What the columns mean: once, but of editions that stand side by side to each of them.
    private(set) var sides: [TableColumns<Field>]
    /// The rows of the file: of editions side by side all of them once for each, one edition after the other.
    private(set) var rows: [TableRow] = []
    /// How many rows the file has.
    private(set) var count = 0
    let layout: FileLayout
    /// What was read though it is hidden.
    private(set) var hidden = HiddenCells()
    let unreadSheets: UnreadSheets

    /// Reads the rows below the header; those that do not fit go to `faults`. `sides`: at least one.
    init(_ file: TableFile, _ sides: [TableColumns<Field>], name: String, _ faults: inout RowFaults) throws {
        self.name = name
        heading = file.heading
        titles = file.titles
        (layout, unreadSheets) = (file.layout, file.unreadSheets)
        self.sides = sides
        var file = file
        let ignored = sides.dropFirst().reduce(Set(sides[0].ignoredPositions)) { $0.intersection($1.ignoredPositions) }
        file.taken = header.indices.filter { !ignored.contains($0) }
        while !file.rows.isBroken {
            do {
                guard let row = try file.nextRow() else { break }
                if let misfit = row.misfit { faults.add(misfit, row: rows.count) }
                rows.append(row.filled(to: header.count))
            } catch let refusal as Refusal where refusal.kind == .input {
                faults.add(refusal, row: nil)
            }
        }
        hidden = file.hidden(in: file.taken)
        count = rows.count
        guard sides.count > 1 else { return }
        faults.rowsOfFile = count
        let once = rows
        for _ in sides.dropFirst() { rows += once }
    }

    /// Names of the columns.
    var header: [String] { heading.names }

    /// Where the header is.
    var headerPlace: Refusal.Place { heading.place }

    /// What the columns mean, where no editions stand side by side; else to the first of them.
    var columns: TableColumns<Field> { sides[0] }

    /// What the columns mean to a row.
    func columns(of row: Int) -> TableColumns<Field> { sides[sides.count == 1 ? 0 : row / max(count, 1)] }

    /// Says what a field is in all rows of a side.
    mutating func say(_ text: String, of field: Field, in side: Int) { sides[side].say(text, of: field) }

    /// Takes nothing from a column named by the user's own words any more: then there is one side.
    mutating func leaveOut(_ column: TableColumns<Field>.Open) { sides[0].leaveOut(column) }

    /// Positions of the rows that are not at fault.
    func sound(_ faults: RowFaults) -> [Int] { rows.indices.filter { !faults.has($0) } }

    /// The texts of a field, each once.
    func texts(_ field: Field) -> Set<String> {
        Set(rows.indices.filter { rows[$0].misfit == nil }.compactMap { columns(of: $0).text(field, in: rows[$0]) })
    }

    /// A field of a row without blanks at its ends; nil where there is none or it is empty.
    func word(_ field: Field, _ row: Int) -> String? {
        guard let text = columns(of: row).text(field, in: rows[row]).map(trimmed), !text.isEmpty else { return nil }
        return text
    }

    /// A field of a row without blanks at its ends; nil where it is empty. Throws a `Refusal` (input) for blanks alone.
    func text(_ field: Field, _ row: Int) throws -> String? { try written(field, row).map(trimmed) }

    /// A field of a row as written; nil where it is empty. Throws a `Refusal` (input) for blanks alone, and for what is no
    /// words by its kind.
    func written(_ field: Field, _ row: Int) throws -> String? {
        guard let text = columns(of: row).text(field, in: rows[row]) else { return nil }
        try requireWords(row, column: columns(of: row).column(of: field), as: field.rawValue)
        guard !text.showsNothing else {
            throw Refusal(
                .input, "\(field.rawValue) is only blanks", hint: "write it, or leave the field empty",
                place: place(row, field))
        }
        return text
    }

    /// Refuses a date, a time or a truth value where words are wanted: "10/10" and "true" become that as one types them
    /// into a spreadsheet, and nobody can say what was typed. `column` counts from 1; nil: it stands in none.
    func requireWords(_ row: Int, column: Int?, as what: String) throws {
        guard let column, let kind = rows[row].noWords[column - 1] else { return }
        throw Refusal.noWords(what, kind, place(row, column: column))
    }

    /// Where a field of a row is; nil: the row.
    func place(_ row: Int, _ field: Field?) -> Refusal.Place {
        place(row, column: field.flatMap { columns(of: row).column(of: $0) })
    }

    /// Where a column of a row is, counted from 1.
    func place(_ row: Int, column: Int?) -> Refusal.Place {
        rows[row].place.moved(column: column)
    }

    /// Runs `body` on a word of a row, locating what it refuses.
    func parse<Value>(_ field: Field, _ row: Int, _ body: (String) throws -> Value) throws -> Value? {
        guard let word = word(field, row) else { return nil }
        do {
            return try body(word)
        } catch let refusal as Refusal {
            throw refusal.located(at: place(row, field))
        }
    }
}
