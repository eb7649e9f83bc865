import TestSupport
import Testing

@testable import Spreadsheet

@Suite("Cells are read as what they are")
struct CellTests {
    @Test("shared strings keep their runs and lose their phonetic readings")
    func shared() throws {
        let strings = """
            <si><t>plain</t></si><si><r><t xml:space="preserve">a </t></r><r><rPr><b/></rPr><t>b</t></r>\
            <rPh sb="0" eb="1"><t>reading</t></rPh><phoneticPr fontId="1"/></si><si><t/></si>
            """
        let rows = try Book(
            rows: """
                <row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="s"><v>2</v></c></row>
                """,
            strings: strings
        ).read()
        #expect(rows.map(\.values) == [[.text("a b"), .text("plain"), .text("")]])
    }

    @Test(
        "each kind of cell",
        arguments: [
            ("<c t=\"inlineStr\"><is><r><t>a&lt;</t></r><r><t>b</t></r></is></c>", SheetValue.text("a<b")),
            ("<c t=\"str\"><f>A2</f><v>kept</v></c>", .text("kept")),
            ("<c t=\"str\"><f>A2</f><v></v></c>", .text("")),
            ("<c t=\"b\"><v>1</v></c>", .boolean(true)),
            ("<c t=\"b\"><v>0</v></c>", .boolean(false)),
            ("<c t=\"e\"><v>#REF!</v></c>", .error("#REF!")),
            ("<c><f>1+1</f><v>2</v></c>", .number("2")),
            ("<c><f>1+1</f></c>", .formulaWithoutValue),
            ("<c><f>1+1</f><v></v></c>", .formulaWithoutValue),
            ("<c><f t=\"shared\" si=\"0\"/><v/></c>", .formulaWithoutValue),
            ("<c s=\"0\"/>", .empty),
            ("<c t=\"d\"><v>2026-01-05T00:00:00.000Z</v></c>", .date("2026-01-05")),
            ("<c t=\"d\"><v>2026-01-05T13:30:00</v></c>", .date("2026-01-05T13:30:00")),
            ("<c t=\"str\"><v>_x000D_a_x005F_x0041__xD83D__xDE00__x00</v></c>", .text("\ra_x0041_😀_x00")),
            ("<c><v>12345678901234567</v></c>", .number("12345678901234567")),
            ("<c><v>1.234567890123457e+16</v></c>", .number("1.234567890123457E+16")),
            ("<c><v>1.5E+20</v></c>", .number("150000000000000000000")),
            ("<c><v> 7 </v><extLst><ext><v>8</v></ext></extLst></c>", .number("7")),
        ])
    func kinds(cell: String, value: SheetValue) throws {
        #expect(try Book.value(cell) == value)
    }

    @Test(
        "signs that a format writes beside a number are part of what is said",
        arguments: [
            ("\">\"0", "5", SheetValue.signed(">5")), ("0\"+\"", "5", .signed("5+")),
            ("~#,##0", "1500", .signed("~1500")), ("\\<0", "70", .signed("<70")), ("\"≥ \"0.0", "1.5", .signed("≥1.5")),
            ("0%", "5", .signed("500%")),
            ("0.0%", "0.1234", .signed("12.34%")), ("0%", "-0.05", .signed("-5%")), ("0%", "0", .signed("0%")),
            ("0.00E+00", "5", .number("5")), ("[>1000]#,##0;0\"+\"", "5", .number("5")),
            ("General\"+\"", "5", .signed("5+")), ("\"~\"GENERAL", "5", .signed("~5")),
            ("[Red]General\\%", "5", .signed("5%")), ("General", "5", .number("5")),
            ("General\" views\"", "5", .number("5")),
            ("0;\">\"0", "5", .number("5")), ("#,##0 \"views\"", "5", .number("5")),
            ("[<10]\"<10\";#,##0", "5000", .number("5000")), ("+0;-0;0", "-5", .number("-5")),
            ("+#,##0", "5", .number("5")), ("0\"%\"", "18", .signed("18%")), ("0\\%", "18", .signed("18%")),
        ])
    func signs(code: String, number: String, value: SheetValue) throws {
        #expect(try Book.value("<c s=\"1\"><v>\(number)</v></c>") { $0.formats = [code] } == value)
    }

    @Test("percentages that every program knows by their number are as their formats", arguments: [9, 10])
    func percentages(format: Int) throws {
        #expect(try Book.value("<c s=\"1\"><v>0.18</v></c>") { $0.builtIn = [format] } == .signed("18%"))
    }

    @Test(
        "words of a format that say how many times a number is meant, or how sure it is, are part of what is said",
        arguments: [
            ("0\"K\"", "1235", "1235K"), ("#,##0\" k\"", "15", "15 k"), ("0\"万\"", "17", "17万"),
            ("0\" 천\"", "15", "15 천"),
            ("0 \"tsd.\"", "15", "15 tsd."), ("0.0\\ \"Mio.\"", "1.5", "1.5 Mio."), ("0\"万次播放\"", "17", "17万"),
            ("0\"万以上\"", "17", "17万以上"), ("\"about \"#,##0", "15000", "about 15000"), ("\"ca. \"0", "9", "ca. 9"),
            ("\"more than $\"0\"M\"", "70", "more than 70M"), ("#,##0\" est.\"", "15000", "15000 est."),
            ("\"$\"0.00\"K\"", "1.5", "1.5K"), ("0\"K+ views\"", "5", "5K+"), ("0\" k€\"", "5", "5 k"),
            ("0\"T€\"", "5", "5T€"),
            ("0\" MUSD\"", "5", "5 MUSD"), ("#,##0\",000\"", "5", "5,000"), ("0\"000+\"", "5", "5000+"),
            ("#,##0\"K\"_);(#,##0\"K\")", "5", "5K"), ("General\"K\"", "5", "5K"), ("0K", "5", "5K"),
            ("\"≥\"0;-0", "5", "≥5"), ("# ##0\"K\"", "5", "5K"),
        ])
    func words(code: String, number: String, shown: String) throws {
        #expect(try Book.value("<c s=\"1\"><v>\(number)</v></c>") { $0.formats = [code] } == .signed(shown))
    }

