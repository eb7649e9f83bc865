import AdaptModel

/// Which column of a file holds which field, and what is the same for all rows.
struct TableColumns<Field: TableField>: Sendable {
    /// A column that is named by the user's own words, not by a field.
    struct Open: Sendable {
        /// What it holds.
        let name: String
        /// Its position, from 0.
        let index: Int
    }

    private var columns: [Field: Int] = [:]
    private var constants: [Field: String]
    /// Columns whose meaning is no field, in the order of the file.
    private(set) var open: [Open] = []
    /// Positions of the columns of the file that nothing is taken from, from 0, ascending.
    let ignoredPositions: [Int]

    /// Reads a header. `map` gives columns other names; `constants` stand where there is no column; nothing is taken
    /// from columns that `ignoring` names; `open` says what a name that is no field stands for, if for anything.
    ///
    /// Throws a `Refusal`: input where a mapped column is missing or there twice, usage for a bad `map`.
    init(
        of heading: TableHeading, map: [(field: String, column: String)], constants: [Field: String],
        ignoring: [String] = [], open meaning: ((String) -> String?)? = nil
    ) throws {
        self.constants = constants
        let header = heading.names
        let without = Set(ignoring.map { $0.lowercased() })
        func find(_ name: String) throws -> Int? {
            let found = heading.positions[name.lowercased()] ?? []
            guard found.count < 2 else {
                throw Refusal(
                    .input, "column \"\(name)\" is there twice",
                    hint: "give one of the two another name: nobody can say which is meant", place: heading.place)
            }
            return found.first
        }
        var used: Set<Int> = []
        var mapped: Set<String> = []
        for (name, column) in map {
            let field = Field(rawValue: name)
            let own = field == nil ? meaning?(name) : nil
            guard let key = field?.rawValue ?? own else {
                // Not a field: this refuses it with what is near.
                _ = try Field(parsing: name, as: "field")
                continue
            }
            guard mapped.insert(key).inserted else {
                throw Refusal(.usage, "field \"\(key)\" is mapped twice", hint: "name one column for it")
            }
            guard let index = try find(column) else {
                throw Refusal(
                    .input, "column \"\(column)\" is missing",
                    hint: Nearest.hint(for: column, among: header) ?? "the file has " + header.joined(separator: ", "),
                    place: heading.place)
            }
            used.insert(index)
            if let field { columns[field] = index } else { open.append(Open(name: key, index: index)) }
        }
        func findUnlessIgnored(_ name: String) throws -> Int? { without.contains(name) ? nil : try find(name) }
        for field in Field.allCases where columns[field] == nil && constants[field] == nil {
            // A column that was given another meaning has not that of its name.
            let own = try findUnlessIgnored(field.rawValue)
            guard let index = try own ?? Field.otherNames[field].flatMap(findUnlessIgnored), !used.contains(index)
            else {
                continue
            }
            columns[field] = index
            used.insert(index)
        }
        if let meaning {
            for index in header.indices where !used.contains(index) {
                let word = header[index].lowercased()
                guard !without.contains(word), Field(rawValue: word) == nil, let name = meaning(word) else { continue }
                guard mapped.insert(name).inserted else {
                    throw Refusal(
                        .input, "column \"\(header[index])\" is there twice",
                        hint: "give one of the two another name", place: heading.place)
                }
                used.insert(index)
                open.append(Open(name: name, index: index))
            }
        }
        open.sort { $0.index < $1.index }
        ignoredPositions = header.indices.filter { !used.contains($0) }
    }

    /// Says what a field is in all rows.
    mutating func say(_ text: String, of field: Field) { constants[field] = text }

    /// Takes nothing from an open column any more.
    mutating func leaveOut(_ column: Open) { open.removeAll { $0.index == column.index } }

    func has(_ field: Field) -> Bool { columns[field] != nil || constants[field] != nil }

    /// 1-based number of the column of a field, for messages.
    func column(of field: Field) -> Int? { columns[field].map { $0 + 1 } }

    /// Position of the column of a field, from 0; nil: it has none.
    func position(of field: Field) -> Int? { columns[field] }

    /// What is the same for all rows; nil: nothing of this field, or it has a column.
    func constant(_ field: Field) -> String? { columns[field] == nil ? constants[field] : nil }

    /// Positions of the columns of some fields, ascending.
    func positions(of fields: [Field]) -> [Int] { fields.compactMap { columns[$0] }.sorted() }

    /// The text of a field in the current row, without blanks at its ends; nil where there is none or it is empty.
    func text(_ field: Field, in rows: any RowSource) throws -> String? {
        guard let index = columns[field] else { return constants[field] }
        let text = try rows.text(index)
        guard text.utf8.first != UInt8(ascii: "#") || !spreadsheetErrors.contains(text) else {
            throw Refusal(
                .input, "cell holds the error \(text)",
                hint: "a spreadsheet has lost what stood here: take it from the file as it was published",
                place: rows.place(column: index + 1))
        }
        let stated = withoutBlanks(text)
        return stated.isEmpty ? nil : stated
    }

    /// Whether a field of the current row is a number by its kind, whatever the habits of those who wrote the file.
    func isNumber(_ field: Field, in rows: any RowSource) -> Bool {
        columns[field].map(rows.isNumber) ?? false
    }

    /// The text of a field in a row that was kept; nil where there is none or it is empty.
    func text(_ field: Field, in row: TableRow) -> String? {
        guard let index = columns[field] else { return constants[field] }
        return row.fields[index].isEmpty ? nil : row.fields[index]
    }

    /// Refuses a header that has none of `alternatives` in full.
    func require(_ alternatives: [[Field]], _ hint: String, in heading: TableHeading) throws {
        guard !alternatives.contains(where: { $0.allSatisfy(has) }) else { return }
        let wanted = alternatives.map { $0.map { "\"\($0.rawValue)\"" }.joined(separator: " and ") }
        throw Refusal(
            .input, "column " + wanted.joined(separator: ", or ") + " is missing",
            hint: hint + "; the file has " + heading.names.joined(separator: ", "), place: heading.place)
    }
}

/// `text` without blanks at its ends; most have none, which two bytes tell.
private func withoutBlanks(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last else { return text }
    return first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80 ? text : trimmed(text)
}

/// What spreadsheets write where they cannot say what a cell is, also into files that held a text there.
private let spreadsheetErrors: Set<String> = [
    "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#N/A", "#####",
]
