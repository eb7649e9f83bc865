import TestSupport
import Testing

@testable import Spreadsheet

@Suite("Merged cells are known before the first row")
struct MergedCellsTests {
    private func ranges(_ bytes: [UInt8]) throws -> [String] {
        try XLSXReader(bytes: bytes).mergedRows(ofSheetAt: 0).map(\.description)
    }

    @Test("those of several rows are told in their order; those of one row, and words of text, are none")
    func ranges() throws {
        let rows = "<row><c t=\"inlineStr\"><is><t>mergeCell</t></is></c></row>"
        #expect(
            try ranges(Book(rows: rows, merged: ["B9:C10", "A1:F1", "B2:B4", "A2:A3"]).bytes()) == [
                "A2:A3", "B2:B4", "B9:C10",
            ])
        #expect(try ranges(Book(rows: rows, merged: ["A1", "B4:B2", "?", ""]).bytes()) == [])
        #expect(try ranges(Book(rows: rows).bytes()) == [])
    }

    @Test("wherever their name lies among the blocks that are read, and under a prefix")
    func places() throws {
        for length in (131_072 - 120)...(131_072 + 20) where length.isMultiple(of: 3) {
            let sheet = """
                <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData/>\
                <!--\(String(repeating: "m", count: length - 120))--><x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells></x:worksheet>
                """
            #expect(try ranges(Book(sheet: sheet).bytes()) == ["A1:A2"], "\(length)")
        }
    }

    @Test("what is wrong with a sheet is told when its rows are read")
    func damaged() throws {
        let cut = Book(sheet: "<worksheet \(Book.main)><sheetData><mergeCell").bytes()
        #expect(try ranges(cut) == [])
        #expect(throws: SpreadsheetError.self) { try Book.rows(of: cut) }
    }

    @Test("in UTF-16 too, where their name is not looked for")
    func utf16() throws {
        let sheet = """
            \u{FEFF}<worksheet \(Book.main)><sheetData/><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>
            """
        var zip = Book().archive()
        zip.store("xl/one.xml", sheet.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
        #expect(try ranges(zip.finish()) == ["A1:A2"])
    }

    @Test("more of them than anybody merges are refused")
    func bound() {
        let many = Book(merged: Array(repeating: "A1:A2", count: 70_000)).bytes()
        let error = #expect(throws: SpreadsheetError.self) { _ = try ranges(many) }
        #expect(error?.kind == .limit)
        #expect(error?.message.hasSuffix("ranges of merged cells") == true)
    }
}
