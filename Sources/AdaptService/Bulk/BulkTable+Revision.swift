import AdaptModel

extension BulkTable {
    /// What the column of a field is called in the file, to a row; the name of the field where it has none.
    func columnName(of field: Field, _ row: Int = 0) -> String {
        columns(of: row).column(of: field).map { header[$0 - 1] } ?? field.rawValue
    }

    /// The revision that a row shows; nil: none. Throws a `Refusal` (input) for what is no number.
    func revision(_ field: Field, _ row: Int) throws -> Int? {
        try parse(field, row) { text in
            guard let number = Int(text), number > 0 else {
                let column = columnName(of: field, row)
                throw Refusal(
                    .input, "revision \"\(text)\" is no number of a revision",
                    hint: "leave it empty; a column \(column) that is of something else is left out with --ignore "
                        + pasted(identifier: column))
            }
            return number
        }
    }
}
