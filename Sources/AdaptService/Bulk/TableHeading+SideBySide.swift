import AdaptModel

extension TableHeading {
    /// The columns that hold what editions say, side by side, as our own comparisons write them of two editions or of
    /// all of a series; empty where it is no such header. Whose a row is, such a file says of no row.
    var editionsSideBySide: [String] {
        let all = Set(names.map { $0.lowercased() })
        guard all.contains("element") else { return [] }
        func stands(_ name: String, with facts: [String]) -> Bool {
            facts.allSatisfy { all.contains(name.lowercased() + $0) }
        }
        let pair = ["left", "right"]
        if pair.allSatisfy({ stands($0, with: ["", "_state", "_basis"]) }) { return pair }
        return names.filter { stands($0, with: ["_state", "_basis", "_verdict"]) }
    }

    /// Refuses editions side by side where no column is named to be read as the values of one.
    func refuseSideBySide(mapping map: [(field: String, column: String)], series: String?) throws {
        let editions = editionsSideBySide
        guard !editions.isEmpty, !map.contains(where: { $0.field == ElementField.value.rawValue }) else { return }
        throw Refusal(
            .input, "editions stand side by side in it, and no row says whose decision it is",
            hint: "edit the sheet of " + Self.sheetOfDecisions(of: series)
                + ", which comes back; or read the values of one edition: --series SERIES --market MARKET "
                + "--map value=COLUMN, of the columns " + editions.joined(separator: ", "),
            place: place)
    }

    /// How to say whose decisions the rows are.
    func namingEdition(of series: String?) -> String {
        editionsSideBySide.isEmpty
            ? "name it with --map edition=COLUMN"
            : "say whose values they are with --series SERIES --market MARKET, or edit the sheet of "
                + Self.sheetOfDecisions(of: series)
    }

    private static func sheetOfDecisions(of series: String?) -> String {
        "adapt compare \(series ?? "SERIES") --against-parent --format csv"
    }
}
