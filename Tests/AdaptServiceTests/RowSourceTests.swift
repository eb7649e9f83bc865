import AdaptModel
import Spreadsheet
import TestSupport
import Testing

@testable import AdaptService

@Suite("Rows of a file, as they are found")
struct RowSourceTests {
    private func opened(
        _ bytes: [UInt8], name: String = "f.csv", _ options: ReadingOptions = ReadingOptions(),
        isHeader: (TableHeading) -> Bool = { $0.names.contains("edition") }
    ) throws -> OpenedRows {
        try openRows(ByteSource(name: name, bytes: bytes), options, isHeader)
    }

    @Test("begin at the first where none of 20 is a header, and where one of them cannot be read")
    func noHeader() throws {
        let titles = Array(String(repeating: "title,of it\n", count: 25).utf8)
        let broken = Array("title\n\"never closed\n".utf8)
        for (bytes, text) in [(titles, "title"), (broken, "title"), (Array("sep=;\na;b\n".utf8), "a")] {
            let opened = try opened(bytes)
            #expect(opened.above == 0)
            let first = try opened.ahead()
            #expect(try first.text(0) == text)
        }
    }

    @Test("are none behind a byte order mark that stands alone")
    func markAlone() throws {
        for mark in [[0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF]] as [[UInt8]] {
            let refused = #expect(throws: Refusal.self) {
                _ = try ReachFile(ByteSource(name: "f.csv", bytes: mark), .init(today: Catalogue.today))
            }
            #expect(refused?.message == "file is empty")
        }
        _ = try opened([0xFF, 0xFE]).ahead()
    }

    @Test("that hold nothing but delimiters are passed over, and those that end early show nothing there")
    func blank() throws {
        let text = "edition,metric,source,week,value\n,,,,\ns/kr,impressions,src,2026-W02,7\ns/kr\n"
        var file = try ReachFile(
            ByteSource(name: "f.csv", bytes: Array(text.utf8)), .init(today: Catalogue.today))
        var lines: [Int] = []
        var faults: [String] = []
        while let line = try file.next({ faults.append($0.message) }) { lines.append(line) }
        #expect(lines == [3])
        #expect(faults == ["row has 1 field, the header 5"])
        let first = FirstRows(try opened(Array("edition,value\ns/kr\n".utf8)).ahead())
        #expect(first.first(0)?.text == "s/kr")
        #expect(first.first(1)?.text == nil)
        #expect(first.texts(1).isEmpty)
    }

    @Test("without line ends are one row, which is refused where it goes on for megabytes, without being held")
    func noLineEnds() async throws {
        try await TemporaryDirectory.with { directory in
            let text = Stage.header + "s/kr," + String(repeating: "impressions ", count: 400_000)
            let path = try directory.write(text, to: "reach.csv")
            var file = try ReachFile(ByteSource(path: path), .init(today: Catalogue.today))
            var told: Refusal?
            while try file.next({ told = $0 }) != nil {}
            #expect(told?.message == "row is longer than 4 MB")
            #expect(told?.hint?.hasPrefix("it has no line ends") == true)
        }
    }

    @Test("of a sheet have cells of kinds, which say what they are and what they can be known again by")
    func kinds() throws {
        let cells =
            "<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#REF!</v></c><c><f>1+1</f></c>"
            + "<c><v>7</v></c>"
        let book = Book(rows: "<row>\(cells)</row>").bytes()
        var rows = try opened(book, name: "b.xlsx").rows
        #expect(rows.place(column: 2).text == "b.xlsx:1:2: One!B1")
        let isThere = try rows.next()
        #expect(isThere)
        var (key, other): ([UInt8], [UInt8]) = ([], [])
        let isKnown = rows.append([0, 1, 9], to: &key)
        #expect(isKnown)
        let parts = key.split(separator: 0xFF, omittingEmptySubsequences: false)
        #expect(parts.map { String(decoding: $0, as: UTF8.self) } == ["true", "false", "", ""])
        for index in [2, 3] {
            let isKnown = rows.append([index], to: &other)
            #expect(!isKnown)
        }
        #expect(
            (0..<6).map { rows.noWords($0) } == ["the truth value TRUE", "the truth value FALSE", nil, nil, nil, nil])
        #expect((0..<6).map { rows.isNumber($0) } == [false, false, false, false, true, false])
        #expect((0..<6).map { rows.error($0) } == [nil, nil, "#REF!", nil, nil, nil])
    }

    @Test("of two sheets that can be read are neither's, until it is said which")
    func twoSheets() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.path + "/two.xlsx"
            let writer = try XLSXWriter(path: path)
            for name in ["January", "February"] {
                let sheet = try writer.addSheet(name, columns: [SheetColumn("edition"), SheetColumn("value")])
                try writer.append([.text("s/kr"), .integer(7)], to: sheet)
            }
            try writer.close()
            var options = ReadingOptions()
            let isHeader = { (heading: TableHeading) in heading.names.contains("edition") }
            let refused = #expect(throws: Refusal.self) { _ = try openRows(ByteSource(path: path), options, isHeader) }
            #expect(refused?.message == "2 sheets of \"\(path)\" can be read")
            #expect(refused?.hint == "say which with --sheet: \"January\", \"February\"")
            options.sheet = "february"
            #expect(
                try openRows(ByteSource(path: path), options, isHeader).layout == .sheet("February", place: 2, of: 2))
        }
    }

    @Test("of one sheet tell which others hold rows, but what explains them, and nothing where that sheet was named")
    func unreadSheets() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.path + "/book.xlsx"
            let writer = try XLSXWriter(path: path)
            for (name, columns, rows) in [
                ("January", ["edition", "value"], [["s/kr", "7"]]),
                ("Notes", ["who", "said"], [["kim", "look again"]]),
                ("Sheet3", ["nothing", "below"], []), ("Read me", ["what", "meaning"], [["=", "same"]]),
            ] as [(String, [String], [[String]])] {
                let sheet = try writer.addSheet(name, columns: columns.map { SheetColumn($0) })
                for row in rows { try writer.append(row.map { .text($0) }, to: sheet) }
            }
            try writer.close()
            var options = ReadingOptions()
            let isHeader = { (heading: TableHeading) in heading.names.contains("edition") }
            let opened = try openRows(ByteSource(path: path), options, isHeader)
            #expect(opened.rows.unreadSheets == UnreadSheets(read: "January", names: ["Notes"]))
            options.sheet = "January"
            #expect(try openRows(ByteSource(path: path), options, isHeader).rows.unreadSheets.isEmpty)
        }
    }
}
