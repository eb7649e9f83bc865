/// How a file of rows is read, where it does not say so itself.
public struct ReadingOptions: Sendable, Equatable {
    /// The sheet of a workbook; nil: the only one with the columns that are needed.
    public var sheet: String?
    /// What its bytes stand for, as in `gb18030`; nil: UTF-8, or what a byte order mark says.
    public var encoding: String?
    /// Whether rows that add up others are left out.
    public var skipsTotals = false
    /// Texts that are titles, though they read as words of totals, as Sum.
    public var notTotals: [String] = []

    /// A file that says all of it itself.
    public init() {}

    /// Told apart in the content hash.
    var signature: [String] {
        [sheet.map { "sheet=" + $0 }, encoding.map { "encoding=" + $0.lowercased() }].compactMap(\.self)
            + notTotals.map { "title=" + $0 }.sorted()
    }
}
