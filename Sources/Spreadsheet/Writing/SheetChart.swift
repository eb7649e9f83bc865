/// A chart of columns of a sheet, drawn by the spreadsheet program from the cells themselves.
public struct SheetChart: Sendable, Equatable {
    /// How values are drawn.
    public enum Kind: Sendable, Equatable {
        /// A line for each series.
        case line
        /// Upright bars, side by side.
        case column
    }

    /// Cells of one column.
    public struct Range: Sendable, Equatable {
        /// The name of the sheet, as `addSheet` gave it back.
        public let sheet: String
        /// From 0.
        public let column: Int
        /// From 1; row 1 is the header.
        public let rows: ClosedRange<Int>

        /// Cells of one column.
        public init(sheet: String, column: Int, rows: ClosedRange<Int>) {
            self.sheet = sheet
            self.column = column
            self.rows = rows
        }

        /// `='Reach'!$B$2:$B$10`. The name is always in quotes: unquoted, `W02` would be a cell.
        var formula: String {
            let name = CellReference.name(ofColumn: column)
            let quoted = sheet.replacing("'", with: "''")
            return "='\(quoted)'!$\(name)$\(rows.lowerBound):$\(name)$\(rows.upperBound)"
        }
    }

    /// Values that are drawn together.
    public struct Series: Sendable, Equatable {
        /// What the legend shows.
        public let name: String
        /// The values.
        public let values: Range

        /// Values under a name.
        public init(_ name: String, values: Range) {
            self.name = name
            self.values = values
        }
    }

    /// How values are drawn.
    public let kind: Kind
    /// What stands above it.
    public let title: String
    /// What stands along the bottom.
    public let categories: Range
    /// What is drawn, in the order of the legend.
    public let series: [Series]
    /// What a screen reader says in its place; nil: the title.
    public let description: String?

    /// A chart.
    public init(_ kind: Kind, title: String, categories: Range, series: [Series], description: String? = nil) {
        self.kind = kind
        self.title = title
        self.categories = categories
        self.series = series
        self.description = description
    }
}
