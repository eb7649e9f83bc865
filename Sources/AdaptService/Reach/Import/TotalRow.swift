import AdaptModel

/// A row that adds up others.
struct TotalRow {
    /// Its first text.
    let word: String
    /// Whether that may be a title, as it is more than a word for totals.
    let mayBeTitle: Bool
    /// Where it is.
    let place: Refusal.Place

    /// What is wrong with it where nobody said that such rows are left out.
    var refusal: Refusal {
        Refusal(
            .input, "row \"\(word)\" adds up others",
            hint: "leave it out with --skip-totals; where it is a title: --not-total \"\(word)\"", place: place)
    }
}

/// Rows of totals that were left out: how many, and what the first of them are.
public struct TotalRows: Sendable, Equatable {
    /// How many.
    public private(set) var count = 0
    /// Word and line of the first of them.
    public private(set) var first: [(word: String, line: Int)] = []
    private static let shown = 10
    private var last = 0

    /// None.
    public init() {}

    /// Where each week has a column, a row comes once for each of them.
    mutating func append(_ row: TotalRow) {
        guard row.place.line != last else { return }
        last = row.place.line
        count += 1
        if first.count < TotalRows.shown { first.append((row.word, row.place.line)) }
    }

    public static func == (left: TotalRows, right: TotalRows) -> Bool {
        left.count == right.count && left.first.elementsEqual(right.first, by: ==)
    }
}
