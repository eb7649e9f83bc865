import AdaptModel

extension TableHeading {
    private static let pair = ["left", "right"]

    /// The columns that hold what editions say, side by side, as our own comparisons write them of two editions or of
    /// all of a series; empty where it is no such header. Whose a row is, such a file says of no row.
    var editionsSideBySide: [String] {
        let all = Set(names.map { $0.lowercased() })
        guard all.contains("element") else { return [] }
        func stands(_ name: String, with facts: [String]) -> Bool {
            facts.allSatisfy { all.contains(name.lowercased() + $0) }
        }
        if Self.pair.allSatisfy({ stands($0, with: ["", "_state", "_basis"]) }) { return Self.pair }
        return names.filter { stands($0, with: ["_state", "_basis", "_verdict"]) }
    }

    /// The column that the values of `edition`, as `series/edition`, stand in where editions stand side by side: that
    /// which goes by its code, or by its whole name where a column of ours has that code. Nil where they do not, or the
    /// column is named by `map`.
    ///
    /// Throws a `Refusal` (input) where nobody can tell which column it is, or whose rows are meant.
    func columnOfValues(
        of edition: String?, mapping map: [(field: String, column: String)], series: String?
    ) throws -> String? {
        let editions = editionsSideBySide
        guard !editions.isEmpty, !map.contains(where: { $0.field == ElementField.value.rawValue }) else { return nil }
        let isPair = editions == Self.pair
        let which = isPair ? "--map value=left, or --map value=right" : "--map value=COLUMN, of \(Self.few(editions))"
        guard let edition else {
            let reading = "--edition \(Self.edition(of: series))" + (isPair ? " with \(which)" : "")
            throw Refusal(
                .input, "editions stand side by side in it, and no row says whose decision it is",
                hint: "to read the values of one edition: \(reading)"
                    + (isPair ? "" : ", of the columns \(Self.few(editions))")
                    + "; or edit the sheet of \(Self.sheetOfDecisions(of: series)), which comes back as a whole",
                place: place)
        }
        let called = [edition.lowercased(), edition.halves(at: "/")?.after.lowercased()]
        if !isPair, let column = editions.first(where: { called.contains($0.lowercased()) }) { return column }
        throw Refusal(
            .input,
            isPair
                ? "two editions stand side by side in it, and it does not say which of them is \"\(edition)\""
                : "editions stand side by side in it, and no column is that of \"\(edition)\"",
            hint: "say which it is: \(which)", place: place)
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
