import AdaptModel
import AdaptSQL

/// What cannot be, of the editions that the rows name.
extension JudgeEditions {
    /// Refuses a parent that is a further source too: another one than before that is recorded as one, and a source of
    /// the row. Once it is known what of the row others have said otherwise since.
    mutating func refuseParentAsSource() {
        for row in words.keys.sorted() where !faults.has(row) {
            guard let found = words[row] else { continue }
            let known = catalogue.editions[found.name]
            if let parent = found.parent, let known, known.parent != parent, known.drawsOn.contains(parent) {
                faults.add(Refusal.sourceAsParent(parent, of: found.name).at(table.place(row, .from)), row: row)
            } else if let parent = found.parent ?? known?.parent, found.alsoFrom.contains(parent) {
                faults.add(Refusal.parentAsSource(parent).at(table.place(row, .alsoFrom)), row: row)
            }
        }
    }

    /// Codes of the series to add; rows of series that may not be added are at fault.
    mutating func unknownSeries() async throws -> Set<String> {
        guard !options.mayAddSeries else {
            let unknown = Set(words.values.map(\.series)).filter { catalogue.series[$0] == nil }
            refuseTwoTitles(of: unknown)
            return unknown
        }
        let all = allWords
        for row in all.keys.sorted() {
            guard let code = all[row]?.series, catalogue.series[code] == nil else { continue }
            let refusal = try await references.refusal(ofSeries: code)
            let hint = (refusal.hint.map { $0 + "; " } ?? "") + "--new-series adds series that are not there"
            faults.add(Refusal(.rule, refusal.message, hint: hint, place: table.place(row, .series)), row: row)
        }
        return []
    }

    mutating func refuseTwoTitles(of series: Set<String>) {
        var titles: [String: String] = [:]
        for row in words.keys.sorted() {
            guard let found = words[row], let title = found.seriesTitle, series.contains(found.series) else { continue }
            guard let first = titles[found.series] else {
                titles[found.series] = title
                continue
            }
            guard first != title else { continue }
            faults.add(
                Refusal(
                    .rule, "series \"\(found.series)\" has two titles, \"\(first)\" and \"\(title)\"",
                    hint: "give it one", place: table.place(row, .seriesTitle)), row: row)
        }
    }

    /// Refuses external identifiers that another edition has, in the database or in the file: likely it is the same one.
    mutating func refuseSharedIdentifiers() async throws {
        let named = Set(words.values.flatMap(\.identifiers)).sorted()
        guard !options.mayShareIdentifiers, !named.isEmpty else { return }
        let parsed = try named.map { try Identifier(parsing: $0) }
        var holders: [String: [String]] = [:]
        for row in try await workspace.rows(
            Queries.bulk["identified"], [parsed.map(\.scheme), parsed.map(\.value)])
        { holders[try row.get("identifier"), default: []].append(try row.get("edition")) }
        for row in words.keys.sorted() {
            guard let found = words[row], !faults.has(row) else { continue }
            for identifier in found.identifiers {
                let known = holders[identifier, default: []]
                if known.contains(found.name) { continue }
                if let other = known.first {
                    let line = catalogue.editions[other] == nil ? rowOf[other].map { table.rows[$0].place.line } : nil
                    faults.add(
                        Refusal.shared(identifier, with: other, line: line).at(table.place(row, .id)), row: row)
                } else {
                    holders[identifier] = [found.name]
                }
            }
        }
    }

    mutating func refuseCycles() {
        let descent = BulkDescent(catalogue, editions: Array(words.values), decisions: [])
        for row in words.keys.sorted() {
            guard let found = words[row], !faults.has(row), let cycle = descent.cycle(from: found.name) else {
                continue
            }
            let steps = (cycle + [found.name]).map { name in
                name + (rowOf[name].map { " (line \(table.rows[$0].place.line))" } ?? "")
            }
            faults.add(
                Refusal(
                    .rule, "edition would become its own ancestor: " + steps.joined(separator: " from "),
                    hint: "one of them derives from none of the others: leave its from and also_from empty",
                    place: table.place(row, .from)), row: row)
        }
    }
}
