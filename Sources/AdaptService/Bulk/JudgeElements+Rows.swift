import AdaptModel

/// What a row says, and of which edition.
extension JudgeElements {
    /// Of a row with a column an element; what is wrong with one of them is a fault of the row.
    mutating func wide(_ row: Int) throws -> [Words] {
        var words: [Words] = []
        for column in table.columns.open {
            do {
                try table.requireWords(row, column: column.index + 1, as: "value")
                guard let statement = try Decide.Request.Statement.cell(table.rows[row].fields[column.index]) else {
                    continue
                }
                words.append(
                    Words(path: column.name, statement: statement, column: column.index + 1, expected: nil))
            } catch let refusal as Refusal {
                faults.add(refusal.at(table.place(row, column: column.index + 1)), row: row)
            }
        }
        return words
    }

    /// Of a row with what it says of one element.
    func long(_ row: Int) throws -> [Words] {
        let (path, state) = (table.word(.element, row), table.word(.state, row))
        let columns = table.columns(of: row)
        let value = columns.text(.value, in: table.rows[row])
        if value != nil { try table.requireWords(row, column: columns.column(of: .value), as: "value") }
        guard let path else {
            guard value == nil, state == nil else {
                throw Refusal(
                    .input, "element is empty, though something is said of it", hint: "write its path",
                    place: table.place(row, .element))
            }
            return []
        }
        do {
            if let statement = try filledIn(row) {
                return [Words(path: path, statement: statement, column: nil, expected: nil, isFilledIn: true)]
            }
            let statement = try Decide.Request.Statement.stated(
                state, value: value, in: table.columnName(of: .state, row))
            return try statement.map { [try based($0, path, row)] } ?? []
        } catch let refusal as Refusal {
            let field: ElementField =
                refusal.message.hasPrefix("state") ? .state : refusal.message.hasPrefix("basis") ? .basis : .value
            throw refusal.at(table.place(row, field))
        }
    }

    /// What a row says of an element beside what it rests on: our own reports write what an edition keeps and what it
    /// inherits with its value, and that is no word of its own.
    private func based(_ statement: Decide.Request.Statement, _ path: String, _ row: Int) throws -> Words {
        guard let basis = table.word(.basis, row)?.lowercased(), basis != "own" else {
            return Words(path: path, statement: statement, column: nil, expected: nil)
        }
        guard ["kept", "inherited"].contains(basis) else {
            let column = table.columnName(of: .basis, row)
            throw Refusal(
                .input, "basis \"\(basis)\" is not one of the list",
                hint: "choose one of own, kept, inherited; a column \(column) that is of something else is left out "
                    + "with --ignore " + pasted(identifier: column))
        }
        let kept: Decide.Request.Statement? = basis == "kept" ? .keep : nil
        switch statement {
        case .value(let words): return Words(path: path, statement: kept, column: nil, expected: words)
        case .absent, .unknown:
            return Words(path: path, statement: kept, column: nil, expected: statement.state, expectsState: true)
        case .keep, .inherit:
            // No report of ours writes these beside a basis: it is the word of who filled it in.
            return Words(path: path, statement: statement, column: nil, expected: nil)
        }
    }

    /// The column in which a row says what it says of the element that it names: that of the value where there is one,
    /// beside which our own reports write the state.
    func columnOfStatement(_ row: Int) -> Int? {
        let isState = table.word(.value, row) == nil && table.word(.state, row) != nil
        let columns = table.columns(of: row)
        return columns.column(of: isState ? .state : .value) ?? columns.column(of: .element)
    }

    mutating func edition(_ row: Int) async throws -> (name: String, language: String?, isDerived: Bool) {
        let series = table.word(.series, row)
        let field: ElementField
        let written: String
        if let edition = saidOfAll ?? table.word(.edition, row) ?? options.edition {
            (field, written) = (.edition, edition)
        } else {
            guard let series else {
                throw Refusal(
                    .input, "\(table.columns.has(.edition) ? "edition" : "series") is empty",
                    hint: "name the edition, as in hockey-star/es",
                    place: table.place(row, table.columns.has(.edition) ? .edition : .series))
            }
            field = table.word(.code, row) != nil ? .code : .market
            guard let part = table.word(field, row) else {
                throw Refusal(
                    .input, "edition of \"\(series)\" has neither code nor market", hint: "fill one of these columns",
                    place: table.place(row, .market))
            }
            written = field == .market ? part : series + "/" + part
        }
        do {
            let name =
                if field == .market, let series {
                    try await references.name(
                        ofMarket: written, series: series,
                        naming: table.columns.column(of: .market) == nil ? "with --edition" : "in a column edition")
                } else {
                    try await references.name(of: written, series: series)
                }
            let known = references.catalogue.editions[name]
            return (name, known?.language, known?.isDerived ?? false)
        } catch let refusal as Refusal where refusal.kind == .rule || refusal.kind == .usage {
            // Its own column, where the series is named apart.
            let isOfSeries = refusal.message.hasPrefix("series ") && series != nil && table.word(.edition, row) == nil
            throw refusal.at(table.place(row, isOfSeries ? .series : field))
        }
    }

    /// The edition that all rows are said to be of; nil: none, or only together with a series.
    private var saidOfAll: String? { options.unnamed == nil ? options.edition : nil }

    /// Whether a row says yes in a field, or a word that stands for it.
    func flag(_ field: ElementField, _ row: Int, _ name: String? = nil) throws -> Bool {
        guard let word = table.word(field, row)?.lowercased() else { return false }
        if ["true", "yes", "1", "x"].contains(word) || word == name { return true }
        guard ["false", "no", "0"].contains(word) else {
            throw Refusal(
                .input, "\(field.rawValue) \"\(word)\" is neither yes nor no", hint: "write yes, or leave it empty",
                place: table.place(row, field))
        }
        return false
    }
}
