import AdaptModel

/// Names of the columns of a table.
struct TableHeading: Sendable {
    /// Without blanks at their ends.
    let names: [String]
    /// Where they are.
    let place: Refusal.Place
    /// Where each name stands, from 0, by its lower case.
    let positions: [String: [Int]]
    /// The columns that hold what editions say, side by side, as our own comparisons write them of two editions or of
    /// all of a series; empty where it is no such header. Which of them is read, no row says.
    let editionsSideBySide: [String]

    /// Whether it stands below a row of names that is as wide, and is none itself, as rows of a table do.
    var isBelowNames = false

    init(names: [String], place: Refusal.Place) {
        (self.names, self.place) = (names, place)
        let positions = Dictionary(grouping: names.indices) { names[$0].lowercased() }
        self.positions = positions
        func stands(_ name: String, with facts: [String]) -> Bool {
            facts.allSatisfy { positions[name.lowercased() + $0] != nil }
        }
        let isComparison = positions["element"] != nil
        let ofSeries = isComparison ? names.filter { stands($0, with: Self.factsOfEdition) } : []
        let isPair = isComparison && Self.pair.allSatisfy { stands($0, with: ["", "_state", "_basis"]) }
        editionsSideBySide = ofSeries.isEmpty && isPair ? Self.pair : ofSeries
    }

    /// What two editions of any series are called.
    static let pair = ["left", "right"]
    /// What stands beside each of the editions of a series.
    static let factsOfEdition = ["_state", "_basis", "_verdict"]

    /// Whether a column has this name, in any case of its letters.
    func has(_ name: String) -> Bool { positions[name.lowercased()] != nil }

    /// Whether all are there, each once, and none is a number.
    var isOfNames: Bool {
        let all = names.prefix(width).map { $0.lowercased() }
        return all.count > 1 && Set(all).count == all.count && all.allSatisfy { $0.first?.isNumber == false }
    }

    /// How many there are, but for those at the end that have no name.
    var width: Int { (names.lastIndex { !$0.isEmpty } ?? -1) + 1 }

    /// Refuses columns to be left out that are not there.
    func require(ignored columns: [String]) throws {
        for name in columns where !has(name) {
            throw Refusal(
                .input, "column \"\(name)\" is missing, so that it cannot be left out",
                hint: Nearest.hint(for: name, among: names) ?? "the file has " + names.joined(separator: ", "),
                place: place)
        }
    }
}
