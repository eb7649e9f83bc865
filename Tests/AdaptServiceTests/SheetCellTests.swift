import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("A sheet of figures")
struct SheetCellTests {
    private static let names = ["edition", "metric", "source", "week", "value"]

    /// A workbook with one row below its header, its last cells as given.
    private func book(_ cells: String, header: [String] = names) -> [UInt8] {
        Book(rows: rows(cells, header: header)).bytes()
    }

    private func rows(_ cells: String, header: [String] = names) -> String {
        func text(_ words: String) -> String { "<c t=\"inlineStr\"><is><t>\(words)</t></is></c>" }
        let row = ["s/kr", "impressions", "src", "2026-W02"].map(text).joined() + cells
        return "<row r=\"1\">\(header.map(text).joined())</row><row r=\"2\">\(row)</row>"
    }

    @Test(
        "is refused with sheet and cell where a cell is no figure",
        arguments: [
            ("<c r=\"E2\" t=\"e\"><v>#REF!</v></c>", "cell holds the error #REF!"),
            ("<c r=\"E2\"><f>1+1</f></c>", "cell holds a formula that was never calculated"),
            ("<c r=\"E2\" t=\"b\"><v>1</v></c>", "figure \"true\" is not a number"),
            ("<c r=\"E2\" t=\"b\"><v>0</v></c>", "figure \"false\" is not a number"),
            ("<c r=\"E2\"><v>many</v></c>", ""),
        ])
    func faults(cell: String, words: String) async throws {
        try await Stage.with { workspace in
            let before = try await workspace.counts()
            let refusal = try await refusal { try await workspace.load(book(cell)) }
            #expect(refusal.kind == .input)
            #expect(refusal.message.hasPrefix(words), "\(refusal)")
            #expect(refusal.place?.text.hasPrefix("reach.csv:2:5: One!E2") == true, "\(refusal)")
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("takes numbers as they are, also with signs that their format writes, whatever --numbers says of texts")
    func signed() async throws {
        try await Stage.with { workspace async throws in
            func text(_ words: String) -> String { "<c t=\"inlineStr\"><is><t>\(words)</t></is></c>" }
            let figures = ["<c><v>1500</v></c>", "<c s=\"1\"><v>1500.5</v></c>", text("&gt;1,5")]
            let start = ["impressions", "src", "2026-W02"].map(text).joined()
            let rows = zip(["s/kr", "s/us", "t/jp"], figures).map { text($0) + start + $1 }
            var book = Book(rows: ([Self.names.map(text).joined()] + rows).map { "<row>\($0)</row>" }.joined())
            book.formats = ["\">\"0.0"]
            var options = ImportReach.Options(today: Catalogue.today)
            options.habits.numbers = NumberReading(.eu, unit: 1000)
            #expect(try await workspace.load(book.bytes(), options).new == 3)
            let stored = "select comparator || low from observation order by series_id, subject_id"
            #expect(try await workspace.texts(stored) == ["=1500000", ">1500501", ">1501"])
        }
    }

    @Test("is known again by its cells, so that what rows repeat is worked out once")
    func seen() throws {
        func text(_ words: String) -> String { "<c t=\"inlineStr\"><is><t>\(words)</t></is></c>" }
        func start(_ edition: String) -> String { [edition, "impressions", "src", "2026-W02"].map(text).joined() }
        let cells = ["<c><v>7</v></c>", text("8"), text(">9"), "<c t=\"e\"><v>#REF!</v></c>", "<c><v>1.5</v></c>"]
        let rows = ([Self.names.map(text).joined()] + cells.map { start("s/kr") + $0 } + [start("s/us") + cells[0]])
            .map { "<row>\($0)</row>" }.joined()
        let options = ImportReach.Options(today: Catalogue.today)
        var file = try ReachFile(ByteSource(name: "reach.xlsx", bytes: Book(rows: rows).bytes()), options)
        var seen = try #require(file.seenRows(options.habits))
        _ = try file.next { _ in }
        #expect(seen.entry(in: file.reader, line: 2) { _, _ in 9 } == nil)
        let week = Span(first: 20_458, length: 7)
        let entry = Entry(
            track: 3, span: week, published: 20_470, line: 2, wording: -1,
            figure: try #require(Figure(.equal, 7)), isStated: true, windowInferred: false, imputed: false)
        seen.keep(entry, measure: 4, in: file.reader)
        var found: [String] = []
        while let line = try file.next({ _ in }) {
            let next = seen.entry(in: file.reader, line: line) { $0 == "s/us" && $1 == 4 ? 5 : nil }
            found.append(next.map { "\($0.figure.low) of \($0.track)" } ?? "-")
        }
        // Only what is digits alone needs no more than a look, and of another edition its name.
        #expect(found == ["8 of 3", "-", "-", "-", "7 of 5"])
    }

    @Test("is read where rows end early, and is neither given an encoding nor taken for another sheet")
    func early() async throws {
        try await Stage.with { workspace in
            let wide = book("<c><v>5</v></c>", header: Self.names + ["currency", "days"])
            #expect(try await workspace.load(wide).new == 1)
            var options = ImportReach.Options(today: Catalogue.today)
            options.reading.encoding = "gb18030"
            let encoded = try await refusal { try await workspace.load(wide, options) }
            #expect(encoded.message == "file \"reach.csv\" is a workbook, which has no encoding to name")
            options.reading = ReadingOptions()
            options.reading.sheet = "One"
            #expect(try await workspace.load(wide, options).unchanged == 1)
            let values = try await refusal { try await workspace.load("edition,metric\n", options) }
            #expect(values.message == "file \"reach.csv\" has no sheets, it is separated values")
        }
    }

    @Test("says what its format writes: how many times a figure is meant, and how sure it is")
    func formats() async throws {
        let formats = ["0\"K\"", "\"about \"#,##0", "#,##0\" views\"", "0,\"K\""]
        let figures = ["1235000 1235000 = 1235K", "1235 1235 ~ about 1235", "1235 1235 = ", "1235 1235 = "]
        for (format, figure) in zip(formats, figures) {
            try await Stage.with { workspace async throws in
                var book = Book(rows: rows("<c s=\"1\"><v>1235</v></c>"))
                book.formats = [format]
                #expect(try await workspace.load(book.bytes()).new == 1)
                #expect(
                    try await workspace.texts(
                        "select format('%s %s %s %s', low, high, comparator, wording) from observation") == [figure])
            }
        }
        try await Stage.with { workspace async throws in
            var book = Book(rows: rows("<c s=\"1\"><v>15</v></c>"))
            book.formats = ["0 \"tsd.\""]
            let refused = try await refusal { try await workspace.load(book.bytes()) }
            #expect(refused.message == "figure \"15 tsd.\" is not a number")
            #expect(refused.place?.text == "reach.csv:2:5: One!E2")
        }
    }

    @Test("that is damaged is refused, and so is an encoding that nobody knows")
    func damaged() async throws {
        try await Stage.with { workspace in
            let whole = book("<c><v>5</v></c>")
            let cut = try await refusal { try await workspace.load(Array(whole.prefix(whole.count / 2))) }
            #expect(cut.kind == .input)
            var options = ImportReach.Options(today: Catalogue.today)
            for (name, hint) in [("utf-9", "did you mean utf-8?"), ("", "one of utf-8"), ("a b", "one of utf-8")] {
                options.reading.encoding = name
                let unknown = try await refusal { try await workspace.load(Stage.header, options) }
                #expect(unknown.message == "encoding \"\(name)\" is not known")
                #expect(unknown.hint?.hasPrefix(hint) == true, "\(unknown)")
            }
        }
    }
}
