public import AdaptModel

/// What was read as what: how the rows of a file were found, and what its columns are taken for.
public struct FilePreview: Sendable, Equatable {
    /// A column of the file, or what is the same for all rows.
    public struct Column: Sendable, Equatable {
        /// Its name in the file; nil: it stands in no column.
        public let name: String?
        /// What it is read as; nil: nothing is taken from it.
        public let field: String?
        /// The first text in it.
        public let sample: String?
        /// What that text is taken for, where that is more than the text.
        public let meaning: Meaning?

        init(_ name: String?, field: String?, sample: String?, meaning: Meaning? = nil) {
            (self.name, self.field, self.sample, self.meaning) = (name, field, sample, meaning)
        }
    }

    /// What a text is taken for.
    public enum Meaning: Sendable, Equatable {
        /// A figure; nil: that there is none.
        case figure(Figure?)
        /// A day or a week.
        case days(String)
        /// In what figures are counted.
        case unit(String)
        /// Why it is taken for nothing.
        case refused(String)
    }

    /// How its rows were found.
    public let layout: FileLayout
    /// Its columns in the order of the file, then what is the same for all rows.
    public let columns: [Column]

    /// Names of the columns that nothing is taken from.
    public var ignored: [String] { columns.filter { $0.field == nil }.compactMap(\.name) }
}

/// How the rows of a file are found.
public struct FileLayout: Sendable, Equatable {
    /// What holds the rows.
    public enum Rows: Sendable, Equatable {
        /// Separated values: what the bytes stand for, how that is known, and what stands between two values.
        case values(encoding: String, known: Knowledge, delimiter: String)
        /// A sheet of a workbook: its name, its place among them, and how many there are.
        case sheet(String, place: Int, of: Int)
    }

    /// How it is known what the bytes of a file stand for.
    public enum Knowledge: String, Sendable {
        /// It was said.
        case said
        /// The file begins with a byte order mark.
        case marked
        /// Nothing says otherwise, and each field that is read is looked at.
        case usual
    }

    /// What holds the rows.
    public let rows: Rows
    /// Where the header is.
    public let header: Int
}

/// The first rows below a header, to show what stands in them.
struct FirstRows: Sendable {
    /// A cell: its text, and whether it is a number by its kind.
    typealias Cell = (text: String, isNumber: Bool)

    private static let most = 20
    private(set) var rows: [[Cell]] = []

    /// Reads them from `rows`, which stand at the header. What is wrong with one is told when all are read.
    init(_ rows: any RowSource) {
        var rows = rows
        do {
            while self.rows.count < FirstRows.most, try rows.next() {
                self.rows.append(try (0..<rows.count).map { (try rows.text($0), rows.isNumber($0)) })
            }
        } catch {
            return
        }
    }

    /// The first text in a column.
    func first(_ index: Int) -> Cell? {
        rows.lazy.compactMap { $0.indices.contains(index) ? $0[index] : nil }.first { !$0.text.isEmpty }
    }

    /// All texts in a column.
    func texts(_ index: Int) -> [Cell] {
        rows.compactMap { $0.indices.contains(index) ? $0[index] : nil }.filter { !$0.text.isEmpty }
    }
}

extension TableColumns {
    /// What the columns are taken for. `first`: the first text of a column by its position.
    func preview(
        of header: [String], _ first: (Int) -> FirstRows.Cell?,
        meaning: (Field, FirstRows.Cell) -> FilePreview.Meaning? = { _, _ in nil }
    ) -> [FilePreview.Column] {
        var fields: [Int: Field] = [:]
        for field in Field.allCases { if let index = position(of: field) { fields[index] = field } }
        let own = open.map { ($0.index, "element:" + $0.name) }
        let names = Dictionary(own) { first, _ in first }
        let columns = header.indices.map { index -> FilePreview.Column in
            let (cell, field) = (first(index), fields[index])
            return FilePreview.Column(
                header[index], field: field?.rawValue ?? names[index], sample: cell?.text,
                meaning: field.flatMap { field in cell.flatMap { meaning(field, $0) } })
        }
        let shared = Field.allCases.compactMap { field in
            constant(field).map {
                FilePreview.Column(nil, field: field.rawValue, sample: $0, meaning: meaning(field, ($0, false)))
            }
        }
        return columns + shared
    }
}
