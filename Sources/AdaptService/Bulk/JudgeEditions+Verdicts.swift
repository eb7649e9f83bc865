import AdaptModel

/// What the rows come to against what is recorded, and against each other.
extension JudgeEditions {
    /// Reads what the rows say of elements, of those at fault to find what else is wrong with them.
    mutating func readDecisions() async throws {
        let (all, before) = (allWords, faults)
        for row in all.keys.sorted() {
            // In which language words are meant that could not be read, or are of another edition, nobody knows.
            guard let found = all[row], words[row] != nil || table.isSound(.language, row, found.language),
                refusalOfCode(found) == nil
            else { continue }
            let isDerived = found.hasLineage || catalogue.editions[found.name]?.isDerived == true
            for said in found.elements {
                let place = table.place(row, column: said.column)
                do {
                    let (path, element) = try names.element(said.path)
                    let decision = BulkDecision(
                        row: row, place: place, edition: found.name,
                        language: found.language ?? catalogue.editions[found.name]?.language, path: path,
                        element: element, statement: said.statement,
                        reasons: isDerived && said.statement.hasReasons ? options.reasons : [], note: nil,
                        citation: found.citation, minor: false)
                    decisions.append(decision)
                } catch let refusal as Refusal where refusal.kind == .rule || refusal.kind == .usage {
                    faults.add(refusal.at(place), row: row)
                }
            }
        }
        let read = try await terms.resolve(decisions, names)
        decisions = read.resolved.filter { !before.has($0.row) }
        for (decision, refusal) in read.refused { faults.add(refusal.at(decision.place), row: decision.row) }
    }

    /// Judges what depends on other rows, until no further row is at fault.
    mutating func settle() throws {
        var before = -1
        while before != faults.count {
            before = faults.count
            let sound = words.filter { !faults.has($0.key) }
            let faulty = Set(words.filter { faults.has($0.key) }.values.map(\.name)).union(unread.keys)
                .subtracting(sound.values.map(\.name))
            for row in sound.keys.sorted() {
                guard let found = sound[row] else { continue }
                if setsAside { refuseDependence(found, row, faulty) }
                try judge(found, row)
            }
            let descent = BulkDescent(
                catalogue, editions: Array(sound.values), decisions: decisions.filter { !faults.has($0.row) },
                faulty: faulty)
            faults.addKeeps(decisions, descent)
        }
    }

    mutating func refuseDependence(_ found: EditionWords, _ row: Int, _ faulty: Set<String>) {
        for name in [found.parent].compactMap({ $0 }) + found.alsoFrom
        where faulty.contains(name) && catalogue.editions[name] == nil {
            faults.add(
                Refusal(
                    .rule,
                    "edition \"\(name)\" is refused with line \((rowOf[name] ?? unread[name]).map { table.rows[$0].place.line } ?? 0)",
                    hint: "mend that line first", place: table.place(row, .from)), row: row)
            return
        }
    }

    /// Adds that rows at fault have no title either, where they are of a new edition whatever else is wrong with them.
    mutating func refuseUntitled() {
        let all = allWords
        // Where two rows are of one edition, the other may have it.
        let rows = Dictionary(grouping: all.keys) { all[$0]?.name }
        for row in all.keys.sorted() where faults.has(row) {
            guard let found = all[row], catalogue.editions[found.name] == nil, rows[found.name]?.count == 1,
                options.mayAddSeries || catalogue.series[found.series] != nil, refusalOfCode(found) == nil,
                table.word(.revision, row) == nil, table.columns.text(.title, in: table.rows[row]) == nil
            else { continue }
            faults.add(untitled(found, row), row: row)
        }
    }

    private func untitled(_ found: EditionWords, _ row: Int) -> Refusal {
        Refusal(
            .input, "title of \"\(found.name)\" is missing", hint: "a new edition needs one",
            place: table.place(row, .title))
    }

    /// Judges a row against what is recorded of its edition.
    mutating func judge(_ found: EditionWords, _ row: Int) throws {
        guard !faults.has(row) else { return }
        guard let known = catalogue.editions[found.name] else {
            guard found.title == nil else { return }
            return faults.add(untitled(found, row), row: row)
        }
        guard options.update else {
            let facts = found.differences(from: known).map {
                (column: table.columns.column(of: $0.field), words: $0.words)
            }
            let differences = facts + decisionDifferences(row, known)
            guard let first = differences.first else { return }
            return faults.add(
                Refusal(
                    .rule,
                    "edition \"\(found.name)\" is registered and differs: "
                        + differences.map(\.words).joined(separator: ", "),
                    hint: "--update records what differs", place: table.place(row, column: first.column)), row: row)
        }
        _ = try faults.collect(row: row, place: table.place(row, .status)) {
            if let status = found.status { try known.status?.requireMove(to: status, of: known.name) }
        }
    }

    /// The editions of which the sound rows say something else than is recorded, besides decisions.
    var edited: [BulkCatalogue.Edition] {
        words.compactMap { row, found in
            guard !faults.has(row), let known = catalogue.editions[found.name] else { return nil }
            return found.differences(from: known).isEmpty ? nil : known
        }
    }

    func decisionDifferences(
        _ row: Int, _ known: BulkCatalogue.Edition
    ) -> [(column: Int?, words: String)] {
        decisionsByRow(row).compactMap { decision in
            let said = catalogue.said(known, decision.element)
            guard !decision.isSaid(already: said, isOutdated: false) else { return nil }
            return (decision.place.column, decision.change(from: said))
        }
    }

    func decisionsByRow(_ row: Int) -> ArraySlice<BulkDecision> {
        // Decisions stand in the order of their rows.
        let start = decisions.partitioningIndex { $0.row >= row }
        return decisions[start...].prefix { $0.row == row }
    }
}

extension Decide.Request.Statement {
    /// Whether a reason why it differs from the parent can belong to it.
    var hasReasons: Bool {
        switch self {
        case .value, .absent: true
        case .keep, .unknown, .inherit: false
        }
    }
}
