public import AdaptModel

/// How a file of editions or of decisions is read: what is the same for all rows, and what it may do.
public struct BulkOptions: Sendable {
    /// Pairs of field and column.
    public var map: [(field: String, column: String)] = []
    /// Columns that nothing is taken from.
    public var ignoring: [String] = []
    /// How the file is read.
    public var reading = ReadingOptions()
    /// Series of all rows.
    public var series: String?
    /// Language of all editions.
    public var language: String?
    /// Market of all editions.
    public var market: String?
    /// Edition of all decisions, where the file names none: `series/edition`, or a word of `series`, or of that which
    /// each row names.
    public var edition: String?
    /// Why that edition names none by itself: then it is a word of the series that each row names.
    var unnamed: Refusal?
    /// Parent of all editions but itself.
    public var parent: String?
    /// How the editions that name a parent were made from it.
    public var method: Method?
    /// Why values differ from the parent's, where a row does not say.
    public var reasons: [Reason] = []
    /// Evidence of all rows.
    public var citation: Citation?
    /// Whether a path that nobody has used yet is added.
    public var mayAddElements = false
    /// Whether a series that is not there is added.
    public var mayAddSeries = false
    /// Whether editions that are there are edited where the file differs.
    public var update = false
    /// Whether another edition may have the same external identifier.
    public var mayShareIdentifiers = false
    /// Whether each element has a column of its own; nil: where there is no column `element`.
    public var wide: Bool?

    /// The day that it is: nothing is said of those to come. Nil: not looked at.
    public var today: Day?

    /// A file that says everything itself and may only add editions and decisions.
    public init() {}
}

extension BulkOptions {
    /// What the columns of a file mean. `map`: pairs of field and column, where they are not as the user said them.
    ///
    /// Throws a `Refusal`: input where a column that is named is missing or there twice, usage for a bad `map`.
    func columns<Field: TableField>(
        of heading: TableHeading, map: [(field: String, column: String)]? = nil, constants: [Field: String],
        open: ((String) -> String?)? = nil
    ) throws -> TableColumns<Field> {
        try heading.require(ignored: ignoring)
        return try TableColumns(
            of: heading, map: map ?? self.map, constants: constants, ignoring: ignoring, open: open)
    }

    /// The evidence of all rows, as constants of its fields.
    func evidence<Field: TableField>(_ source: Field, _ locator: Field, _ quote: Field) -> [Field: String] {
        var constants: [Field: String] = [:]
        constants[source] = citation?.source
        constants[locator] = citation?.locator
        constants[quote] = citation?.quote
        return constants
    }
}
