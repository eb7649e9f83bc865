/// Results as a workbook: sheets, each with rows of typed cells under a header, and charts of them.
public struct Workbook: Sendable {
    /// A sheet of a workbook.
    public struct Page: Sendable {
        /// What stands on its tab, as far as spreadsheet programs allow it.
        public let name: String
        /// What stands in its header.
        let columns: [String]
        /// Its rows.
        let rows: any RowSource & Sendable
        /// A chart of its rows, drawn beside them.
        let chart: Chart?

        /// A sheet of a workbook.
        public init(_ name: String, _ sheet: Sheet, chart: Chart? = nil) {
            self.init(name, columns: sheet.columns, sheet, chart: chart)
        }

        /// A sheet whose rows are made while they are written.
        init(_ name: String, columns: [String], _ rows: any RowSource & Sendable, chart: Chart? = nil) {
            self.name = name
            self.columns = columns
            self.rows = rows
            self.chart = chart
        }
    }

    /// A chart of a column of numbers: a line, or a bar where there is but one row.
    public struct Chart: Sendable {
        /// What stands above it.
        let title: String
        /// The column along the bottom.
        let along: String
        /// The column that is drawn.
        let of: String
        /// What the legend calls it.
        let name: String
        /// What a screen reader says in its place.
        let description: String
    }

    /// What the file says of itself.
    public let title: String
    /// Its sheets, in the order of their tabs.
    public let pages: [Page]

    /// A workbook.
    public init(title: String, _ pages: [Page]) {
        self.title = title
        self.pages = pages
    }

    /// Writes it to `path`. Throws a `Refusal` where that is not possible. `temporaryDirectory`: where rows wait.
    public func write(to path: String, temporaryDirectory: String) throws {
        let file = try WorkbookFile(path: path, temporaryDirectory: temporaryDirectory)
        try file.entitle(title)
        for page in pages { try file.add(page) }
        try file.close()
    }
}

extension Sheet {
    /// What a workbook says of itself: a line a fact.
    init(facts: [(String, String)]) {
        self.init(columns: ["what", "meaning"], rows: facts.map { [.text($0.0), .text($0.1)] })
    }
}
