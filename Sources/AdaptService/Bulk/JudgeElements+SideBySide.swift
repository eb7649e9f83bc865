import AdaptModel

/// Whose values stand side by side, where columns say it, beside whose all rows are said to be.
extension JudgeElements {
    /// Refuses the values of another edition or series than all rows are said to be of: then another column is meant,
    /// or another file. Throws a `Refusal` (input; rule where that edition is none).
    mutating func refuseOthersValues() async throws {
        let heading = table.heading
        guard !heading.editionsSideBySide.isEmpty, !isWide else { return refuseRowsOfOtherSeries() }
        if table.columns.column(of: .edition) != nil {
            try await refuseOtherEdition(heading)
        } else if table.columns.column(of: .series) != nil {
            try await refuseOtherSeries()
        }
    }

    /// Of two editions, each of which a column names.
    private mutating func refuseOtherEdition(_ heading: TableHeading) async throws {
        let said = try await workspace.requireSeriesIfAny(options.series, asOf: .now)
        var wanted: [String: String] = [:]
        for row in editionOf.keys.sorted() {
            // A row that was added shows none.
            guard let word = table.word(.edition, row), word.contains("/") else { continue }
            let shown = try await name(shownAs: word)
            guard let series = shown.halves(at: "/")?.before else { continue }
            let column = table.columnName(of: .value, row)
            if wanted[series] == nil { wanted[series] = try await editionOfAll(series) }
            let holds = "column \"\(column)\" holds the values of \"\(shown)\""
            guard let edition = wanted[series] else {
                guard let said, said != series else { continue }
                throw Refusal(
                    .input, "\(holds), which is no edition of \"\(said)\"", hint: "leave out --series",
                    place: table.place(row, .edition))
            }
            guard edition != shown else { continue }
            let option = options.edition == nil ? "--market" : "--edition"
            let other = heading.side(showing: edition, in: table.rows[row])
            throw Refusal(
                .input, "\(holds), not of \"\(edition)\"",
                hint: other.map { "to read those of \(edition): --map value=\($0)" }
                    ?? "leave out \(option), or to say the same of \(edition): --ignore \(column)_edition",
                place: table.place(row, .edition))
        }
    }

    /// `series/edition` of one that a row shows, however it is spelt; as it is spelt where there is none.
    private mutating func name(shownAs word: String) async throws -> String {
        for written in [word, word.lowercased()] {
            do {
                return try await references.name(of: written, series: nil)
            } catch let refusal as Refusal where refusal.kind == .rule || refusal.kind == .usage {
                continue
            }
        }
        return word
    }

    /// The edition that all rows are said to be of, one of `series` where that is not said; nil: it is not said.
    private mutating func editionOfAll(_ series: String) async throws -> String? {
        if let edition = options.edition {
            guard options.unnamed != nil else { return edition }
            return try await references.name(of: edition, series: series)
        }
        guard let market = options.market else { return nil }
        return try await references.name(ofMarket: market, series: options.series ?? series, naming: "with --edition")
    }

    /// Of all editions of a series, which a column names.
    private func refuseOtherSeries() async throws {
        let said = try await workspace.requireSeriesIfAny(options.series, asOf: .now)
        for row in editionOf.keys.sorted() {
            guard let shown = table.word(.series, row), let own = editionOf[row]?.halves(at: "/")?.before,
                let other = [own, said ?? own].first(where: { $0 != shown.lowercased() })
            else { continue }
            throw Refusal(
                .input, "editions of series \"\(shown)\" stand side by side in it, not of \"\(other)\"",
                hint: hint(toRead: shown, isOwn: own == shown.lowercased(), other), place: table.place(row, .series))
        }
    }

    /// How the editions of a series are read that a row shows beside those of another. `isOwn`: the file has no other.
    private func hint(toRead shown: String, isOwn: Bool, _ other: String) -> String {
        guard options.edition == nil, options.market == nil else {
            return "name one of \(shown), or to say the same of one of \(other): --ignore series"
        }
        // Where all are read none is named.
        return isOwn ? "leave out --series" : "read the rows of \(shown) by themselves"
    }

    /// Of a file in which each row names its series, beside the edition of all rows: the rows of another one.
    private mutating func refuseRowsOfOtherSeries() {
        guard let edition = options.edition, options.unnamed == nil, table.columns.column(of: .series) != nil else {
            return
        }
        let column = table.columnName(of: .series)
        for row in editionOf.keys.sorted() {
            guard let shown = table.word(.series, row), !BulkOptions.isSeries(shown, of: edition) else { continue }
            let refusal = Refusal(
                .input, "series \"\(shown)\" is not that of \"\(edition)\", which --edition says of all rows",
                hint: "take the row out; a column \(column) that is of something else is left out with --ignore "
                    + pasted(identifier: column), place: table.place(row, .series))
            faults.add(refusal, row: row)
        }
    }
}
