extension BulkTable {
    /// The rows that do not fit, with what they seem to say in some fields: of cells that are merged the first holds it
    /// for all.
    func misfits(_ fields: [Field]) -> [(row: Int, words: [Field: String])] {
        var (found, words): ([(Int, [Field: String])], [Field: String]) = ([], [:])
        for row in rows.indices {
            if row.isMultiple(of: count) { words = [:] }
            guard rows[row].misfit != nil else {
                words = [:]
                continue
            }
            for field in fields { if let word = word(field, row) { words[field] = word } }
            found.append((row, words))
        }
        return found
    }
}
