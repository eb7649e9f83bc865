@testable import Spreadsheet

/// A workbook made by hand, with one sheet unless told otherwise.
struct Book {
    /// What stands inside `sheetData`.
    var rows = ""
    /// What stands inside `sst`; nil for no such part.
    var strings: String?
    /// Codes of the formats 1, 2 and so on; format 0 is plain.
    var formats: [String] = []
    /// Built-in formats that follow those.
    var builtIn: [Int] = []
    var is1904 = false
    var beforeSheet = ""
    /// Further entries, added last.
    var more: [(String, [UInt8])] = []
    /// The whole sheet, in place of `rows`.
    var sheet: String?

    static let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""

    /// The archive, not finished, without the sheet.
    func archive() -> ZipBytes {
        var zip = ZipBytes()
        func relations(_ targets: [(String, String)]) -> [UInt8] {
            let items = targets.enumerated().map { index, target in
                "<Relationship Id=\"r\(index)\" Type=\"\(Self.office)/\(target.0)\" Target=\"\(target.1)\"/>"
            }
            return Array("<Relationships \(Self.package)>\(items.joined())</Relationships>".utf8)
        }
        zip.store("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")]))
        zip.store(
            "xl/_rels/workbook.xml.rels",
            relations([("worksheet", "/xl/a/../one.xml"), ("styles", "s.xml"), ("sharedStrings", "t.xml")]))
        let book = """
            <workbook \(Self.main) xmlns:r="\(Self.office)"><workbookPr date1904="\(is1904 ? 1 : 0)"/><sheets>\
            <sheet name="One" sheetId="1" r:id="r0"/></sheets></workbook>
            """
        zip.store("xl/workbook.xml", Array(book.utf8))
        zip.store("xl/s.xml", Array(styles.utf8))
        if let strings { zip.store("xl/t.xml", Array("<sst \(Self.main)>\(strings)</sst>".utf8)) }
        for (name, bytes) in more { zip.store(name, bytes) }
        return zip
    }

    /// The file.
    func bytes() -> [UInt8] {
        var zip = archive()
        let text = sheet ?? "\(beforeSheet)<worksheet \(Self.main)><sheetData>\(rows)</sheetData></worksheet>"
        zip.store("xl/one.xml", Array(text.utf8))
        return zip.finish()
    }

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

    private var styles: String {
        let codes = formats.enumerated().map { index, code in
            let escaped = code.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
            return "<numFmt numFmtId=\"\(200 + index)\" formatCode=\"\(escaped)\"/>"
        }
        let numbers = [0] + formats.indices.map { 200 + $0 } + builtIn
        let cells = numbers.map { "<xf numFmtId=\"\($0)\"/>" }
        // The formats of named styles come first in real files, and must not be counted.
        return """
            <styleSheet \(Self.main)><numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId="14"/>\
            </cellStyleXfs><cellXfs>\(cells.joined())</cellXfs></styleSheet>
            """
    }
}
