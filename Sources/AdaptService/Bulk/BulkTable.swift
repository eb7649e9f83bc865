import AdaptModel

/// All rows of a file, kept until they are judged.
struct BulkTable<Field: TableField>: Sendable {
    /// The file, as the user named it.
    let name: String
    let header: [String]
    /// Where the header is.
    let headerPlace: Refusal.Place
    /// What stands above the header.
    let titles: [String]
    private(set) var columns: TableColumns<Field>
    private(set) var rows: [TableRow] = []
    private let layout: FileLayout

    /// Reads the rows below the header; those that do not fit go to `faults`.
    init(_ file: TableFile, _ columns: TableColumns<Field>, name: String, _ faults: inout RowFaults) throws {
        self.name = name
        header = file.heading.names
        headerPlace = file.heading.place
        titles = file.titles
        layout = file.layout
        self.columns = columns
        var file = file
        let ignored = Set(columns.ignoredPositions)
        file.taken = header.indices.filter { !ignored.contains($0) }
        while !file.rows.isBroken {
            do {
                guard let row = try file.nextRow() else { return }
                if let misfit = row.misfit { faults.add(misfit, row: rows.count) }
                rows.append(row)
            } catch let refusal as Refusal where refusal.kind == .input {
                faults.add(refusal, row: nil)
            }
        }
    }

    /// Takes nothing from a column named by the user's own words any more.
    mutating func leaveOut(_ column: TableColumns<Field>.Open) { columns.leaveOut(column) }

    /// Positions of the rows that are not at fault.
    func sound(_ faults: RowFaults) -> [Int] { rows.indices.filter { !faults.has($0) } }

    /// The texts of a field, each once.
    func texts(_ field: Field) -> Set<String> {
        Set(rows.filter { $0.misfit == nil }.compactMap { columns.text(field, in: $0) })
    }

    /// A field of a row without blanks at its ends; nil where there is none or it is empty.
    func word(_ field: Field, _ row: Int) -> String? {
        guard let text = columns.text(field, in: rows[row]).map(trimmed), !text.isEmpty else { return nil }
        return text
    }

    /// A field of a row without blanks at its ends; nil where it is empty. Throws a `Refusal` (input) for blanks alone.
    func text(_ field: Field, _ row: Int) throws -> String? { try written(field, row).map(trimmed) }

    /// A field of a row as written; nil where it is empty. Throws a `Refusal` (input) for blanks alone.
    func written(_ field: Field, _ row: Int) throws -> String? {
        guard let text = columns.text(field, in: rows[row]) else { return nil }
        guard !text.showsNothing else {
            throw Refusal(
                .input, "\(field.rawValue) is only blanks", hint: "write it, or leave the field empty",
                place: place(row, field))
        }
        return text
    }

    /// Where a field of a row is; nil: the row.
    func place(_ row: Int, _ field: Field?) -> Refusal.Place {
        place(row, column: field.flatMap(columns.column(of:)))
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

    /// What each column was read as, with the first text in it.
    var preview: FilePreview {
        let found = columns.preview(of: header) { index in
            rows.lazy.filter { $0.misfit == nil }.map { $0.fields[index] }.first { !$0.isEmpty }.map { ($0, false) }
        }
        // What an earlier import said is not read, and no column of the user's.
        return FilePreview(layout: layout, columns: found.filter { $0.field != "fault" })
    }
}
