/// A plain list with named columns: what `list` and `show` give. Nil: not recorded.
public struct Listing: Sendable {
    /// Names of the columns.
    public let columns: [String]
    /// Rows; as many cells as columns.
    public let rows: [[String?]]

    /// A list.
    public init(columns: [String], rows: [[String?]]) {
        self.columns = columns
        self.rows = rows
    }

    /// The cells of a column; empty where there is no such column.
    public subscript(_ column: String) -> [String?] {
        guard let index = columns.firstIndex(of: column) else { return [] }
        return rows.map { $0[index] }
    }

    /// The same rows with only some of the columns, in that order.
    public func selecting(_ names: [String]) -> Listing {
        let indices = names.compactMap { columns.firstIndex(of: $0) }
        return Listing(columns: indices.map { columns[$0] }, rows: rows.map { row in indices.map { row[$0] } })
    }
}

/// An edition with everything known of it.
public struct EditionSheet: Sendable {
    /// One element, as it stands.
    public struct Element: Sendable {
        /// Path.
        public let element: String
        /// State, basis and the decision behind it.
        public let resolved: ResolvedElement
        /// `series/edition` whose decision it is.
        public let from: String?
        /// What its parent has there, of an element that it decides itself; nil: it does not, or has no parent.
        public let parent: ElementState?

        /// One element.
        public init(element: String, resolved: ResolvedElement, from: String?, parent: ElementState? = nil) {
            self.element = element
            self.resolved = resolved
            self.from = from
            self.parent = parent
        }
    }

    /// Name, value pairs: title, language, market and so on; nil: not recorded.
    public let facts: [(name: String, value: String?)]
    /// Its other titles: columns title, kind, language.
    public let aliases: Listing
    /// Elements ordered by path.
    public let elements: [Element]
    /// Creatives with their beats.
    public let creatives: Listing
    /// What it stands on, its elements aside.
    public let evidence: [Evidence]

    /// A sheet.
    public init(
        facts: [(name: String, value: String?)], aliases: Listing, elements: [Element], creatives: Listing,
        evidence: [Evidence] = []
    ) {
        self.facts = facts
        self.aliases = aliases
        self.elements = elements
        self.creatives = creatives
        self.evidence = evidence
    }
}

/// The editions of a series as trees by primary parent.
public struct LineageTree: Sendable {
    /// One edition with those that derive from it.
    public struct Node: Sendable {
        /// `series/edition`.
        public let edition: String
        /// Title.
        public let title: String
        /// Language; nil: not recorded.
        public let language: String?
        /// Market; nil: not recorded.
        public let market: String?
        /// Status; nil: not recorded.
        public let status: String?
        /// Method; nil: it is a source.
        public let method: String?
        /// Certainty of the lineage.
        public let certainty: String?
        /// Whether it derives from something that is not named.
        public let parentUnnamed: Bool
        /// Further editions it draws on.
        public let drawsOn: String?
        /// What its lineage stands on.
        public let evidence: [Evidence]
        /// Editions that derive from it, by code.
        public let children: [Node]

        /// An edition.
        public init(
            edition: String, title: String, language: String?, market: String?, status: String?, method: String?,
            certainty: String?, parentUnnamed: Bool, drawsOn: String?, evidence: [Evidence] = [],
            children: [Node]
        ) {
            self.edition = edition
            self.title = title
            self.language = language
            self.market = market
            self.status = status
            self.method = method
            self.certainty = certainty
            self.parentUnnamed = parentUnnamed
            self.drawsOn = drawsOn
            self.evidence = evidence
            self.children = children
        }
    }

    /// Code of the series.
    public let series: String
    /// Editions without a parent here.
    public let roots: [Node]
    /// How many derived editions somebody asserts, and how many are registered; nil: nobody asserts a number.
    public let asserted: AssertedEditions?

    /// A tree.
    public init(series: String, roots: [Node], asserted: AssertedEditions?) {
        self.series = series
        self.roots = roots
        self.asserted = asserted
    }
}
