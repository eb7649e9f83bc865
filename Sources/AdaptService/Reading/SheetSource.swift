import AdaptModel
import Spreadsheet

/// The rows of a sheet of a workbook.
///
/// Unchecked: it is read by the one task that imports it.
final class SheetSource: RowSource, @unchecked Sendable {
    private let file: String
    private let sheet: String
    let otherSheets: [String]
    let unreadSheets: UnreadSheets
    private var rows: SheetRows
    private var row: SheetRow?
    private var values: [SheetValue] = []
    private var width = 0
    /// Merged cells, and by column those that may still come.
    private let merged: [CellRange]
    private var mergedAhead: [Int: ArraySlice<CellRange>] = [:]
    /// Rows below the header that are not shown, of those given so far.
    private var hiddenRows = 0
    /// After a fault nothing more comes.
    private(set) var isBroken = false

    /// The rows of the sheet at `index`. `others`: the sheets that may be read instead, and `unread` those that hold rows
    /// and are not, by their positions.
    init(
        _ reader: XLSXReader, sheet index: Int, file: String, merged: [CellRange] = [], others: [Int] = [],
        unread: [Int] = []
    ) throws {
        self.merged = merged
        self.file = file
        sheet = reader.sheets[index].name
        otherSheets = others.map { reader.sheets[$0].name }
        unreadSheets = UnreadSheets(read: reader.sheets[index].name, names: unread.map { reader.sheets[$0].name })
        rows = try SheetSource.refusing(file) { try reader.rows(ofSheetAt: index) }
    }

    /// A sheet has no edge: its rows are as wide as the header, or wider where more is written.
    func begin(columns: Int) { (width, hiddenRows) = (columns, 0) }

    var hidden: (rows: Int, columns: [Int]) {
        (hiddenRows, (0..<width).filter { column in rows.hiddenColumns.contains { $0.contains(column) } })
    }

    var count: Int { max(width, values.count) }

    func next() throws -> Bool {
        do {
            repeat {
                row = try SheetSource.refusing(file) { try rows.next() }
                values = row?.values ?? []
            } while row != nil && values.allSatisfy { $0 == .empty || $0 == .text("") }
            if row?.isHidden == true { hiddenRows += 1 }
            return row != nil
        } catch {
            isBroken = true
            throw error
        }
    }

    func text(_ index: Int) throws -> String {
        guard index < values.count else { return "" }
        switch values[index] {
        case .empty: return ""
        case .text(let text), .number(let text), .signed(let text), .date(let text): return text
        case .boolean(let isTrue): return isTrue ? "true" : "false"
        case .error(let error):
            throw Refusal(
                .input, "cell holds the error \(error)", hint: "mend it in the workbook",
                place: place(column: index + 1))
        case .formulaWithoutValue:
            throw Refusal(
                .input, "cell holds a formula that was never calculated",
                hint: "open the file in a spreadsheet program and save it", place: place(column: index + 1))
        }
    }

    func error(_ index: Int) -> String? {
        guard index < values.count, case .error(let error) = values[index] else { return nil }
        return error
    }

    func append(_ fields: [Int], to key: inout [UInt8]) -> Bool {
        for index in fields {
            switch index < values.count ? values[index] : .empty {
            case .empty: break
            case .text(let text), .number(let text), .signed(let text), .date(let text):
                key.append(contentsOf: text.utf8)
            case .boolean(let isTrue): key.append(contentsOf: (isTrue ? "true" : "false").utf8)
            case .error, .formulaWithoutValue: return false
            }
            // No text in UTF-8 holds this byte.
            key.append(0xFF)
        }
        return true
    }

    func plain(_ index: Int) -> PlainCell {
        switch index < values.count ? values[index] : .empty {
        case .empty: .empty
        case .text(let text), .number(let text): PlainCell(text.utf8)
        case .signed, .date, .boolean, .error, .formulaWithoutValue: .other
        }
    }

    func isNumber(_ index: Int) -> Bool {
        guard index < values.count else { return false }
        switch values[index] {
        case .number, .signed: return true
        case .empty, .text, .boolean, .date, .error, .formulaWithoutValue: return false
        }
    }

    func noWords(_ index: Int) -> String? {
        guard index < values.count else { return nil }
        switch values[index] {
        case .date(let text): return (text.contains("-") ? "the date " : "the time ") + text
        case .boolean(let isTrue): return "the truth value " + (isTrue ? "TRUE" : "FALSE")
        case .number(let text) where text.contains("E"): return "the number \(text) without its last digits"
        case .empty, .text, .number, .signed, .error, .formulaWithoutValue: return nil
        }
    }

    func merged(in columns: [Int]) -> Refusal? {
        guard !merged.isEmpty, let number = row?.number else { return nil }
        for column in columns {
            let left = mergedAhead[column] ?? merged.filter { $0.holds(column: column) }[...]
            let ahead = left.drop { $0.last.row < number }
            mergedAhead[column] = ahead
            guard let range = ahead.first, range.first.row <= number else { continue }
            return Refusal(
                .input, "cell is one of \(range), which are merged",
                hint: "nobody can say which rows that is said of: unmerge them, and fill down what is true of each row",
                place: place(column: column + 1))
        }
        return nil
    }

    func place(column: Int?) -> Refusal.Place {
        Refusal.Place(file: file, line: row?.number ?? 1, column: column, sheet: sheet)
    }

    /// Runs `body`; what it says of a workbook becomes a `Refusal`.
    static func refusing<Result: ~Copyable>(_ file: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as SpreadsheetError {
            let kind: Refusal.Kind =
                switch error.kind {
                case .missingLibrary, .file: .missingFile
                case .format, .damaged, .limit, .value: .input
                }
            let cell = error.cell.flatMap { CellReference($0) }
            throw Refusal(
                kind, error.message, hint: error.hint,
                place: .init(
                    file: file, line: cell?.row ?? 1, column: cell.map { $0.column + 1 },
                    sheet: cell == nil ? nil : error.sheet))
        }
    }
}
