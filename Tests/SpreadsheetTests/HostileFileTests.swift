import Glibc
import TestSupport
import Testing

@testable import Spreadsheet

@Suite("Hostile files, one after the other")
struct HostileFileTests {
    /// What the reader may take, in kilobytes.
    private static let most = 64 << 10

    /// What became of each file.
    private struct Tally {
        var refused = 0
        var read = 0
        var wrong: [String] = []
    }

    @Test("each is refused, or read as what it says, in little memory; a workbook cut at any place is refused")
    func each() async throws {
        let whole = try await Self.written()
        let right = try Book.rows(of: whole).map(\.values)
        #expect(right.count == 801)
        let cuts = Array(stride(from: 0, to: whole.count, by: 64)) + [whole.count - 1]
        let files = HostileFile.all
        #expect(files.count >= 50 && cuts.count >= 300)
        var tally = Tally()
        let peak = try PeakMemory.kilobytes {
            for file in files { try Self.count(file, &tally) }
            for end in cuts {
                try Self.count(HostileFile("cut at \(end)", Array(whole[..<end]), .refused), &tally)
            }
        }
        #expect(tally.wrong.isEmpty, "\(tally.wrong.joined(separator: ", "))")
        #expect(tally.refused + tally.read == files.count + cuts.count)
        if let peak { #expect(peak <= Self.most) }
        #expect(!TemporaryDirectory.names("/tmp").contains("adapt-hostile"))
        Figures.note(
            "T28", "hostile workbooks",
            "\(files.count) files and \(cuts.count) cuts at every 64th byte: \(tally.refused) refused, \(tally.read) read right, "
                + "\(tally.wrong.count) not; memory \(peak.map { "\($0) KB" } ?? "only in make soak")")
    }

    @Test(
        "10 GB of blanks are refused when 512 MB have come, whatever size the file claims, in little memory",
        .enabled(if: Figures.soaks, "skipped: part of make soak, where memory is measured"))
    func bomb() async throws {
        try await TemporaryDirectory.with { directory in
            for claimed in [100, 0xFFFF_FFFE] {
                let path = try Self.bomb(claiming: claimed, in: directory)
                var refusal: SpreadsheetError?
                let start = clock()
                let peak = try PeakMemory.kilobytes {
                    do {
                        var rows = try XLSXReader(path: path).rows(ofSheetAt: 0)
                        while try rows.next() != nil {}
                    } catch let error as SpreadsheetError {
                        refusal = error
                    }
                }
                let seconds = Double(clock() - start) / 1_000_000
                #expect(refusal?.kind == .limit)
                #expect(refusal?.message.hasSuffix("is larger than 512 MB when unpacked") == true)
                #expect(seconds < 60)
                if let peak { #expect(peak <= Self.most) }
                Figures.note(
                    "T28", "10 GB of blanks, said to be \(claimed) bytes",
                    "\(refusal == nil ? "taken" : "refused") after \(seconds) s, memory \(peak.map { "\($0) KB" } ?? "unknown")"
                )
            }
        }
    }

    private static func count(_ file: HostileFile, _ tally: inout Tally) throws {
        let found = try Self.rows(of: file.bytes)
        switch (file.outcome, found) {
        case (.refused, nil), (.either, nil): tally.refused += 1
        case (.read(let right), let rows?) where rows == right: tally.read += 1
        case (.either(let right), let rows?) where rows == right: tally.read += 1
        case _: tally.wrong.append(file.name)
        }
    }

    /// All rows of a file; nil where it is refused.
    private static func rows(of bytes: [UInt8]) throws -> [[SheetValue]]? {
        do {
            return try Book.rows(of: bytes).map(\.values)
        } catch is SpreadsheetError {
            return nil
        }
    }

    /// A workbook of our own, of some 20 KB that hardly pack.
    private static func written() async throws -> [UInt8] {
        try await TemporaryDirectory.with { directory in
            let path = directory.path + "/a.xlsx"
            let writer = try XLSXWriter(path: path, temporaryDirectory: directory.path)
            let sheet = try writer.addSheet("Reach", columns: [SheetColumn("series"), SheetColumn("views")])
            var random = Seeded(20_260_105)
            for _ in 0..<800 {
                let name = String(random.next(), radix: 16)
                try writer.append([.text(name), .integer(Int64(random.pick(below: 1_000_000_000)))], to: sheet)
            }
            try writer.close()
            let file = try OpenFile.open(path, limits: SpreadsheetLimits(), temporaryDirectory: directory.path)
            defer { close(file.descriptor) }
            return try file.bytes(at: 0, count: file.size)
        }
    }

    /// A workbook whose sheet unpacks to 10 GB; `claimed`: the bytes that it says it has.
    private static func bomb(claiming claimed: Int, in directory: TemporaryDirectory) throws -> String {
        let packed = Deflate.long(
            "<worksheet \(Book.main)><sheetData> ", bytes: 10 << 30, end: "</sheetData></worksheet>")
        var zip = Book().archive()
        zip.deflated("xl/one.xml", packed, size: claimed)
        return try directory.write(zip.finish(), to: "bomb.xlsx")
    }
}
