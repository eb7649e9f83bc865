import AdaptModel

/// Rows beside those at fault, where these are set aside.
extension JudgeElements {
    /// Sets aside the rows that say something of what a row at fault says something of: nobody can tell which is right.
    mutating func refuseBesideFaulty() {
        var faulty: [String: Int] = [:]
        for row in editionOf.keys.sorted() where faults.has(row) {
            for key in subjects(of: row) where faulty[key] == nil { faulty[key] = row }
        }
        guard !faulty.isEmpty else { return }
        for row in editionOf.keys.sorted() where !faults.has(row) {
            guard let (key, other) = subjects(of: row).lazy.compactMap({ key in faulty[key].map { (key, $0) } }).first,
                let (edition, path) = key.halves(at: " ")
            else { continue }
            let line = table.rows[other].place.line
            faults.add(
                Refusal(
                    .rule, "element \"\(path)\" of \"\(edition)\" is decided in line \(line) too, which is at fault",
                    hint: "mend that line, and say one thing of it", place: table.place(row, nil)), row: row)
        }
    }

    /// Finds what the rows that do not fit seem to be of, where rows at fault are set aside.
    mutating func readMisfits() async throws {
        guard setsAside else { return }
        for (row, words) in table.misfits([.edition, .series, .code, .market, .element]) {
            editionOf[row] = try await roughEdition(words)
            elementOf[row] = words[.element]
        }
    }

    private mutating func roughEdition(_ words: [ElementField: String]) async throws -> String? {
        let series = words[.series]
        do {
            if let written = words[.edition] ?? words[.code] {
                return try await references.name(of: written, series: series)
            }
            guard let series, let market = words[.market] else { return nil }
            return try await references.name(ofMarket: market, series: series)
        } catch let refusal as Refusal where refusal.kind == .rule || refusal.kind == .usage {
            return nil
        }
    }

    /// What a row says something of, readable or not, as `series/edition path`.
    private func subjects(of row: Int) -> [String] {
        guard let edition = editionOf[row] else { return [] }
        let paths =
            isWide
            // Of a row that does not fit nobody knows which cell is of which column.
            ? table.columns.open.filter { table.rows[row].misfit != nil || says(row, $0.index) }.map(\.name)
            : [table.word(.element, row) ?? elementOf[row]].compactMap(\.self)
        return paths.compactMap { path in
            do { return "\(edition) \(try names.element(path).path)" } catch { return nil }
        }
    }

    /// Whether a cell of a row with a column an element says anything.
    private func says(_ row: Int, _ index: Int) -> Bool {
        do { return try Decide.Request.Statement.cell(table.rows[row].fields[index]) != nil } catch { return true }
    }
}
