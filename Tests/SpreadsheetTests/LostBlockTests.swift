import TestSupport
import Testing

@testable import Spreadsheet

@Suite("A workbook of which a piece did not arrive")
struct LostBlockTests {
    private typealias Part = (name: String, bytes: [UInt8])

    /// Writes a workbook whose parts are of three blocks and more, as far as they grow with what it holds.
    private static func write(_ path: String) throws -> XLSXWriter {
        let writer = try XLSXWriter(path: path, title: "a\u{1}b\u{FFFF}")
        let wide = try writer.addSheet("Wide", columns: (1...200).map { SheetColumn("column \($0)") })
        try writer.append([.text(String(repeating: "long ", count: 6_000))], to: wide)
        for number in 2...60 {
            let sheet = try writer.addSheet("Sheet \(number)", columns: [SheetColumn("a")])
            if number == 2 { try writer.append([.integer(1)], to: sheet) }
        }
        let range = SheetChart.Range(sheet: wide.name, column: 0, rows: 2...3)
        let series = (1...40).map { SheetChart.Series("\u{2}\($0)", values: range) }
        let chart = SheetChart(.line, title: "\u{3}", categories: range, series: series, description: "\u{FFFE}")
        try writer.add(chart, to: wide, at: CellReference(column: 1, row: 3))
        try writer.close()
        return writer
    }

    /// The parts of a workbook, and how many bytes the rows of each of its sheets are.
    private static func read(_ path: String) throws -> (parts: [Part], rowBytes: [Int]) {
        let file = try OpenFile.open(path, limits: SpreadsheetLimits(), temporaryDirectory: "/tmp")
        let archive = try Archive(file, limits: SpreadsheetLimits())
        var parts: [Part] = []
        for name in archive.names {
            let entry = try #require(try archive.entry(name, limit: 1 << 20))
            var bytes = [UInt8](repeating: 0, count: 1 << 20)
            let count = try bytes.withUnsafeMutableBytes { try entry.read(into: $0) }
            parts.append((name: name, bytes: Array(bytes[..<count])))
        }
        let rowBytes = try (1...60).map { try SheetCounts.of("xl/worksheets/sheet\($0).xml", in: archive).rowBytes }
        return (parts, rowBytes)
    }

    @Test("is noticed, whichever block of whichever part it is")
    func lost() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.path + "/a.xlsx"
            let writer = try Self.write(path)
            let (parts, rowBytes) = try Self.read(path)
            func verify(_ zip: ZipBytes, rowBytes: [Int?]) throws {
                _ = try directory.write(zip.finish(), to: "a.xlsx.part")
                try writer.verify(rowBytes: rowBytes)
            }
            var unknown: [Int?] = rowBytes
            unknown[0] = nil
            var middle: Set<String> = []
            // Of the sheets those that differ.
            for (index, part) in parts.enumerated()
            where !part.name.hasPrefix("xl/worksheets/sheet") || part.name.hasSuffix("sheet1.xml") {
                var others = ZipBytes()
                for (place, other) in parts.enumerated() where place != index { others.store(other.name, other.bytes) }
                var whole = others
                whole.store(part.name, part.bytes)
                try verify(whole, rowBytes: rowBytes)
                for start in stride(from: 0, to: part.bytes.count, by: 4096) {
                    let end = min(start + 4096, part.bytes.count)
                    if start > 0, end < part.bytes.count { middle.insert(part.name) }
                    var lacking = others
                    lacking.store(part.name, Array(part.bytes[..<start] + part.bytes[end...]))
                    #expect(throws: SpreadsheetError.self, "\(part.name) without \(start)..<\(end)") {
                        try verify(lacking, rowBytes: rowBytes)
                    }
                }
                #expect(throws: SpreadsheetError.self, "without \(part.name)") {
                    try verify(others, rowBytes: rowBytes)
                }
                #expect(throws: SpreadsheetError.self, "rows that did not reach their file") {
                    try verify(whole, rowBytes: unknown)
                }
            }
            #expect(
                middle == [
                    "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/charts/chart1.xml", "xl/workbook.xml",
                    "xl/worksheets/sheet1.xml",
                ])
        }
    }

    @Test("what XML cannot hold in titles and names is no such piece: a sign stands for it")
    func replaced() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.path + "/a.xlsx"
            _ = try Self.write(path)
            let parts = try Self.read(path).parts
            for (name, says) in [
                ("docProps/core.xml", "<dc:title>a\u{FFFD}b\u{FFFD}</dc:title>"),
                ("xl/drawings/drawing1.xml", "descr=\"\u{FFFD}\""), ("xl/charts/chart1.xml", "<c:v>\u{FFFD}40</c:v>"),
                ("xl/charts/chart1.xml", "<a:t>\u{FFFD}</a:t>"),
            ] {
                let part = try #require(parts.first(where: { $0.name == name }))
                #expect(String(decoding: part.bytes, as: UTF8.self).contains(says), "\(name)")
            }
        }
    }
}
