import AdaptModel

/// Editions side by side, of which all are read.
extension BulkOptions {
    /// What says something of a row as a whole, whatever the editions say in it.
    private static let ofRows = [ElementField.element, .series, .fault].map(\.rawValue)
    /// What may stand beside the values of one edition, as `es_note` beside `es`.
    private static let grounds = [ElementField.reasons, .note, .source, .locator, .quote].map(\.rawValue)

    /// How each of the editions is read that stand side by side below a header: as if `--edition` had named it by the
    /// name of its column, or of two, which name themselves, `--map value=left`. Where `map` names the column of one of
    /// them, that one alone. Of any other file, and where it is said whose the values are, the options as they are.
    ///
    /// Throws a `Refusal` (input): a column of which nobody can say of which edition it is; and one that is not there,
    /// though what stands beside it is.
    func ofEach(in heading: TableHeading) throws -> [BulkOptions] {
        let (all, taken) = (heading.editionsSideBySide, Set(ignoring.map { $0.lowercased() }))
        let sides = all.filter { !taken.contains($0.lowercased()) }
        guard edition == nil, market == nil, wide != true, !sides.isEmpty, heading.namesSides else { return [self] }
        if let column = mappedValue { return [ofOne(column, in: heading)] }
        try refuseLost(heading, taken)
        if sides.count > 1 { try refuseShared(heading, all, taken) }
        return sides.map { side in
            var options = self
            options.map.append((field: ElementField.value.rawValue, column: side))
            if !heading.isOfPair { options.edition = side }
            return options
        }
    }

    /// The column that `map` takes the values from; nil: it says nothing of them.
    var mappedValue: String? { map.first { $0.field == ElementField.value.rawValue }?.column }

    /// How the values of one column are read: as those of the edition that it is called by; as the options are where it
    /// is none, and where each row says whose it is.
    private func ofOne(_ column: String, in heading: TableHeading) -> BulkOptions {
        guard !heading.isOfPair, columnSayingWhose(in: heading) == nil,
            let side = heading.editionsSideBySide.first(where: { $0.lowercased() == column.lowercased() })
        else { return self }
        var options = self
        options.edition = side
        return options
    }

    /// Refuses what stands beside a column that was called something else, or taken out alone: its values would be
    /// passed over.
    private func refuseLost(_ heading: TableHeading, _ taken: Set<String>) throws {
        guard let lost = heading.sideLost(leaving: taken) else { return }
        throw Refusal(
            .input, "column \"\(lost)\" is missing, beside which \(lost)_state and \(lost)_basis stand",
            hint: "call it so again, or to leave that edition out: --ignore \(lost)_state", place: heading.place)
    }

    /// Refuses a column of something that each edition has of its own: it would be said of all of them.
    private func refuseShared(_ heading: TableHeading, _ sides: [String], _ taken: Set<String>) throws {
        let which = "nobody can say of which of the editions side by side"
        if let (field, column) = map.first(where: { !Self.ofRows.contains($0.field) }) {
            throw Refusal(
                .input, "column \"\(column)\" is \(field), \(which)",
                hint: "leave out --map \(field)=\(pasted(column)), or read one of them with --edition",
                place: heading.place)
        }
        let known = taken.union(sides.map { $0.lowercased() }).union(Self.ofRows)
        let shared = heading.names.first { name in
            !known.contains(name.lowercased()) && ElementField(rawValue: name.lowercased()) != nil
        }
        guard let shared else { return }
        let isOfOne = Self.grounds.contains(shared.lowercased())
        let own = isOfOne ? "call it as in \(sides[0])_\(shared.lowercased()), or " : ""
        throw Refusal(
            .input, "column \"\(shared)\" stands there once, and \(which) it is",
            hint: own + "leave it out with --ignore \(shared)", place: heading.place)
    }
}
