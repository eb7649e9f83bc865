import Glibc
import TestSupport
import Testing

@testable import Spreadsheet

@Suite("Workbooks are written")
struct WriterTests {
    private static let values: [SheetCell] = [
        .text("=1+1"), .text(" ñ 한국 😀 <&>\u{1}\r\n_x0041_ "), .integer(1_180_000), .integer(.max), .integer(1 << 53),
        .decimal(-0.125, places: 2), .date(year: 2026, month: 1, day: 5), .boolean(true), .empty, .text(""),
        .text("\u{FFFF}"),
    ]

    private static func write(_ path: String) throws {
        let writer = try XLSXWriter(path: path, title: "Reach")
        let sheet = try writer.addSheet("Week 2", columns: [SheetColumn("=a"), SheetColumn("b", width: 30)])
        for _ in 0..<3 { try writer.append(values, to: sheet) }
        let chart = try writer.addSheet("Chart", columns: [])
        try writer.add(
            SheetChart(
                .column, title: "=title",
                categories: .init(sheet: sheet.name, column: 0, rows: 2...4),
                series: [.init("=series", values: .init(sheet: sheet.name, column: 2, rows: 2...4))]),
            to: chart, at: CellReference(column: 1, row: 1))
        #expect(try writer.rows(of: sheet) == 4)
        try writer.close()
    }

