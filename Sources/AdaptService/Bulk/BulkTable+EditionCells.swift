import AdaptModel

/// What single cells of a row say of an edition.
extension BulkTable where Field == EditionField {
    /// Runs `body` on a field of a row. A column that is taken for it by another name than the field's own may be of
    /// something else: what is refused then says how it is left out.
    func namingIgnore<Value>(_ field: Field, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let refusal as Refusal {
            guard isByOtherName(field), let column = columns.column(of: field) else { throw refusal }
            let hint =
                "if column \"\(header[column - 1])\" is of something else, leave it out: --ignore \"\(header[column - 1])\""
            throw Refusal(
                refusal.kind, refusal.message, hint: (refusal.hint.map { $0 + "; " } ?? "") + hint,
                place: refusal.place, details: refusal.details)
        }
    }

    /// Whether the column of a field goes by the other name that it has.
    func isByOtherName(_ field: Field) -> Bool {
        columns.column(of: field).map { header[$0 - 1].lowercased() == Field.otherNames[field] } ?? false
    }

    /// Further sources: their names, and how those were drawn on of which that is said.
    func sources(_ row: Int) throws -> ([String], [String: DrawnSource.Way]) {
        let separator = word(.alsoFrom, row)?.contains(";") == true ? ";" : " + "
        let drawn = try list(.alsoFrom, row, separator).compactMap { part in
            try parse(.alsoFrom, row) { _ in try DrawnSource(parsing: part) }
        }
        var ways: [String: DrawnSource.Way] = [:]
        do {
            for source in drawn { try ways.note(source.way, of: source.name) }
        } catch let refusal as Refusal {
            throw refusal.at(place(row, .alsoFrom))
        }
        return (drawn.map(\.name), ways)
    }

    /// Titles with blanks at their ends, which are no part of them: how many, and in which line the first; nil: none.
    var cutTitles: (count: Int, line: Int)? {
        let cut = rows.filter { row in
            guard let title = columns.text(.title, in: row) else { return false }
            let stated = trimmed(title)
            return stated != title && !stated.isEmpty
        }
        return cut.first.map { (count: cut.count, line: $0.place.line) }
    }

    func list(_ field: EditionField, _ row: Int, _ separator: String) throws -> [String] {
        guard let text = try written(field, row) else { return [] }
        var found: [String] = []
        for part in text.split(separator: separator, omittingEmptySubsequences: false).map({ trimmed(String($0)) }) {
            guard !part.isEmpty else {
                throw Refusal(
                    .input, "\(field.rawValue) \"\(text)\" has an empty part",
                    hint: "join several by \"\(separator)\"", place: place(row, field))
            }
            if !found.contains(part) { found.append(part) }
        }
        return found
    }

    func identifiers(_ row: Int) throws -> [String] {
        let parts = (word(.id, row) ?? "").split(whereSeparator: \.isWhitespace).filter { $0 != "+" }
        var found: [String] = []
        for part in parts {
            let identifier = try parse(.id, row) { _ in try Identifier(parsing: String(part)).description }
            if let identifier, !found.contains(identifier) { found.append(identifier) }
        }
        return found
    }

    func element(_ column: TableColumns<Field>.Open, _ row: Int, _ names: BulkNames) throws -> EditionWords.Element? {
        do {
            try requireWords(row, column: column.index + 1, as: "value")
            guard let statement = try Decide.Request.Statement.cell(rows[row].fields[column.index]) else { return nil }
            let path = try names.element(column.name).path.text
            return EditionWords.Element(path: path, statement: statement, column: column.index + 1)
        } catch let refusal as Refusal {
            throw refusal.at(place(row, column: column.index + 1))
        }
    }
}
