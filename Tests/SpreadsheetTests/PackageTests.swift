import TestSupport
import Testing

@testable import Spreadsheet

@Suite("The parts of a workbook and how they refer to each other")
struct PackageTests {
    private static func relation(_ id: String, _ type: String, _ target: String) -> String {
        "<Relationship Id=\"\(id)\" Type=\"\(type)\" Target=\"\(target)\"/>"
    }

    /// A workbook with one part that is a sheet. `root`: what the package refers to; `relations`: what the workbook does.
    private func book(
        root: String = relation("r0", Book.office + "/officeDocument", "xl/workbook.xml"),
        relations: String = relation("r0", Book.office + "/worksheet", "one.xml"),
        sheets: String = "<sheet name=\"One\" sheetId=\"1\" r:id=\"r0\"/>"
    ) -> [UInt8] {
        var zip = ZipBytes()
        func store(_ name: String, _ text: String) { zip.store(name, Array(text.utf8)) }
        store("_rels/.rels", "<Relationships \(Book.package)>\(root)</Relationships>")
        store("xl/_rels/workbook.xml.rels", "<Relationships \(Book.package)>\(relations)</Relationships>")
        store(
            "xl/workbook.xml",
            "<workbook \(Book.main) xmlns:r=\"\(Book.office)\"><sheets>\(sheets)</sheets></workbook>")
        store("xl/one.xml", "<worksheet \(Book.main)><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>")
        return zip.finish()
    }

    private func refusal(of bytes: [UInt8]) -> SpreadsheetError? {
        #expect(throws: SpreadsheetError.self) { try XLSXReader(bytes: bytes) }
    }

    @Test("formats may be missing, types may be written without their address, and sheets of charts hold no rows")
    func plain() throws {
        let bytes = book(
            root: Self.relation("r0", "officeDocument", "xl/workbook.xml"),
            relations: Self.relation("r0", Book.office + "/worksheet", "one.xml")
                + Self.relation("r1", Book.office + "/chartsheet", "chart.xml"),
            sheets: "<sheet name=\"Chart\" sheetId=\"2\" r:id=\"r1\"/><sheet name=\"One\" sheetId=\"1\" r:id=\"r0\"/>")
        let reader = try XLSXReader(bytes: bytes)
        #expect(reader.sheets.map(\.name) == ["One"])
        var rows = try reader.rows(ofSheet: "one")
        #expect(try rows.next()?.values == [.number("7")])
        // After the last row there is nothing, however often it is asked for.
        for _ in 0..<2 { #expect(try rows.next() == nil) }
    }

    @Test("a package without a workbook, and a binary one, are named for what they are")
    func otherPackages() {
        let none = refusal(of: book(root: Self.relation("r0", Book.office + "/extended-properties", "app.xml")))
        #expect(none?.message == "the file is not an .xlsx workbook" && none?.hint == "save it as .xlsx")
        let binary = refusal(of: book(root: Self.relation("r0", Book.office + "/officeDocument", "xl/workbook.bin")))
        #expect(binary?.message == "the file is a binary workbook (.xlsb)" && binary?.hint == "save it as .xlsx")
        #expect(refusal(of: [0x50, 0x4B, 3, 4, 0, 0, 0, 0])?.kind == .damaged)
    }

    @Test("names that go on and on are refused")
    func longNames() {
        let long = String(repeating: "n", count: 1025)
        let target = refusal(of: book(relations: Self.relation("r0", Book.office + "/worksheet", long)))
        #expect(target?.kind == .limit)
        #expect(target?.message == "the relations between the parts are too many or too long")
        let title = refusal(of: book(sheets: "<sheet name=\"\(long)\" sheetId=\"1\" r:id=\"r0\"/>"))
        #expect(title?.kind == .limit)
        #expect(title?.message == "the sheets are too many, or their names too long")
    }

    @Test("a sheet that is not there is told by its name or its place")
    func noSheet() throws {
        let reader = try XLSXReader(bytes: book(sheets: ""))
        var error = #expect(throws: SpreadsheetError.self) { _ = try reader.rows(ofSheet: "One") }
        #expect(error?.message == "sheet \"One\" does not exist")
        #expect(error?.hint == nil)
        error = #expect(throws: SpreadsheetError.self) { _ = try reader.rows(ofSheetAt: 0) }
        #expect(error?.message == "sheet 1 does not exist: the workbook has 0")
        #expect(try reader.mergedRows(ofSheetAt: 0).isEmpty)
    }
}