    @Test("a full disk is named as such")
    func fullDisk() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.path + "/a.xlsx"
            #expect(symlink("/dev/full", path + ".part") == 0)
            let error = #expect(throws: SpreadsheetError.self) { try Self.write(path) }
            #expect(error?.kind == .file)
            #expect(error?.message.lowercased().contains("no space left on device") == true, "\(error?.message ?? "")")
        }
    }

    @Test("what is written is read back")
    func roundTrip() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.path + "/a.xlsx"
            try Self.write(path)
            let reader = try XLSXReader(path: path)
            #expect(reader.sheets.map(\.name) == ["Week 2", "Chart"])
            var rows = try reader.rows(ofSheet: "week 2")
            #expect(try rows.next()?.values == [.text("=a"), .text("b")])
            let row = try rows.next()
            #expect(
                row?.values == [
                    .text("=1+1"), .text(" ñ 한국 😀 <&>\u{1}\r\n_x0041_ "), .number("1180000"),
                    .text("9223372036854775807"), .number("9007199254740992"), .number("-0.125"), .date("2026-01-05"),
                    .boolean(true), .empty, .empty, .text("\u{FFFF}"),
                ])
            #expect(try rows.next()?.values == row?.values)
            #expect(try rows.next()?.number == 4)
            #expect(try rows.next() == nil)
            #expect(TemporaryDirectory.names(directory.path) == ["a.xlsx"])
        }
    }

    @Test("no formula is ever written, and the header is bold, fixed and filtered")
    func noFormula() async throws {
        try await TemporaryDirectory.with { directory in
            try Self.write(directory.path + "/a.xlsx")
            let file = try OpenFile.open(
                directory.path + "/a.xlsx", limits: SpreadsheetLimits(), temporaryDirectory: directory.path)
            let archive = try Archive(file, limits: SpreadsheetLimits())
            func text(_ part: String) throws -> String {
                let entry = try #require(try archive.entry(part, limit: 1 << 20))
                var bytes = [UInt8](repeating: 0, count: 1 << 20)
                let count = try bytes.withUnsafeMutableBytes { try entry.read(into: $0) }
                return String(decoding: bytes[..<count], as: UTF8.self)
            }
            let sheet = try text("xl/worksheets/sheet1.xml")
            #expect(!sheet.contains("<f>"))
            #expect(sheet.contains("<autoFilter ref=\"A1:B4\"/>"))
            #expect(sheet.contains("state=\"frozen\""))
            #expect(sheet.contains("<col min=\"2\" max=\"2\" width=\"30.7109375\""))
            #expect(try text("xl/styles.xml").contains("<b/>"))
            let chart = try text("xl/charts/chart1.xml")
            #expect(chart.contains("<c:f>'Week 2'!$C$2:$C$4</c:f>"))
            // The two ranges, and neither the title nor the name of the series.
            #expect(chart.split(separator: "<c:f>").count == 3)
            #expect(try text("docProps/core.xml").contains("<dc:title>Reach</dc:title>"))
        }
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        let file = try OpenFile.open(path, limits: SpreadsheetLimits(), temporaryDirectory: "/tmp")
        defer { close(file.descriptor) }
        return try file.bytes(at: 0, count: file.size)
    }

    @Test("the same data gives the same bytes, and no clock is in them")
    func sameBytes() async throws {
        try await TemporaryDirectory.with { directory in
            try Self.write(directory.path + "/a.xlsx")
            try Self.write(directory.path + "/b.xlsx")
            let first = try Self.bytes(directory.path + "/a.xlsx")
            #expect(try first == Self.bytes(directory.path + "/b.xlsx"))
            // The time and date of each entry in the list at the end: midnight of 1980-01-01.
            var entries = 0
            for place in first.indices where first[place...].starts(with: [0x50, 0x4B, 1, 2]) {
                #expect(first[(place + 12)..<(place + 16)] == [0, 0, 0x21, 0])
                entries += 1
            }
            #expect(entries == 14)
        }
    }

    @Test("what a cell cannot hold is refused with its place")
    func refused() async throws {
        try await TemporaryDirectory.with { directory in
            let writer = try XLSXWriter(path: directory.path + "/a.xlsx")
            let sheet = try writer.addSheet("One", columns: [SheetColumn("a")])
            for cell in [
                SheetCell.text(String(repeating: "😀", count: 16_384)), .text("a\0b"), .decimal(.infinity, places: 0),
                .decimal(.nan, places: 2), .date(year: 2026, month: 2, day: 29), .date(year: 1899, month: 1, day: 1),
                .date(year: 2026, month: 13, day: 1), .text(String(repeating: "\u{1}", count: 32_767)),
            ] {
                let error = #expect(throws: SpreadsheetError.self) {
                    try writer.append([.text("left"), cell], to: sheet)
                }
                #expect(error?.description.hasPrefix("sheet \"One\", B2: ") == true)
            }
            #expect(throws: SpreadsheetError.self) { try writer.addSheet("Two", columns: [SheetColumn("a\0")]) }
            let other = try writer.addSheet("Two", columns: [SheetColumn("a")])
            #expect(other.name == "Two")
            let longest = String(repeating: "😀", count: 16_383)
            try writer.append([.empty, .text(longest)], to: sheet)
            try writer.close()
            #expect(throws: SpreadsheetError.self) { try writer.append([], to: sheet) }
            var rows = try XLSXReader(path: directory.path + "/a.xlsx").rows(ofSheet: "One")
            _ = try rows.next()
            #expect(try rows.next()?.values == [.empty, .text(longest)])
        }
    }

    @Test("a writer that is given up leaves the file of before, and nothing else")
    func givenUp() async throws {
        try await TemporaryDirectory.with { directory in
            try Self.write(directory.path + "/a.xlsx")
            let before = try Self.bytes(directory.path + "/a.xlsx")
            do {
                let writer = try XLSXWriter(path: directory.path + "/a.xlsx")
                _ = try writer.addSheet("One", columns: [SheetColumn("a")])
            }
            #expect(try Self.bytes(directory.path + "/a.xlsx") == before)
            #expect(TemporaryDirectory.names(directory.path) == ["a.xlsx"])
            let error = #expect(throws: SpreadsheetError.self) { try XLSXWriter(path: "/nonexistent/a.xlsx") }
            #expect(error?.message == "\"/nonexistent/a.xlsx\" cannot be written: No such file or directory")
        }
    }

    @Test(
        "names of sheets are made to fit",
        arguments: [
            ("Reach", "Reach"), ("a[b]:c*d?e/f\\g", "a-b--c-d-e-f-g"), ("", "Sheet"), ("'quoted'", "quoted"),
            ("History", "Sheet History"), ("W02", "Sheet W02"), ("2026", "Sheet 2026"), ("R1C1", "Sheet R1C1"),
            ("2026-W02", "2026-W02"), ("One", "One"), ("c", "Sheet c"), ("Rec", "Rec"), ("known", "known (2)"),
            ("KNOWN", "KNOWN (2)"), ("Week 2", "Week 2"),
            (String(repeating: "한", count: 40), String(repeating: "한", count: 31)),
            (String(repeating: "😀", count: 16), String(repeating: "😀", count: 15)),
            ("a\nb", "a-b"), (String(repeating: "x", count: 40), String(repeating: "x", count: 27) + " (2)"),
        ])
    func names(wanted: String, name: String) {
        #expect(SheetName.fitting(wanted, besides: ["Known", String(repeating: "x", count: 31)]) == name)
    }
}