    @Test(
        "a number is itself beside words of a unit, and where its format only shows it in other digits",
        arguments: [
            ("0,\"K\"", "1234567"), ("0.0,,\"M\"", "1180000"), ("#,##0.0,\" k\"", "1500"), ("0\\.0,\"万\"", "12345"),
            ("0\".\"0000\"万\"", "12345"), ("[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", "1234567"),
            ("[<1000]0;0\"K\"", "5"), ("#,##0\" views\"", "5"), ("#,##0.00\\ \"€\"", "5"), ("\"US$\"0", "5"),
            ("\"CA$\"#,##0", "5"),
            ("0\" hrs\"", "5"),
            ("0\"h\"", "5"), ("0\" min\"", "5"), ("0\"m²\"", "5"), ("0\" views/k\"", "5"), ("0\"次播放\"", "5"),
            ("0\" 조회\"", "5"),
            ("\"S\"0", "5"), ("\"K\"0", "5"), ("\"No. \"0", "5"), ("0\"K\";-0\"K\"", "-5"),
            ("0\"K\";-0\"K\";\"none\"", "0"),
            ("_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", "5"), ("[$€-407] #,##0.00", "5"), ("# ?/?", "2.5"),
            ("000\"-\"0000", "5551234"),
        ])
    func units(code: String, number: String) throws {
        #expect(try Book.value("<c s=\"1\"><v>\(number)</v></c>") { $0.formats = [code] } == .number(number))
    }

    @Test(
        "numbers come in plain digits, nothing lost and no noise",
        arguments: [
            ("1.18E+6", "1180000"), ("0.10000000000000001", "0.1"), ("1.1799999999999999E-2", "0.0118"),
            ("0.30000000000000004", "0.3"), ("0.99999999999999967", "1"), ("-99.999999999999986", "-100"),
            ("1234.5678901234567", "1234.56789012346"), ("2.7755575615628914E-17", "0.0000000000000000277555756156289"),
            ("12345678901234567", "12345678901234567"),
            ("10000000000000001", "10000000000000001"), ("-0", "0"), ("+5", "5"), ("007.500", "7.5"), (".5", "0.5"),
            ("5.", "5"), ("-1e-3", "-0.001"), ("1E+20", "100000000000000000000"), ("33.329999999999998", "33.33"),
            ("1.7976931348623157E+308", "1.7976931348623157E+308"),
            ("1.79769313486231E+308", "179769313486231" + String(repeating: "0", count: 294)),
        ])
    func numbers(written: String, plain: String) throws {
        #expect(try Book.value("<c><v>\(written)</v></c>") == .number(plain))
    }

    @Test(
        "what is no number is refused with its cell",
        arguments: ["abc", "1E999999999", "1,5", "--1", "0x10", "nan", "inf", "1 2", "E5", "1E", "\u{FF11}"])
    func noNumber(written: String) {
        let error = #expect(throws: SpreadsheetError.self) { try Book.value("<c r=\"A1\"><v>\(written)</v></c>") }
        #expect(error?.description == "sheet \"One\", A1: number \"\(written)\" cannot be read")
    }

    @Test("gaps stay gaps, and cells and rows without a reference follow the one before")
    func gaps() throws {
        let rows = try Book(
            rows: """
                <row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c><c r="AB3"><v>3</v></c></row><row/>\
                <row><c><v>4</v></c></row>
                """
        ).read()
        #expect(rows.map(\.number) == [3, 4, 5])
        #expect(rows[0].cells.map(\.column) == [1, 2, 27])
        #expect(rows[0][0] == .empty)
        #expect(rows[0][27] == .number("3"))
        #expect(rows[0].values.count == 28)
        #expect(rows[2].values == [.number("4")])
        #expect(rows[0].reference(27).description == "AB3")
    }

    @Test("elements with a prefix and extensions are told apart")
    func prefixes() throws {
        let sheet = """
            <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:y="urn:other"><x:sheetData>\
            <x:row><y:c><x:v>9</x:v></y:c><x:c><x:v>1</x:v></x:c></x:row></x:sheetData><y:sheetData><x:row/>\
            </y:sheetData></x:worksheet>
            """
        #expect(try Book(sheet: sheet).read().map(\.values) == [[.number("1")]])
    }

    @Test("references are read and written")
    func references() {
        for (text, column, row) in [("A1", 0, 1), ("Z9", 25, 9), ("AA10", 26, 10), ("XFD1048576", 16_383, 1_048_576)] {
            #expect(CellReference(text) == CellReference(column: column, row: row))
            #expect(CellReference(column: column, row: row).description == text)
        }
        for text in ["", "A", "1", "A0", "A01", "a1", "XFE1", "A1048577", "A1B", "$A$1", "AAAAAAAAAAAAAAAAAAAA1"] {
            #expect(CellReference(text) == nil)
        }
    }
}
