import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("What a file of figures is read as")
struct PreviewTests {
    private func preview(_ bytes: [UInt8], _ change: (inout ImportReach.Options) -> Void = { _ in }) throws
        -> FilePreview
    {
        var options = ImportReach.Options(today: Catalogue.today)
        change(&options)
        return try #require(try ImportReach(options).preview(of: ByteSource(name: "reach.csv", bytes: bytes)))
    }

    private func preview(_ text: String, _ change: (inout ImportReach.Options) -> Void = { _ in }) throws
        -> FilePreview
    {
        try preview(Array(text.utf8), change)
    }

    private static let plain = Stage.header + Stage.row("s/kr", 5, 11, "70M+")

    @Test("says the encoding and how it is known, the delimiter, and where the header is")
    func layout() throws {
        let semicolons = Self.plain.replacing(",", with: ";")
        let utf16 = "\u{FEFF}\(Self.plain)".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let cases: [([UInt8], FileLayout.Rows, Int)] = [
            (Array(Self.plain.utf8), .values(encoding: "utf-8", known: .usual, delimiter: ","), 1),
            (Array("\u{FEFF}\(semicolons)".utf8), .values(encoding: "utf-8", known: .marked, delimiter: ";"), 1),
            (Array("sep=;\nReport\n\(semicolons)".utf8), .values(encoding: "utf-8", known: .usual, delimiter: ";"), 3),
            (
                Array(Self.plain.replacing(",", with: "\t").utf8),
                .values(encoding: "utf-8", known: .usual, delimiter: "\t"), 1
            ),
            (utf16, .values(encoding: "utf-16le", known: .marked, delimiter: ","), 1),
        ]
        for (bytes, rows, header) in cases {
            #expect(try preview(bytes).layout == FileLayout(rows: rows, header: header))
        }
        let said = try preview(Self.plain) { $0.reading.encoding = "GB18030" }
        #expect(said.layout.rows == .values(encoding: "gb18030", known: .said, delimiter: ","))
    }

    @Test("says the sheet of a workbook and the row of its header; its numbers have a decimal point")
    func sheet() throws {
        func text(_ words: String) -> String { "<c t=\"inlineStr\"><is><t>\(words)</t></is></c>" }
        let header = ["edition", "metric", "source", "week", "value"].map(text).joined()
        let row = ["s/kr", "views", "src", "2026-W02"].map(text).joined() + "<c><v>1234.000</v></c>"
        let book = Book(
            rows: "<row r=\"1\">\(text("Report"))</row><row r=\"4\">\(header)</row><row r=\"5\">\(row)</row>")
        let found = try preview(book.bytes()) { $0.habits.numbers.style = .eu }
        #expect(found.layout == FileLayout(rows: .sheet("One", place: 1, of: 1), header: 4))
        #expect(found.columns.last?.meaning == .figure(Figure(.equal, 1234)))
    }

    @Test("says of each column its field, its first text and what that is taken for; also of those not used")
    func columns() throws {
        let text = "Show;Woche;Klicks;Notiz;published\n;;;;\ns/kr;05/01/2026;1.234.567;;2026-02-01\n"
        let found = try preview(text) {
            $0.map = [("edition", "Show"), ("week", "Woche"), ("value", "Klicks")]
            ($0.metric, $0.source) = ("views", "src")
        }
        #expect(
            found.columns == [
                .init("Show", field: "edition", sample: "s/kr"),
                .init(
                    "Woche", field: "week", sample: "05/01/2026",
                    meaning: .refused("2026-01-05 or 2026-05-01: say --dates dmy or --dates mdy")),
                .init("Klicks", field: "value", sample: "1.234.567", meaning: .figure(Figure(.equal, 1_234_567))),
                .init("Notiz", field: nil, sample: nil),
                .init("published", field: "published", sample: "2026-02-01", meaning: .days("2026-02-01")),
                .init(nil, field: "metric", sample: "views"), .init(nil, field: "source", sample: "src"),
            ])
        #expect(found.ignored == ["Notiz"])
        let told = try preview(text) {
            $0.map = [("edition", "Show"), ("week", "Woche"), ("value", "Klicks")]
            ($0.metric, $0.source, $0.habits.dates) = ("views", "src", .dmy)
        }
        #expect(told.columns[1].meaning == .days("2026-W02"))
        let padded = try preview(
            "edition,metric,source,week,value,published\ns/kr,views,src, 2026-W02 , 5 , 2026-02-01 \n")
        #expect(
            padded.columns.suffix(3).map(\.meaning) == [
                .days("2026-01-05..2026-01-11"), .figure(Figure(.equal, 5)), .days("2026-02-01"),
            ])
        #expect(throws: Refusal.self) { try preview("a,b\n1,2\n") }
    }

    @Test("says of each column of a wide file which week it is of")
    func wide() throws {
        let found = try preview("Show,2026-01-11,2026-01-18,note\ns/kr,>5,-,x\n") {
            $0.map = [("edition", "Show")]
            ($0.metric, $0.source, $0.wide) = ("views", "src", .weekEnding)
        }
        #expect(
            found.columns.map(\.field) == [
                "edition", "value of 2026-W02", "value of 2026-W03", nil, "metric", "source",
            ])
        #expect(found.columns[1].meaning == .figure(Figure(.more, 5)))
        #expect(found.columns[2].meaning == .figure(nil))
    }
}
