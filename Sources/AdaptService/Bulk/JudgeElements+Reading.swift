import AdaptModel

/// How a row is read: each of its parts by itself.
extension JudgeElements {
    /// Reads a row; each of its parts is judged, whatever is wrong with the others.
    mutating func read(_ row: Int) async throws {
        let words = try await part(of: row) { try $0.isWide ? $0.wide(row) : $0.long(row) }
        guard words?.isEmpty != true || faults.has(row) else { return noteGrounds(row) }
        let edition = try await part(of: row) { try await $0.edition(row) }
        editionOf[row] = edition?.name
        _ = try await part(of: row) { try $0.noteRevision(row) }
        let citation = try await part(of: row) { try $0.table.citation(row, .source, .locator, .quote, $0.names) }
        let note = try await part(of: row) { try $0.table.text(.note, row) }
        let minor = try await part(of: row) { try $0.flag(.minor, row) }
        let isOutdated = try await part(of: row) { try $0.flag(.outdated, row, "outdated") }
        let stated = try await part(of: row) { judge in
            try [ElementField.reason, .reasons].flatMap { field in
                try judge.table.parse(field, row) { try reasons(in: $0) } ?? []
            }
        }
        for word in words ?? [] {
            let named = try await part(of: row) { try $0.element(of: word, row) }
            guard let named, let edition, let stated else { continue }
            if let expected = word.expected {
                expectations.append(
                    BulkExpectation(
                        row: row, place: table.place(row, word.expectsState ? .state : .value), edition: edition.name,
                        element: named.path.text, named: named.element, words: expected,
                        isKeep: word.statement != nil, isState: word.expectsState, parent: shownParent(row)))
            }
            guard let statement = word.statement else { continue }
            if case .value(let text) = statement, table.columns(of: row).has(.basis),
                let state = Decide.Request.Statement.asState(text),
                catalogue.editions[edition.name].flatMap({ catalogue.said($0, named.element) })?.value != text
            {
                faults.add(
                    Refusal(
                        .input, "value \"\(text)\" stands beside state value, as our own reports fill it in",
                        hint: "say \(state) in the column \(table.columnName(of: .state, row)) and empty the value; a "
                            + "value that is spelt so comes in by a file without the column "
                            + table.columnName(of: .basis, row), place: table.place(row, .value)), row: row)
                continue
            }
            if isOutdated == true { shownOutdated.insert(edition.name + " " + named.path.text) }
            noteParentBeside(row, of: edition.name, named.path.text, named.element)
            if word.isFilledIn { noteFilledIn(row, of: edition.name, named.path.text, named.element) }
            if !isWide, let parent = shownParent(row) {
                shownParents.append(
                    BulkExpectation(
                        row: row, place: table.place(row, .parentValue), edition: edition.name,
                        element: named.path.text, named: named.element, words: parent, isKeep: false, isOfParent: true))
            }
            let shared = edition.isDerived && statement.hasReasons ? options.reasons : []
            decisions.append(
                BulkDecision(
                    row: row, place: table.place(row, column: word.column ?? columnOfStatement(row)),
                    edition: edition.name, language: edition.language, path: named.path, element: named.element,
                    statement: statement, reasons: stated.isEmpty ? shared : stated, note: note ?? nil,
                    citation: citation ?? nil, minor: minor ?? false, groundsAreShared: showsNoGrounds(row),
                    beside: isWide ? nil : table.word(.term, row)))
        }
    }

    /// Whether a row is of editions side by side, as our own reports write them of a series, without grounds: who gives
    /// some for all rows means what was filled in, and has not seen those of the rest.
    private func showsNoGrounds(_ row: Int) -> Bool {
        guard beside?.isWithoutReasons == true else { return false }
        let columns = table.columns(of: row)
        let grounds: [ElementField] = [.reason, .reasons, .note, .source]
        return columns.column(of: .basis) != nil && grounds.allSatisfy { columns.column(of: $0) == nil }
    }

    /// Notes a row that gives a reason, a note or evidence of its own, and nothing that it would be of. It is passed
    /// over, and no fault: in a sheet that was filled down every row has them.
    private mutating func noteGrounds(_ row: Int) {
        let fields: [ElementField] = [.reason, .reasons, .note, .source, .locator, .quote]
        guard table.word(.value, row) == nil, table.word(.state, row) == nil,
            fields.contains(where: { table.columns(of: row).column(of: $0) != nil && table.word($0, row) != nil })
        else { return }
        groundsAlone.insert(table.rows[row].place.line)
    }

    /// Runs `body`, a part of judging a row; what it refuses is a fault of the row.
    private mutating func part<Result>(
        of row: Int, _ body: (inout JudgeElements) async throws -> Result
    ) async throws -> Result? {
        do {
            return try await body(&self)
        } catch let refusal as Refusal where [.input, .rule, .usage].contains(refusal.kind) {
            faults.add(refusal.located(at: table.place(row, nil)), row: row)
            return nil
        }
    }

    /// The element that a row names.
    private func element(of word: Words, _ row: Int) throws -> (path: ElementPath, element: BulkNames.Element) {
        do {
            return try names.element(word.path)
        } catch let refusal as Refusal where refusal.kind == .rule || refusal.kind == .usage {
            throw refusal.at(table.place(row, column: word.column ?? table.columns.column(of: .element)))
        }
    }
}
