import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("The columns of a file of editions or decisions")
struct BulkColumnTests {
    @Test("are left out where they are said to be of something else, and a refusal names the way")
    func ignored() async throws {
        try await Stage.with { workspace async throws in
            let file = "series,market,title,edition,parent\ns,fr,F,Director's cut,Universal\n"
            let refused = try await refusal { try await workspace.editions(file) }
            #expect(refused.place?.text == "ed.csv:2:4")
            #expect("\(refused)".contains("leave it out: --ignore \"edition\""), "\(refused)")
            let second = try await refusal {
                try await workspace.editions(file, .with { $0.ignoring = ["Edition"] })
            }
            #expect("\(second)".contains("leave it out: --ignore \"parent\""), "\(second)")
            let receipt = try await workspace.editions(file, .with { $0.ignoring = ["edition", "parent"] })
            #expect((receipt.editions.new, receipt.ignoredColumns) == (1, ["edition", "parent"]))
            let missing = try await refusal {
                try await workspace.elements("edition,a.b\ns/kr,1\n", .with { $0.ignoring = ["note"] })
            }
            #expect(missing.message == "column \"note\" is missing, so that it cannot be left out")
        }
    }

    @Test("need none of the series where editions are written with it")
    func withoutSeries() async throws {
        try await Stage.with { workspace async throws in
            #expect(try await workspace.editions("edition,title\ns/es,E\n").editions.new == 1)
            let refused = try await refusal { try await workspace.editions("edition,title\ns/it,I\nfr,F\n") }
            #expect(refused.message == "series of \"fr\" is not said")
            #expect(refused.place?.text == "ed.csv:3:1")
        }
    }

    @Test("are named by the row that names most of them, not by words below it that read like names")
    func namedOnce() async throws {
        try await Stage.with { workspace async throws in
            let file =
                "family,role,market,language,title,element,value\nb,source,CO,es,T,lead,http://a.b/1\n"
                + "b,edition,IN,hi,J,lead,http://a.b/2\n"
            let elements = try await refusal { try await workspace.elements(file) }
            #expect(elements.message.hasPrefix("column \"edition\""), "\(elements)")
            #expect(elements.place?.line == 1)
            let editions = try await refusal { try await workspace.editions(file) }
            #expect(editions.message.hasPrefix("column \"series\""), "\(editions)")
            #expect(editions.place?.line == 1)
            // Words of the table that are names of columns do not make a header of its rows.
            let pair = try await refusal {
                try await workspace.elements(
                    "element,verdict,base,left,left_state,right,right_state\na.b,changed,,x,value,y,value\n")
            }
            #expect(pair.message.hasPrefix("column \"edition\""), "\(pair)")
            #expect(pair.place?.line == 1)
            // A title is no row of names, though a word of it is one, and it is as wide.
            let options = BulkOptions.with { $0.mayAddElements = true }
            for (number, title) in ["Source,Peta,2026", "Source,Peta", "Source,note"].enumerated() {
                let below = "edition,a.b\(number),remark\ns/kr,1,edition\n"
                let receipt = try await workspace.elements(
                    number == 0 ? "\(title)\nedition,element,value\ns/kr,x.y,1\n" : "\(title)\n\(below)", options)
                #expect((receipt.decisions.new, receipt.titles.count) == (1, 1), "\(title)")
            }
        }
    }

    @Test("of an edition's own sheet are not those of editions: where a value comes from is no parent")
    func sheetOfEdition() async throws {
        try await Stage.with { workspace async throws in
            let file = "element,value,state,basis,from,why,series,edition,note\na.b,x,value,inherited,s/us,,s,kr,\n"
            let refused = try await refusal { try await workspace.editions(file) }
            #expect(refused.message.hasPrefix("file is the sheet of an edition"), "\(refused)")
            #expect(refused.hint?.contains("adapt import elements FILE") == true)
            #expect(refused.place?.line == 1)
        }
    }

