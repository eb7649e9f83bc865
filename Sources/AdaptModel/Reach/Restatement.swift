/// A figure that a later vintage of the same window replaced.
public struct Restatement: Sendable {
    /// One vintage of the figure.
    public struct Vintage: Sendable {
        /// When it was published.
        public let published: Day
        /// The figure.
        public let figure: Figure
        /// The publisher's words, where they are more than the number.
        public let wording: String?
        /// The import that brought it.
        public let operation: OperationID

        /// A vintage.
        public init(published: Day, figure: Figure, wording: String?, operation: OperationID) {
            self.published = published
            self.figure = figure
            self.wording = wording
            self.operation = operation
        }
    }

    /// `series/edition` of each edition it is of.
    public let editions: [String]
    /// Code of the creative it is of.
    public let creative: String?
    /// Title of the edition; of a joint figure none.
    public let title: String?
    /// Its days.
    public let window: Window
    /// Who measured.
    public let source: String
    /// What.
    public let metric: String
    /// Market where it was measured; nil: everywhere.
    public let measuredIn: String?
    /// Of money.
    public let currency: String?
    /// What was said before.
    public let old: Vintage
    /// What is said instead.
    public let new: Vintage

    /// A restated figure.
    public init(
        editions: [String], creative: String?, title: String?, window: Window, source: String, metric: String,
        measuredIn: String?, currency: String?, old: Vintage, new: Vintage
    ) {
        self.editions = editions
        self.creative = creative
        self.title = title
        self.window = window
        self.source = source
        self.metric = metric
        self.measuredIn = measuredIn
        self.currency = currency
        self.old = old
        self.new = new
    }

    /// New less old, where both are exact.
    public var change: Int? {
        guard old.figure.comparator == .equal, new.figure.comparator == .equal else { return nil }
        return new.figure.low - old.figure.low
    }
}
