import AdaptModel
import Dispatch
import Glibc
import Spreadsheet
import TestSupport
import Testing

@testable import AdaptService

@Suite("A file that comes through a pipe")
struct PipedFileTests {
    /// A named pipe that `bytes` come through once.
    private func piped<Result: Sendable>(
        _ bytes: [UInt8], _ body: @Sendable (ByteSource) async throws -> Result
    ) async throws -> Result {
        try await TemporaryDirectory.with { directory in
            let path = directory.path + "/pipe"
            try #require(mkfifo(path, 0o600) == 0)
            DispatchQueue.global().async {
                let pipe = open(path, O_WRONLY)
                var rest = bytes[...]
                while !rest.isEmpty {
                    let count = rest.withUnsafeBytes { write(pipe, $0.baseAddress, $0.count) }
                    guard count > 0 else { break }
                    rest = rest.dropFirst(count)
                }
                close(pipe)
            }
            return try await body(try ByteSource(path: path))
        }
    }

    @Test("is imported like any other, known again at its end, and read again for rows to be set aside")
    func values() async throws {
        try await Stage.with { workspace in
            let text = Array((Stage.header + Stage.row("s/kr", 5, 11, "7") + Stage.row("s/us", 5, 11, "x")).utf8)
            let good = Array((Stage.header + Stage.row("s/kr", 5, 11, "7")).utf8)
            let work = ImportReach(ImportReach.Options(today: Catalogue.today))
            let first = try await piped(text) {
                try await work.run($0, in: workspace, dryRun: false) { #expect($0.rows.count == 1) }
            }
            #expect((first.new, first.refused) == (1, 1))
            for expected in [1, 1] {
                let again = try await piped(good) { try await work.run($0, in: workspace, dryRun: false) }
                #expect((again.new, again.unchanged) == (0, expected))
            }
            #expect(try await workspace.derivedDifferences() == [])
        }
    }

    @Test("may be a workbook")
    func workbook() async throws {
        try await Stage.with { workspace in
            let cells = ["edition", "metric", "source", "week", "value"].map {
                "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>"
            }
            let row = ["s/kr", "impressions", "src", "2026-W02"].map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }
            let bytes = Book(
                rows: "<row>\(cells.joined())</row><row>\(row.joined())<c><v>9</v></c></row>"
            ).bytes()
            let receipt = try await piped(bytes) {
                try await ImportReach(ImportReach.Options(today: Catalogue.today)).run($0, in: workspace, dryRun: false)
            }
            #expect(receipt.new == 1)
        }
    }

    @Test("is looked at by its start where an encoding is said; what else it may be in nobody can try")
    func encodings() async throws {
        let refused = try await piped(Array("edition\n두\n".utf8)) { source -> Refusal? in
            let start = try source.next() ?? []
            return #expect(throws: Refusal.self) { try Encoding("gb18030").refuseOther(source, start: start) }
        }
        #expect(refused?.message == "text is UTF-8, and not gb18030")
        let hint = try await piped([0x98, 0x30, 0x81, 0x30]) { source -> String in
            _ = try source.next()
            return Encoding.hint(for: source)
        }
        #expect(hint == "save the file as UTF-8")
    }

    @Test("and one that is not there, or a directory, is refused")
    func missing() async throws {
        try await TemporaryDirectory.with { directory in
            let none = #expect(throws: Refusal.self) { try ByteSource(path: directory.path + "/none") }
            #expect(none?.kind == .missingFile)
            let source = try ByteSource(path: directory.path)
            let unreadable = #expect(throws: Refusal.self) { try source.next() }
            #expect(unreadable?.message.hasSuffix("is a directory") == true)
        }
    }
}
