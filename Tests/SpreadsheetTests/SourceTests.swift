import Glibc
import TestSupport
import Testing

@testable import Spreadsheet

@Suite("Workbooks are read from wherever they come")
struct SourceTests {
    @Test("a file, a pipe and bytes give the same")
    func sources() async throws {
        let bytes = Book(rows: "<row><c><v>1</v></c></row>").bytes()
        try await TemporaryDirectory.with { directory in
            let path = directory.path + "/a.xlsx"
            let descriptor = open(path, O_RDWR | O_CREAT, 0o600)
            #expect(write(descriptor, bytes, bytes.count) == bytes.count)
            lseek(descriptor, 0, SEEK_SET)
            defer { close(descriptor) }
            var ends: [Int32] = [0, 0]
            #expect(pipe(&ends) == 0)
            #expect(write(ends[1], bytes, bytes.count) == bytes.count)
            close(ends[1])
            defer { close(ends[0]) }
            for reader in [
                try XLSXReader(path: path), try XLSXReader(descriptor: descriptor),
                try XLSXReader(path: "/dev/fd/\(ends[0])", temporaryDirectory: directory.path),
                try XLSXReader(bytes: bytes),
            ] {
                var rows = try reader.rows(ofSheet: "One")
                #expect(try rows.next()?.values == [.number("1")])
                #expect(try rows.next() == nil)
            }
            #expect(TemporaryDirectory.names(directory.path) == ["a.xlsx"])
            var limits = SpreadsheetLimits()
            limits.fileBytes = bytes.count - 1
            let large = #expect(throws: SpreadsheetError.self) {
                try XLSXReader(path: path, limits: limits)
            }
            #expect(large?.kind == .limit)
        }
    }

    @Test("what cannot be opened, is too large or is not there is said so")
    func missing() throws {
        var error = #expect(throws: SpreadsheetError.self) { try XLSXReader(path: "/nonexistent.xlsx") }
        #expect(error?.message == "\"/nonexistent.xlsx\" cannot be opened: No such file or directory")
        error = #expect(throws: SpreadsheetError.self) { try XLSXReader(path: "/") }
        #expect(error?.message == "the input cannot be read: Is a directory")
        var limits = SpreadsheetLimits()
        limits.fileBytes = 1 << 20
        let large = [UInt8](repeating: 0, count: 2 << 20)
        error = #expect(throws: SpreadsheetError.self) { try XLSXReader(bytes: large, limits: limits) }
        #expect(error?.message == "the file is larger than 1 MB")
        error = #expect(throws: SpreadsheetError.self) {
            try XLSXReader(bytes: Book().bytes(), temporaryDirectory: "/nonexistent")
        }
        #expect(error?.message == "no file can be made in \"/nonexistent\": No such file or directory")
        error = #expect(throws: SpreadsheetError.self) {
            _ = try XLSXReader(bytes: Book().bytes()).rows(ofSheet: "Two")
        }
        #expect(error?.message == "sheet \"Two\" does not exist")
        #expect(error?.hint == "there is \"One\"")
    }

    @Test("two sheets can be read side by side, and a file may be closed half read")
    func sideBySide() throws {
        let many = (0..<20_000).map { "<row><c><v>\($0)</v></c></row>" }.joined()
        let reader = try XLSXReader(bytes: Book(rows: many).bytes())
        var first = try reader.rows(ofSheetAt: 0)
        var second = try reader.rows(ofSheetAt: 0)
        for number in 0..<15_000 {
            #expect(try first.next()?[0] == .number(String(number)))
            if number % 2 == 0 { #expect(try second.next()?[0] == .number(String(number / 2))) }
        }
    }
}
