import AdaptModel

extension BulkTable where Field == EditionField {
    /// What a row says, as far as it can be read, and all that is wrong with it, located in the file.
    func edition(
        _ row: Int, _ names: BulkNames, _ options: BulkOptions
    ) throws -> (result: EditionWords, refused: [Refusal]) {
        try RowParts.collect { part in
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

    /// Whether it is certain of which edition a row at fault is: where its code follows from its market or language,
    /// these are not what is wrong with it.
    func isNamed(_ row: Int, _ words: EditionWords) -> Bool {
        guard !words.code.isEmpty else { return false }
        return !words.isCodeDerived || isSound(.market, row, words.market) && isSound(.language, row, words.language)
    }

    /// Whether what a field says was read, if it says anything.
    func isSound(_ field: Field, _ row: Int, _ read: String?) -> Bool { read != nil || word(field, row) == nil }

    /// `series/edition` of a row that is at fault, as far as it can be told.
    func roughName(of row: Int) -> String? {
        let fields: [Field] = [.series, .code, .market, .language]
        let words = fields.compactMap { field in word(field, row).map { (field, $0) } }
        return roughName(Dictionary(uniqueKeysWithValues: words))
    }

    /// `series/edition` of what a row that is at fault says, as far as it can be told.
    func roughName(_ words: [Field: String]) -> String? {
        let (before, code) = reference(words[.code])
        guard let series = words[.series] ?? before,
            let code = code ?? words[.market]?.lowercased() ?? words[.language].map({ Code.suggestion(for: $0) })
        else { return nil }
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
}
