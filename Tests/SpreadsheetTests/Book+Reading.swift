import TestSupport

@testable import Spreadsheet

extension Book {
    /// All rows of the sheet.
    func read(limits: SpreadsheetLimits = SpreadsheetLimits()) throws -> [SheetRow] {
        try Book.rows(of: bytes(), limits: limits)
    }

    /// All rows of the first sheet of a file.
    static func rows(of bytes: [UInt8], limits: SpreadsheetLimits = SpreadsheetLimits()) throws -> [SheetRow] {
        var rows = try XLSXReader(bytes: bytes, limits: limits).rows(ofSheetAt: 0)
        var found: [SheetRow] = []
        while let row = try rows.next() { found.append(row) }
        return found
    }

    /// The value of A1 of a sheet that holds only this cell.
    static func value(_ cell: String, _ change: (inout Book) -> Void = { _ in }) throws -> SheetValue {
        var book = Book(rows: "<row r=\"1\">\(cell)</row>")
        change(&book)
        return try book.read()[0][0]
    }
}
