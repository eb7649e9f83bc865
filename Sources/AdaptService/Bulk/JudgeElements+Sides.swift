import AdaptModel

/// Of which edition each column is, where all are read that stand side by side.
extension JudgeElements {
    /// Says of the columns of a series what `--edition` would say of all rows. An edition goes there by its code alone:
    /// one that is made for a market of that name, or in such a language, may be another than stood there.
    ///
    /// Throws a `Refusal` (input): columns of no edition, or two of one.
    mutating func nameSides(_ catalogue: inout BulkCatalogue) async throws {
        guard options.edition == nil, !table.sound(faults).isEmpty else { return }
        guard table.columns.constant(.edition) != nil else { return try refuseOneTwice() }
        let (series, place) = try await seriesOfSides()
        try await catalogue.load([series], in: workspace)
        guard catalogue.series[series] != nil else {
            let refusal = try await references.refusal(ofSeries: series)
            throw Refusal(.input, refusal.message, hint: refusal.hint, place: place)
        }
        var (found, first): (Faults, [String: String]) = (Faults(), [:])
        for side in table.sides.indices {
            guard let word = table.sides[side].constant(.edition) else { continue }
            let name = (word.contains("/") ? word : series + "/" + word).lowercased()
            let header = table.headerPlace.moved(column: table.sides[side].column(of: .value))
            let leaving =
                options.mappedValue == nil
                ? "leave it out with --ignore \(pasted(identifier: word))" : "name another with --map value=COLUMN"
            if catalogue.editions[name] == nil {
                let codes = (catalogue.bySeries[series] ?? []).map(\.code)
                let near = Nearest.hint(for: word, among: codes).map { $0 + " " } ?? ""
                found.add(
                    Refusal(
                        .input, "column \"\(word)\" is of no edition of \"\(series)\"",
                        hint: "\(near)one that was taken back since, or is something else: \(leaving)", place: header))
            } else if let other = first.updateValue(word, forKey: name) {
                found.add(
                    Refusal(
                        .input, "columns \"\(other)\" and \"\(word)\" are both of edition \"\(name)\"",
                        hint: leaving, place: header))
            }
            table.say(name, of: .edition, in: side)
        }
        try found.throwIfAny(isSetAside: false)
    }

    /// The series of whose editions the columns are, with where that is said: in the first row that fits and says it,
    /// else by `--series`.
    private func seriesOfSides() async throws -> (code: String, place: Refusal.Place) {
        if table.columns.column(of: .series) != nil {
            // In a row that does not fit anything may stand in that place.
            for row in 0..<table.count where table.rows[row].misfit == nil {
                guard let word = table.word(.series, row) else { continue }
                return (word.lowercased(), table.place(row, .series))
            }
        }
        guard let said = try await workspace.requireSeriesIfAny(options.series, asOf: .now) else {
            throw Refusal(
                .input, "no row says of which series the editions are that stand side by side in it",
                hint: "say it with --series CODE", place: table.headerPlace)
        }
        return (said, table.headerPlace)
    }

    /// Refuses two sides that are one edition, as it was and as it is: nobody can say which of the two it is to be.
    private func refuseOneTwice() throws {
        guard table.sides.count == 2 else { return }
        for row in 0..<table.count where table.rows[row].misfit == nil {
            let (left, right) = (table.word(.edition, row), table.word(.edition, row + table.count))
            guard let left, left.lowercased() == right?.lowercased() else { continue }
            throw Refusal(
                .input, "both sides are of \"\(left)\", and it is not said which of them is read",
                hint: "say which it is: --map value=left, or --map value=right", place: table.place(row, .edition))
        }
    }
}
