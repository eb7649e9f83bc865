import AdaptModel

/// What the columns of a file of figures mean.
enum ReachField: String, CaseIterable {
    case edition, series, market, metric, source, from, until, week, value, low, high, published, creative, currency
    case days, wording
    case windowInferred = "window_inferred"
}

/// Which column holds which field, and what is the same for all rows.
struct ReachColumns {
    private let columns: [ReachField: Int]
    private let constants: [ReachField: String]
    /// Columns of the file that nothing is taken from.
    let ignored: [String]

    /// Reads a header. `map` gives columns other names; `constants` stand where there is no column.
    ///
    /// Throws a `Refusal`: input where a column that is needed is missing or there twice, usage for a bad `map`.
    init(
        header: [String], map: [(field: String, column: String)], constants: [ReachField: String],
        place: Refusal.Place
    ) throws {
        var columns: [ReachField: Int] = [:]
        var used: Set<Int> = []
        let names = header.map { $0.lowercased() }
        func take(_ field: ReachField, _ name: String) throws -> Bool {
            let found = names.indices.filter { names[$0] == name.lowercased() }
            guard found.count < 2 else {
                throw Refusal(.input, "column \"\(name)\" is there twice", place: place)
            }
            guard let index = found.first else { return false }
            columns[field] = index
            used.insert(index)
            return true
        }
        for (name, column) in map {
            let field = try ReachField(parsing: name, as: "field")
            guard try take(field, column) else {
                throw Refusal(
                    .input, "column \"\(column)\" is missing",
                    hint: Nearest.hint(for: column, among: header) ?? "the file has " + header.joined(separator: ", "),
                    place: place)
            }
        }
        let mapped = Set(columns.keys)
        for field in ReachField.allCases where !mapped.contains(field) && constants[field] == nil {
            _ = try take(field, field.rawValue)
        }
        self.columns = columns
        self.constants = constants
        ignored = header.indices.filter { !used.contains($0) }.map { header[$0] }
        try requireAll(header, place)
    }

    private func requireAll(_ header: [String], _ place: Refusal.Place) throws {
        func require(_ alternatives: [[ReachField]], _ hint: String) throws {
            guard !alternatives.contains(where: { $0.allSatisfy(has) }) else { return }
            let wanted = alternatives.map { $0.map { "\"\($0.rawValue)\"" }.joined(separator: " and ") }
            throw Refusal(
                .input, "column " + wanted.joined(separator: ", or ") + " is missing",
                hint: hint + "; the file has " + header.joined(separator: ", "), place: place)
        }
        try require([[.edition], [.series, .market]], "name it with --map edition=COLUMN")
        try require([[.metric]], "say it for all rows with --metric, or name it with --map metric=COLUMN")
        try require([[.source]], "say it for all rows with --source, or name it with --map source=COLUMN")
        try require([[.value], [.low]], "name it with --map value=COLUMN")
        try require([[.week], [.from, .until]], "name it with --map week=COLUMN")
    }

    func has(_ field: ReachField) -> Bool { columns[field] != nil || constants[field] != nil }

    /// 1-based number of the column of a field, for messages.
    func column(of field: ReachField) -> Int? { columns[field].map { $0 + 1 } }

    /// The text of a field in the current record; nil where there is none or it is empty.
    func text(_ field: ReachField, in reader: CSVReader) throws -> String? {
        guard let index = columns[field] else { return constants[field] }
        let text = try reader.text(index)
        return text.isEmpty ? nil : text
    }
}