    @Test("and rows that a sheet hides are read, and it is told")
    func hidden() async throws {
        try await Stage.with { workspace async throws in
            func row(_ words: [String], _ attributes: String = "") -> String {
                let cells = words.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }
                return "<row \(attributes)>\(cells.joined())</row>"
            }
            let rows =
                row(["Decisions"], "hidden=\"1\"") + row(["edition", "a.b", "remark", "a.c"])
                + row(["s/kr", "1", "r", "2"], "hidden=\"1\"") + row(["s/us", "1", "r", "2"])
                + row(["s/us-2", "1", "r", ""], "hidden=\"true\"")
            let columns = "<col min=\"1\" max=\"1\" width=\"9\"/><col min=\"3\" max=\"9\" hidden=\"1\"/>"
            let bytes = Book(
                sheet: "<worksheet \(Book.main)><cols>\(columns)</cols><sheetData>\(rows)</sheetData></worksheet>"
            ).bytes()
            let receipt = try await ImportElements(BulkOptions.with { $0.mayAddElements = true }).run(
                ByteSource(name: "el.xlsx", bytes: bytes), in: workspace, dryRun: false)
            #expect(receipt.decisions.new == 5)
            #expect(receipt.hidden == HiddenCells(rows: 2, columns: ["a.c"]))
            let figures = Book(
                rows: row(["edition", "metric", "source", "week", "value"])
                    + row(["s/kr", "impressions", "src", "2026-W02", "5"], "hidden=\"1\""))
            #expect(try await workspace.load(figures.bytes()).hidden == HiddenCells(rows: 1, columns: []))
            #expect(try await workspace.elements("edition,a.b\ns/kr,1\n").hidden.isEmpty)
        }
    }

    @Test(
        "of words refuse dates, times and truth values, which a spreadsheet may have made of words",
        arguments: [
            ("<c r=\"C2\" s=\"1\"><v>46305</v></c>", "the date 2026-10-10"),
            (
                "<c r=\"C2\"><v>1.2345678901234567E17</v></c>",
                "the number 1.2345678901234567E17 without its last digits"
            ),
            ("<c r=\"C2\" s=\"2\"><v>0.169444444444444</v></c>", "the time 04:04:00"),
            ("<c r=\"C2\" t=\"b\"><v>1</v></c>", "the truth value TRUE"),
        ])
    func noWords(cell: String, kind: String) async throws {
        try await Stage.with { workspace async throws in
            func file(_ header: [String], _ row: [String]) throws -> ByteSource {
                func text(_ words: String) -> String { "<c t=\"inlineStr\"><is><t>\(words)</t></is></c>" }
                let rows = [header.map(text).joined(), row.map(text).joined() + cell]
                let book = Book(rows: rows.map { "<row>\($0)</row>" }.joined(), builtIn: [14, 20])
                return try ByteSource(name: "b.xlsx", bytes: book.bytes())
            }
            let options = BulkOptions.with { $0.mayAddElements = true }
            for header in [["series", "code", "title"], ["series", "code", "element:a.b"]] {
                let refused = try await refusal {
                    // A new edition without a title has that fault too.
                    _ = try await ImportEditions(options).run(
                        file(header, ["s", header[2] == "title" ? "fr" : "kr"]), in: workspace, dryRun: false)
                }
                #expect(
                    refused.message.contains("is \(kind), which a spreadsheet may have made of words"), "\(refused)")
                #expect(refused.place?.text.hasSuffix("!C2") == true)
            }
            for header in [["series", "code", "a.b"], ["edition", "element", "value"]] {
                let row = header[1] == "code" ? ["s", "kr"] : ["s/kr", "a.b"]
                let refused = try await refusal {
                    _ = try await ImportElements(options).run(file(header, row), in: workspace, dryRun: false)
                }
                #expect(refused.message == "value is \(kind), which a spreadsheet may have made of words")
            }
        }
    }
}
