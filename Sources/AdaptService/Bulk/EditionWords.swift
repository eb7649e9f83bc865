import AdaptModel

/// What a row says of an edition: names as written, everything else checked.
struct EditionWords: Equatable, Sendable {
    /// What it says of an element, and in which column.
    struct Element: Equatable, Sendable {
        let path: String
        let statement: Decide.Request.Statement
        let column: Int
    }

    var series = ""
    var code = ""
    var title: String?
    var language: String?
    var market: String?
    var origin: String?
    var platform: String?
    var status: Status?
    var note: String?
    /// As written, then `series/edition`.
    var parent: String?
    /// Whether the parent is the one said of all rows.
    var hasSharedParent = false
    var method: Method?
    var certainty: Certainty?
    /// As written, then `series/edition`.
    var alsoFrom: [String] = []
    /// How those were drawn on of which that is said.
    var ways: [String: DrawnSource.Way] = [:]
    var aliases: [Alias] = []
    var identifiers: [String] = []
    var citation: Citation?
    var seriesTitle: String?
    var elements: [Element] = []
    /// Whether the code is none of the file: it follows from the market or language.
    var isCodeDerived = false

    /// `series/edition`.
    var name: String { series + "/" + code }
    /// Whether anything is said of the primary parent.
    func saysOfParent(isDerived: Bool) -> Bool {
        LineageFacts.saysOfParent(
            hasParent: parent != nil, hasWay: method != nil || certainty != nil,
            drawsOn: alsoFrom.contains { ways[$0] == nil }, isDerived: isDerived)
    }
    /// Whether anything is said of where it comes from.
    var hasLineage: Bool { parent != nil || method != nil || certainty != nil || !alsoFrom.isEmpty }
}

extension BulkTable where Field == EditionField {
    /// What a row says. Throws all that is wrong with it as `SeveralRefusals`, located in the file.
    func edition(_ row: Int, _ names: BulkNames, _ options: BulkOptions) throws -> EditionWords {
        try SeveralRefusals.collect { part in
            var words = EditionWords()
            try part { words.market = try parse(.market, row) { try names.market($0) } }
            try part { words.language = try parse(.language, row) { try names.language($0) } }
            try part { (words.series, words.code) = try seriesAndCode(row, words) }
            words.isCodeDerived = word(.code, row) == nil
            try part { words.title = try text(.title, row) }
            try part { words.origin = try parse(.origin, row) { try names.market($0) } }
            try part { words.platform = try text(.platform, row) }
            try part { words.status = try parse(.status, row) { try Status(parsing: $0.lowercased(), as: "status") } }
            try part { words.note = try text(.note, row) }
            words.parent = word(.from, row) ?? options.parent
            words.hasSharedParent = word(.from, row) == nil && words.parent != nil
            try part { (words.alsoFrom, words.ways) = try sources(row) }
            try part { words.method = try parse(.method, row) { try Method(parsing: $0.lowercased(), as: "method") } }
            if words.method == nil, words.parent != nil || !words.alsoFrom.isEmpty { words.method = options.method }
            try part {
                words.certainty = try parse(.certainty, row) {
                    try Certainty(parsing: $0.lowercased(), as: "certainty")
                }
            }
            try part { words.aliases = try aliases(row, names) }
            try part { words.identifiers = try identifiers(row) }
            try part { words.citation = try citation(row, .source, .locator, .quote, names) }
            try part { words.seriesTitle = try text(.seriesTitle, row) }
            for column in columns.open {
                try part { if let said = try element(column, row, names) { words.elements.append(said) } }
            }
            return words
        }
    }

    /// `series/edition` of a row that is at fault, as far as it can be told.
    func roughName(of row: Int) -> String? {
        let fields: [Field] = [.series, .code, .market]
        let words = fields.compactMap { field in word(field, row).map { (field, $0) } }
        return roughName(Dictionary(uniqueKeysWithValues: words))
    }

    /// `series/edition` of what a row that is at fault says, as far as it can be told.
    func roughName(_ words: [Field: String]) -> String? {
        let (before, code) = reference(words[.code])
        guard let series = words[.series] ?? before, let code = code ?? words[.market]?.lowercased() else { return nil }
        return series + "/" + code
    }

    /// The code, and the series where that stands before it.
    private func reference(_ code: String?) -> (series: String?, code: String?) {
        code.map { $0.halves(at: "/").map { ($0, $1) } ?? (nil, $0) } ?? (nil, nil)
    }

    private func seriesAndCode(_ row: Int, _ words: EditionWords) throws -> (String, String) {
        let (before, code) = reference(word(.code, row))
        let named = try before.flatMap { before in
            try parse(.code, row) { _ in try Code(before, for: "series").text }
        }
        guard let series = try parse(.series, row, { try Code($0, for: "series").text }) ?? named else {
            guard columns.has(.series) else {
                throw Refusal(
                    .input, "series of \"\(code ?? "")\" is not said",
                    hint: "write it before the code, as in hockey-star/es, or say it for all rows with --series",
                    place: place(row, .code))
            }
            throw Refusal(.input, "series is empty", hint: "write its code", place: place(row, .series))
        }
        guard named == nil || named == series else {
            throw Refusal(
                .input, "edition \"\(word(.code, row) ?? "")\" is not one of series \"\(series)\"",
                hint: "mend the one that is wrong", place: place(row, .code))
        }
        if let code = try parse(
            .code, row, { _ in try namingIgnore(.code) { try Code(code ?? "", for: "edition code").text } })
        {
            return (series, code)
        }
        guard let stem = words.market ?? words.language ?? word(.market, row) ?? word(.language, row) else {
            throw Refusal(
                .input, "edition of \"\(series)\" has neither code, market nor language",
                hint: "fill one of these columns", place: place(row, .code))
        }
        return (series, try Code(Code.suggestion(for: stem), for: "edition code").text)
    }

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
    private func sources(_ row: Int) throws -> ([String], [String: DrawnSource.Way]) {
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

    private func identifiers(_ row: Int) throws -> [String] {
        let parts = (word(.id, row) ?? "").split(whereSeparator: \.isWhitespace).filter { $0 != "+" }
        var found: [String] = []
        for part in parts {
            let identifier = try parse(.id, row) { _ in try Identifier(parsing: String(part)).description }
            if let identifier, !found.contains(identifier) { found.append(identifier) }
        }
        return found
    }

    private func element(_ column: TableColumns<Field>.Open, _ row: Int, _ names: BulkNames) throws
        -> EditionWords.Element?
    {
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

extension BulkTable {
    /// The evidence of a row. Throws a `Refusal` (input) for a place or quote without a source.
    func citation(
        _ row: Int, _ source: Field, _ locator: Field, _ quote: Field, _ names: BulkNames
    ) throws -> Citation? {
        let (place, words) = (word(locator, row), try text(quote, row))
        guard let code = try parse(source, row, { try names.source($0) }) else {
            guard words == nil, place == nil else {
                throw Refusal(
                    .input, "\(place == nil ? quote.rawValue : locator.rawValue) needs a source",
                    hint: "fill the column source, or name one for all rows with --cite",
                    place: self.place(row, place == nil ? quote : locator))
            }
            return nil
        }
        return Citation(source: code, locator: place, quote: words)
    }
}
