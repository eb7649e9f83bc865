/// Reads .xlsx and .xlsm workbooks. Macros are never looked at. A reader belongs to one thread at a time.
public final class XLSXReader {
    /// A sheet of cells.
    public struct Sheet: Sendable, Equatable {
        /// What its tab shows.
        public let name: String
        /// Whether its author has hidden it.
        public let isHidden: Bool
    }

    private let archive: Archive
    private let workbook: Workbook
    private var shared: (strings: SharedStrings, styles: CellStyles)?

    /// The sheets of cells, in the order of their tabs.
    public let sheets: [Sheet]

    /// Opens a file. What is no regular file, such as a pipe, is copied to `temporaryDirectory` first.
    public convenience init(
        path: String, limits: SpreadsheetLimits = SpreadsheetLimits(), temporaryDirectory: String = "/tmp"
    ) throws {
        let file = try OpenFile.open(path, limits: limits, temporaryDirectory: temporaryDirectory)
        try self.init(file, limits: limits)
    }

    /// Reads what a descriptor gives until its end, such as standard input, by way of a file without a name.
    /// The descriptor stays open.
    public convenience init(
        descriptor: Int32, limits: SpreadsheetLimits = SpreadsheetLimits(), temporaryDirectory: String = "/tmp"
    ) throws {
        let file = try OpenFile.copy(of: descriptor, limits: limits, temporaryDirectory: temporaryDirectory)
        try self.init(file, limits: limits)
    }

    /// Reads bytes, by way of a file without a name.
    public convenience init(
        bytes: [UInt8], limits: SpreadsheetLimits = SpreadsheetLimits(), temporaryDirectory: String = "/tmp"
    ) throws {
        let file = try OpenFile.copy(of: bytes, limits: limits, temporaryDirectory: temporaryDirectory)
        try self.init(file, limits: limits)
    }

    private init(_ file: OpenFile, limits: SpreadsheetLimits) throws {
        archive = try Archive(file, limits: limits)
        workbook = try Workbook(archive)
        sheets = workbook.sheets.map { Sheet(name: $0.name, isHidden: $0.isHidden) }
    }

    /// The rows of the sheet of this name; upper and lower case are the same, as in Excel.
    public func rows(ofSheet name: String) throws -> SheetRows {
        let exact = sheets.firstIndex { $0.name == name }
        guard let index = exact ?? sheets.firstIndex(where: { $0.name.lowercased() == name.lowercased() }) else {
            let known = sheets.prefix(10).map { "\"\($0.name)\"" }.joined(separator: ", ")
            throw SpreadsheetError(
                .value, "sheet \"\(name)\" does not exist", hint: known.isEmpty ? nil : "there is \(known)")
        }
        return try rows(ofSheetAt: index)
    }

    /// The rows of a sheet by its place among `sheets`, from 0.
    public func rows(ofSheetAt index: Int) throws -> SheetRows {
        guard sheets.indices.contains(index) else {
            throw SpreadsheetError(.value, "sheet \(index + 1) does not exist: the workbook has \(sheets.count)")
        }
        let sheet = workbook.sheets[index]
        let (strings, styles) = try sharedParts()
        let limits = archive.limits
        guard let entry = try archive.entry(sheet.part, limit: limits.sheetBytes) else {
            throw SpreadsheetError(.damaged, "\(sheet.part) is not in the file", sheet: sheet.name)
        }
        let handler = SheetHandler(styles: styles, epoch: workbook.epoch, limits: limits)
        let reader = try PartReader(entry, limits: limits, handler: handler)
        return SheetRows(sheet: sheet.name, reader: reader, handler: handler, strings: strings, limits: limits)
    }

    /// The cells of a sheet, by its place, that are merged over several rows.
    public func mergedRows(ofSheetAt index: Int) throws -> [CellRange] {
        guard sheets.indices.contains(index) else { return [] }
        return try MergedCells.ranges(of: workbook.sheets[index].part, in: archive)
    }

    /// Read once, when the first sheet needs them.
    private func sharedParts() throws -> (SharedStrings, CellStyles) {
        if let shared { return shared }
        let parts = (
            strings: try SharedStrings(workbook.sharedStrings, of: archive),
            styles: try CellStyles(workbook.styles, of: archive)
        )
        shared = parts
        return parts
    }
}
