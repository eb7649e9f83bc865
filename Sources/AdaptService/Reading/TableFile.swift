import AdaptModel

/// A file of rows below a header.
struct TableFile {
    /// At the current row.
    private(set) var rows: any RowSource
    /// Names of the columns, without blanks at their ends.
    let header: [String]
    /// Where the header is.
    let headerPlace: Refusal.Place

    /// Reads the header. Throws a `Refusal` (input): an empty file, a header that is no text.
    init(_ source: ByteSource) throws {
        var rows = try openRows(source)
        guard try rows.next() else {
            throw Refusal(.input, "file is empty", hint: "it needs a header line", place: rows.place())
        }
        var names: [String] = []
        for index in 0..<rows.count { names.append(trimmed(try rows.text(index))) }
        header = names
        headerPlace = rows.place()
        self.rows = rows
    }

    /// Goes to the next row and gives its line; nil at the end. Rows that cannot be read go to `faults`.
    mutating func next(_ faults: inout Faults) throws -> Int? {
        while !rows.isBroken {
            do {
                guard try rows.next() else { return nil }
                if let fault = misfit { throw fault }
                return rows.place().line
            } catch let refusal as Refusal where refusal.kind == .input {
                faults.add(refusal)
            }
        }
        return nil
    }

    /// Goes to the next row and gives all its fields; nil at the end.
    ///
    /// Throws a `Refusal` (input) for a row that is no text; whether one can go on then, `rows.isBroken` says.
    mutating func nextRow() throws -> TableRow? {
        guard !rows.isBroken, try rows.next() else { return nil }
        var fields: [String] = []
        fields.reserveCapacity(rows.count)
        for index in 0..<rows.count { fields.append(try rows.text(index)) }
        return TableRow(place: rows.place(), fields: fields, misfit: misfit)
    }

    /// What is wrong with the number of fields of the current row.
    private var misfit: Refusal? {
        guard rows.count != header.count else { return nil }
        return Refusal(
            .input, "row has \(rows.count) fields, the header \(header.count)",
            hint: "quote fields that hold the delimiter", place: rows.place())
    }
}

/// A row, kept.
struct TableRow: Sendable {
    /// Where it is.
    let place: Refusal.Place
    /// Its fields as they stand in the file.
    let fields: [String]
    /// What is wrong with their number.
    let misfit: Refusal?
}

/// `text` without blanks at its ends.
func trimmed(_ text: String) -> String {
    var rest = text.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
}
