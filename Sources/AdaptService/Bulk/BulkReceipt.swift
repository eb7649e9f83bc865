public import AdaptModel

/// What an import of editions or decisions did, or would do.
public struct BulkReceipt: Sendable {
    /// How many were new, said something else than before, or were known.
    public struct Tally: Sendable, Equatable {
        /// Not there before.
        public var new = 0
        /// Said otherwise than before.
        public var changed = 0
        /// Known as they are.
        public var unchanged = 0
    }

    /// An edition that may be the same as one registered before, or a series.
    public struct Duplicate: Sendable, Equatable {
        /// `series/edition` of the new one.
        public let edition: String
        /// `series/edition` of the other.
        public let other: String
        /// The title of the other.
        public let title: String
        /// What else is the same: series, market, language, platform.
        public let same: String
        /// Whether it is of two series, and no editions.
        public internal(set) var isOfSeries = false
        /// Whether that is the same, and the title is not: no likely duplicate.
        public internal(set) var isAlike = false
    }

    /// Something that is said otherwise than before.
    public struct Change: Sendable, Equatable {
        /// How many of a file are told.
        public static let kept = 1000
        /// `series/edition`.
        public let edition: String
        /// Element or field, what was said and what is.
        public let words: String
        /// Who had said it, in which operation; nil: not known.
        public let by: String?

        /// What is left as somebody else said it.
        static func left(_ edition: String, _ words: String, by: SaidDecision.By?) -> Self {
            Self(edition: edition, words: words + (by.map { " (\($0))" } ?? ""), by: by?.description)
        }
    }

    /// The operation; nil where nothing was recorded.
    public internal(set) var operation: OperationID?
    /// Rows read.
    public internal(set) var read = 0
    /// Rows set aside as faulty, or that would be.
    public internal(set) var refused = 0
    /// How many of these are not at fault by what is told, but would be set aside with rows that are, as they depend on
    /// them or contradict them: of a dry run that sets none aside.
    public internal(set) var refusedForOthers = 0
    /// Editions: registered, given a new revision, left as they are.
    public internal(set) var editions = Tally()
    /// Decisions of elements.
    public internal(set) var decisions = Tally()
    /// How many of those changed say what was said before and had become outdated: a keep then holds what the parent
    /// says now.
    public internal(set) var settled = 0
    /// How many decisions of any edition are outdated by it, and were not before.
    public internal(set) var outdated = 0
    /// What is said otherwise than before, or again, the first thousand.
    public internal(set) var changes: [Change] = []
    /// How many there are.
    public internal(set) var changeCount = 0
    /// What is left as others said it since the revision that a row shows, where the row shows what was said then.
    public internal(set) var newer: [Change] = []
    /// What is said beside a value that the parent has no more, as its row shows it: what that was and is.
    public internal(set) var besideOther: [Change] = []
    /// Series added.
    public internal(set) var newSeries: [String] = []
    /// Paths used for the first time.
    public internal(set) var newElements: [String] = []
    /// What was read as what.
    public internal(set) var preview: FilePreview?
    /// Columns that were to be left out.
    public internal(set) var ignoring: [String] = []
    /// What stands above the header, row by row.
    public internal(set) var titles: [String] = []
    /// What was read though it is hidden.
    public internal(set) var hidden = HiddenCells()
    /// What a workbook holds beside the sheet that was read.
    public internal(set) var unreadSheets = UnreadSheets()
    /// Titles that had blanks at their ends, which were left out: how many, and in which line the first; nil: none.
    public internal(set) var cutTitles: (count: Int, line: Int)?
    /// Rows with a reason, a note or evidence and neither value nor state, which were passed over: how many, and in
    /// which line the first; nil: none.
    public internal(set) var groundsAlone: (count: Int, line: Int)?
    /// Likely duplicates among the editions registered or called otherwise, and the series added.
    public internal(set) var duplicates: [Duplicate] = []
    /// Of the editions registered, or of another market or language than before, those that another one of their series
    /// is alike in both: each with the last one before it.
    public internal(set) var alike: [Duplicate] = []
    /// What is wrong with the rows set aside, the first of many.
    public internal(set) var faults: Refusal?

    /// Columns that nothing was taken from.
    public var ignoredColumns: [String] { preview?.ignored ?? [] }
}

/// Rows that were set aside, with the original columns and one more that says why.
public struct RejectedRows: Sendable {
    /// Names of the columns; the last is `fault`.
    public let header: [String]
    /// Fields, as they stood in the file. A row with too many has the surplus after its fault.
    public internal(set) var rows: [[String]]
    /// How many columns the file has.
    let width: Int
    /// Which of them says what was wrong at an earlier import.
    let earlierFault: Int?
}
