import AdaptModel

extension TableHeading {
    /// Whether they are two of any series; those of one series may have these codes.
    var isOfPair: Bool { editionsSideBySide == Self.pair && !has("left_verdict") }

    /// Whether it is told of each which it is: by the name of its column, or beside it.
    var namesSides: Bool { !isOfPair || Self.pair.allSatisfy { column(of: .edition, beside: $0) != nil } }

    /// An edition of a series whose values stand in no column, though all that stands beside them does; nil: none.
    /// `taken`: what is left out, in lower case.
    func sideLost(leaving taken: Set<String>) -> String? {
        let mark = "_verdict"
        return positions.keys.filter { $0.hasSuffix(mark) }.map { String($0.dropLast(mark.count)) }.sorted().first {
            side in
            !side.isEmpty && !has(side)
                && Self.factsOfEdition.allSatisfy { has(side + $0) && !taken.contains(side + $0) }
        }
    }

    /// The column that the values of `edition`, as `series/edition` or its code alone, stand in where editions stand
    /// side by side: that which goes by its code, or by its whole name where a column of ours has that code. Nil where
    /// they do not, or the column is named by `map`.
    ///
    /// Throws a `Refusal` (input) where nobody can tell which column it is, or whose rows are meant.
    func columnOfValues(
        of edition: String?, mapping map: [(field: String, column: String)], series: String?, market: String?
    ) throws -> String? {
        let editions = editionsSideBySide
        guard !editions.isEmpty, !map.contains(where: { $0.field == ElementField.value.rawValue }) else { return nil }
        let isPair = isOfPair
        let which = isPair ? "--map value=left, or --map value=right" : "--map value=COLUMN, of \(Self.few(editions))"
        let all = market == nil ? "" : "those of all editions are read without --market; "
        let sheet = "or edit the sheet of \(Self.sheetOfDecisions(of: series)), which comes back as a whole"
        if edition == nil, isPair, Self.pair.allSatisfy({ column(of: .edition, beside: $0) != nil }) {
            throw Refusal(
                .input, "two editions stand side by side in it, and it is not said which of them is read",
                hint: "\(all)say which it is: \(which); \(sheet)", place: place)
        }
        guard let edition else {
            let reading = "--edition \(Self.edition(of: series))" + (isPair ? " with \(which)" : "")
            throw Refusal(
                .input, "editions stand side by side in it, and no row says whose decision it is",
                hint: "\(all)to read the values of one edition: \(reading)"
                    + (isPair ? "" : ", of the columns \(Self.few(editions))") + "; \(sheet)", place: place)
        }
        let called = Self.names(of: edition)
        if !isPair, let column = editions.first(where: { called.contains($0.lowercased()) }) { return column }
        throw Refusal(
            .input,
            isPair
                ? "two editions stand side by side in it, and it is not said in which column \"\(edition)\" is"
                : "editions stand side by side in it, and no column is that of \"\(edition)\"",
            hint: "say which it is: \(which)"
                + (isPair && namesSides ? "; without --edition both are read, as what stands beside them says" : ""),
            place: place)
    }

    /// The column of a field that stands beside one of values, as `right_basis` beside `right`; nil: none.
    func column(of field: ElementField, beside value: String) -> String? {
        let name = value.lowercased() + "_" + field.rawValue
        return positions[name] == nil ? nil : name
    }

    /// Whether a column of values, of editions side by side, is that of another edition than `edition`, of which they
    /// are said all the same: of two which it is stands beside it, and is left out then; of all of a series the column
    /// is called by it.
    func isOfAnother(_ value: String, than edition: String?, ignoring: [String]) -> Bool {
        let editions = editionsSideBySide
        guard !isOfPair else {
            let shown = column(of: .edition, beside: value)
            return shown.map { shown in ignoring.contains { $0.lowercased() == shown } } ?? false
        }
        guard let edition, editions.contains(where: { $0.lowercased() == value.lowercased() }) else { return false }
        return !Self.names(of: edition).contains(value.lowercased())
    }

    /// What a column of an edition, as `series/edition` or its code alone, can be called.
    private static func names(of edition: String) -> [String] {
        [edition.lowercased()] + (edition.halves(at: "/").map { [$0.after.lowercased()] } ?? [])
    }

    /// The side of a pair beside which a row shows an edition; nil: none does.
    func side(showing edition: String, in row: TableRow) -> String? {
        Self.pair.first { side in
            positions[side + "_edition"]?.first.map { row.fields[$0] == edition } ?? false
        }
    }

    /// How to say whose decisions the rows are.
    func namingEdition(of series: String?) -> String {
        let option = "--edition \(Self.edition(of: series))"
        return editionsSideBySide.isEmpty
            ? "name it with --map edition=COLUMN, or the one edition of all rows with \(option)"
            : "say whose values they are with \(option), or edit the sheet of \(Self.sheetOfDecisions(of: series))"
    }

    private static func edition(of series: String?) -> String { (series ?? "SERIES") + "/EDITION" }

    private static func sheetOfDecisions(of series: String?) -> String {
        "adapt compare \(series ?? "SERIES") --against-parent --format csv"
    }

    /// The first of some columns, and how many more there are.
    private static func few(_ columns: [String]) -> String {
        let more = columns.count - 10
        return columns.prefix(10).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}
