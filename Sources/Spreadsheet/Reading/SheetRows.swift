/// The rows of one sheet, one at a time: only a block of the file is held.
///
///     var rows = try reader.rows(ofSheet: "Reach")
///     while let row = try rows.next() { ... }
public struct SheetRows: ~Copyable {
    private let sheet: String
    private let reader: PartReader
    private let handler: SheetHandler
    private let strings: SharedStrings
    private let limits: SpreadsheetLimits
    private var textBytes = 0
    private var isOver = false

    init(
        sheet: String, reader: PartReader, handler: SheetHandler, strings: SharedStrings, limits: SpreadsheetLimits
    ) {
        self.sheet = sheet
        self.reader = reader
        self.handler = handler
        self.strings = strings
        self.limits = limits
    }

    /// Columns that are not shown, from 0; known once a row was given.
    public var hiddenColumns: [ClosedRange<Int>] { handler.hiddenColumns }

    /// The next row that is written in the sheet, in order; nil after the last. A damaged end of a file shows
    /// only there: rows are to be trusted once nil has come. Throws a `SpreadsheetError`, and gives nothing more
    /// after one.
    public mutating func next() throws -> SheetRow? {
        guard !isOver else { return nil }
        do {
            var goesOn = true
            while true {
                // The last block may complete rows as well.
                if let row = handler.take() {
                    return try row.row(strings, limits: limits, textBytes: &textBytes)
                }
                guard goesOn else { break }
                goesOn = try reader.step()
            }
            isOver = true
            return nil
        } catch var error as SpreadsheetError {
            isOver = true
            error.sheet = sheet
            throw error
        }
    }
}
