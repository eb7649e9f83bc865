public import AdaptModel

extension ImportReach {
    /// A title beside an identifier of an edition that nobody calls so.
    public struct NewTitle: Sendable, Equatable {
        /// As the file has it.
        public let title: String
        /// `series/edition`.
        public let edition: String
    }

    /// What an import did, in rows.
    public struct Receipt: Sendable, Equatable {
        /// The operation; nil where nothing was applied.
        public var operation: OperationID?
        /// Rows read.
        public var read = 0
        /// Figures of windows not known before.
        public var new = 0
        /// Figures that replaced an earlier vintage.
        public var revised = 0
        /// Figures already known.
        public var unchanged = 0
        /// Of these, published later than what was known, and kept for that.
        public var repeated = 0
        /// Vintages older than those known: kept, but no report changes.
        public var older = 0
        /// Figures put together with another one of the same edition and days, as was asked for.
        public var together = 0
        /// Rows set aside as faulty.
        public var refused = 0
        /// What is wrong with them, the first of many.
        public var faults: Refusal?
        /// Rows that say there is no figure.
        public var notReported = 0
        /// New or revised figures whose window lies in no single week.
        public var unplaced = 0
        /// The first window that runs from Sunday to Saturday, which is no ISO week, so that its figure is unplaced.
        public var fromSunday: Window?
        /// Weeks whose reach changed.
        public var weeks: [String] = []
        /// Readings of counters that were not known.
        public var readings = 0
        /// Readings that replaced earlier vintages.
        public var restated = 0
        /// Counters that went down between two readings.
        public var falls: [CounterFall] = []
        /// Places on publishers' lists that were not known, or not as they are.
        public var places = 0
        /// Places said again as they were known, by a later publication, and kept for that.
        public var repeatedPlaces = 0
        /// Currencies of the money in it, each counted in its smallest unit.
        public var currencies: [String] = []
        /// Editions registered because the file calls them so, as `series/edition`, in the order of the file.
        public var registered: [String] = []
        /// Those of them that share their title and are told apart by category.
        public var toldApart: [String] = []
        /// Rows left out because they add up others.
        public var totals = TotalRows()
        /// Columns that nothing was taken from.
        public var ignoredColumns: [String] = []
        /// Columns that were to be left out.
        public var ignoring: [String] = []
        /// What stands above the header, row by row.
        public var titles: [String] = []
        /// Titles beside identifiers that are none of the editions which these name, and are not kept.
        public var newTitles: [NewTitle] = []
        /// What was read though it is hidden.
        public var hidden = HiddenCells()
        /// What a workbook holds beside the sheet that was read.
        public var unreadSheets = UnreadSheets()
        /// The operation that had applied the same file before.
        public var sameAs: OperationID?
        /// The last one that has restated figures of it since.
        public var restatedBy: OperationID?
    }
}

extension ImportReach.Receipt {
    /// Whether there is anything to record.
    var keepsSomething: Bool { new + revised + older + repeated + places + repeatedPlaces > 0 }

    /// Adds what became of the names.
    mutating func add(_ known: Registered) {
        (registered, toldApart, newTitles) = (known.names, known.toldApart, known.newTitles)
    }

    /// Adds what became of the figures.
    mutating func add(_ outcome: Posting.Outcome) {
        new = outcome.new
        revised = outcome.revised
        older = outcome.older
        unchanged = outcome.unchanged
        repeated = outcome.repeated
        unplaced = outcome.unplaced
        together = outcome.together
        weeks = outcome.weeks.sorted().map { Week(of: Day(number: Int($0))).description }
    }
}
