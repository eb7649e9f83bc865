import TestSupport
import Testing

@testable import Spreadsheet

@Suite("Hostile and damaged files are refused, in bounded memory")
struct HostileTests {
    private func refusal(_ book: Book, limits: SpreadsheetLimits = SpreadsheetLimits()) -> SpreadsheetError? {
        refusal(of: book.bytes(), limits: limits)
    }

    private func refusal(of bytes: [UInt8], limits: SpreadsheetLimits = SpreadsheetLimits()) -> SpreadsheetError? {
        #expect(throws: SpreadsheetError.self) { try Book.rows(of: bytes, limits: limits) }
    }

    @Test("1 GB of blanks in a sheet is refused when 512 MB have come, whatever size the file claims")
    func bomb() {
        let times = (1 << 30) / 258
        let start = "<worksheet \(Book.main)><sheetData> "
        let packed = Deflate.repeating(start, times: times, end: "</sheetData></worksheet>")
        for claimed in [100, times * 258 + start.utf8.count + 24] {
            var zip = Book().archive()
            zip.deflated("xl/one.xml", packed, size: claimed)
            #expect(refusal(of: zip.finish())?.kind == .limit)
        }
        Figures.note("T28", "1 GB of blanks", "refused, whatever size is claimed")
    }

    @Test("1 GB of text, of one tag, of shared strings")
    func longTokens() {
        let times = (1 << 30) / 258
        for (part, start, message) in [
            ("xl/one.xml", "<worksheet \(Book.main)><sheetData><row><c><v>A", "longer than 32767"),
            ("xl/one.xml", "<worksheet A", "tag or comment longer than 1 MB"),
            ("xl/one.xml", "<!-- A", "tag or comment longer than 1 MB"),
            ("xl/t.xml", "<sst \(Book.main)><si><t>A", "longer than 32767"),
            ("xl/t.xml", "<sst \(Book.main)> ", "xl/t.xml is larger than 64 MB"),
        ] {
            var zip = Book().archive()
            if part == "xl/t.xml" { zip.store("xl/one.xml", Array("<worksheet \(Book.main)/>".utf8)) }
            zip.deflated(part, Deflate.repeating(start, times: times, end: ""), size: 100)
            let error = refusal(of: zip.finish())
            #expect(error?.kind == .limit)
            #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        }
    }

    @Test("two entries of one name, whatever the case, are refused: programs differ in which of them they read")
    func doubles() {
        for name in ["xl/one.xml", "XL/One.xml"] {
            var zip = Book().archive()
            for (part, value) in [("xl/one.xml", 1), (name, 2)] {
                let row = "<worksheet \(Book.main)><sheetData><row><c><v>\(value)</v></c></row></sheetData></worksheet>"
                zip.store(part, Array(row.utf8))
            }
            #expect(refusal(of: zip.finish())?.message == "the file holds \(name) twice")
        }
    }

    @Test("a document that makes the parser hoard is refused at the parser's own bound")
    func hoarding() {
        // Every name of an element is kept, and every element that is open.
        let names = (0..<400_000).map { "<n\($0)/>" }.joined()
        #expect(refusal(Book(rows: names))?.message.hasSuffix("needs more than 8 MB to parse") == true)
        let depth = String(repeating: "<a>", count: 400_000)
        #expect(refusal(Book(rows: depth))?.message.hasSuffix("needs more than 8 MB to parse") == true)
    }

    @Test("shared strings, rows and formats have bounds of their own")
    func bounds() {
        var limits = SpreadsheetLimits()
        limits.sharedStringBytes = 1000
        let many = String(repeating: "<si/>", count: 200)
        #expect(refusal(Book(strings: many), limits: limits)?.message.hasPrefix("the texts of the workbook") == true)
        limits = SpreadsheetLimits()
        limits.rowBytes = 100
        let row = "<row>" + String(repeating: "<c t=\"s\"><v>0</v></c>", count: 20) + "</row>"
        let shared = refusal(Book(rows: row, strings: "<si><t>ten letters</t></si>"), limits: limits)
        #expect(shared?.cell == "J1")
        let inline = String(repeating: "<c t=\"str\"><v>ten letters</v></c>", count: 20)
        #expect(refusal(Book(rows: "<row>\(inline)</row>"), limits: limits)?.cell == "J1")
        limits = SpreadsheetLimits()
        limits.cells = 19
        #expect(refusal(Book(rows: "<row>\(inline)</row>"), limits: limits)?.message.hasSuffix("19 cells") == true)
        limits = SpreadsheetLimits()
        limits.textBytes = 200
        let rows = refusal(Book(rows: row + row, strings: "<si><t>ten letters</t></si>"), limits: limits)
        #expect(rows?.message == "the sheet holds more than 0 MB of text")
        #expect(refusal(Book(builtIn: Array(repeating: 14, count: 70_000)))?.kind == .limit)
    }

    @Test("100,000 entries are refused before they are listed")
    func entries() {
        var book = Book()
        for count in [10_000, 100_000] {
            book.more = (0..<count).map { ("\($0)", []) }
            #expect(refusal(book)?.message == "the file holds more than 10000 entries")
        }
    }

    @Test("any DOCTYPE is refused, in every part")
    func doctype() {
        let laughs = """
            <!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
            """
        for before in [laughs, "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">", "<!DOCTYPE worksheet>"] {
            #expect(refusal(Book(beforeSheet: before))?.message.contains("DOCTYPE") == true)
        }
        var zip = Book().archive()
        zip.store("xl/one.xml", Array("<worksheet \(Book.main)/>".utf8))
        zip.store("xl/t.xml", Array("\(laughs)<sst \(Book.main)/>".utf8))
        #expect(refusal(of: zip.finish())?.message.contains("DOCTYPE") == true)
    }

    @Test("encrypted files, old workbooks and other files are named for what they are")
    func otherFiles() {
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
        #expect(refusal(of: compound)?.message == "the file is protected by a password, or an old .xls workbook")
        #expect(refusal(of: Array("a,b\n1,2\n".utf8))?.message == "the file is not an .xlsx workbook")
        #expect(refusal(of: [])?.kind == .format)
        #expect(refusal(of: ZipBytes().finish())?.kind == .format)
        var zip = Book().archive()
        zip.store("xl/one.xml", Array("<worksheet/>".utf8), flags: 1)
        #expect(refusal(of: zip.finish())?.message == "the file is protected by a password")
    }

    @Test("a byte that is changed is refused or does not matter")
    func flipped() throws {
        let whole = Book(rows: "<row><c t=\"s\"><v>0</v></c></row>", strings: "<si><t>text</t></si>").bytes()
        let right = try Book.rows(of: whole)
        for place in whole.indices {
            var bytes = whole
            bytes[place] ^= 0x15
            do {
                #expect(try Book.rows(of: bytes) == right, "changed at \(place)")
            } catch is SpreadsheetError {}
        }
    }

    @Test(
        "what does not fit together is refused with its place",
        arguments: [
            (
                "<row r=\"7\"><c r=\"B7\" t=\"s\"><v>3</v></c></row>",
                "sheet \"One\", B7: shared string 3 does not exist"
            ),
            (
                "<row r=\"7\"><c r=\"B7\" t=\"s\"><v>-1</v></c></row>",
                "sheet \"One\", B7: shared string -1 does not exist"
            ),
            ("<row r=\"7\"><c r=\"B7\" t=\"b\"><v>2</v></c></row>", "sheet \"One\", B7: boolean \"2\" cannot be read"),
            ("<row><c t=\"b\"><v> </v></c></row>", "sheet \"One\", A1: boolean \" \" cannot be read"),
            ("<row><c t=\"s\"><v>2</v></c></row>", "sheet \"One\", A1: text holds U+0000"),
            ("<row><c t=\"q\"/></row>", "sheet \"One\", A1: cell type \"q\" does not exist"),
            ("<row><c t=\"d\"><v>soon</v></c></row>", "sheet \"One\", A1: date \"soon\" cannot be read"),
            ("<row><c t=\"str\"><v>_x0000_</v></c></row>", "sheet \"One\", A1: text holds U+0000"),
            ("<row r=\"2\"/><row r=\"2\"/>", "sheet \"One\": row 2 comes after row 2"),
            ("<row r=\"0\"/>", "sheet \"One\": row 0 comes after row 0"),
            ("<row r=\"x\"/>", "sheet \"One\": row number \"x\" cannot be read"),
            ("<row r=\"1048577\"/>", "sheet \"One\": row 1048577 is beyond 1048576"),
            ("<row r=\"1\"><c r=\"A2\"/></row>", "sheet \"One\": cell \"A2\" in row 1 cannot be"),
            (
                "<row r=\"1\"><c r=\"B1\"/><c r=\"B1\"/></row>",
                "sheet \"One\", B1: the cell is written twice or out of order"
            ),
            ("<row><c r=\"XFD1\"/><c/></row>", "sheet \"One\": row 1 has more than 16384 cells"),
        ])
    func places(rows: String, message: String) {
        let strings = "<si><t>a</t></si><si><t>b</t></si><si><t>_x0000_</t></si>"
        #expect(refusal(Book(rows: rows, strings: strings))?.description == message)
    }

    @Test("an archive whose numbers stand in 64 bits is read, and refused where it lists too many entries")
    func wide() throws {
        var zip = Book().archive()
        zip.store(
            "xl/one.xml",
            Array("<worksheet \(Book.main)><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>".utf8))
        #expect(try Book.rows(of: zip.finishWide())[0][0] == .number("7"))
        #expect(refusal(of: zip.finishWide(entries: 1 << 40))?.kind == .limit)
    }
}
