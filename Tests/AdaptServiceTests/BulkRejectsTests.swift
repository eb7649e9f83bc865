import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("Rows set aside")
struct BulkRejectsTests {
    @Test("come back with why, the good ones go in; mended, they go in too")
    func roundTrip() async throws {
        try await Stage.with { workspace in
            let rejects = Rejects()
            let file = "Reihe;code;title;market\ns;a;\"A; \"\"x\"\"\nB\";mars\ns;b;B;de\ns;c;C\n"
            let options = BulkOptions.with { $0.map = [(field: "series", column: "Reihe")] }
            let receipt = try await workspace.editions(file, options, rejects: rejects)
            #expect(receipt.editions.new == 1)
            #expect(receipt.refused == 2)
            #expect(receipt.faults?.place?.text == "ed.csv:2:4")
            #expect(rejects.rows?.header == ["Reihe", "code", "title", "market", "fault"])
            #expect(rejects.rows?.rows.map(\.count) == [5, 5])
            #expect(rejects.rows?.rows.first?.dropLast() == ["s", "a", "A; \"x\"\nB", "mars"])
            #expect(rejects.rows?.rows.last?.last?.hasPrefix("row has 3 fields, the header 4") == true)
            let second = Rejects()
            let mended = try await workspace.editions(
                rejects.text.replacing("mars", with: "fr"), options, rejects: second)
            #expect(mended.editions.new == 2)
            #expect(mended.ignoredColumns == [])
            #expect(second.rows?.header == ["Reihe", "code", "title", "market", "fault"])
            #expect(second.rows?.rows.isEmpty == true)
            #expect(
                try await workspace.texts("select title from edition_state order by title collate \"C\"").prefix(2)
                    == ["A; \"x\"\nB", "B"])
        }
    }

    @Test("take with them the rows that build on them, and both of two that contradict each other")
    func dependence() async throws {
        try await Stage.with { workspace in
            let rejects = Rejects()
            let receipt = try await workspace.editions(
                """
                series,code,title,market,from,also_from
                s,d,D,,c,
                s,c,C,,b,
                s,b,B,mars,,
                s,e,E,,kr,s/b
                s,f,F,,,
                s,f,G,,,
                s,h,H,,us,
                new,x,X,mars,,

                """, .with { $0.mayAddSeries = true }, rejects: rejects)
            #expect(receipt.editions.new == 1)
            #expect(receipt.newSeries == [])
            #expect(rejects.rows?.rows.map { $0[1] } == ["d", "c", "b", "e", "f", "f", "x"])
            #expect(rejects.rows?.rows[0].last?.hasPrefix("edition \"s/c\" is refused with line 3") == true)
        }
    }

    @Test("of decisions: what could be kept of a bad row cannot")
    func keeps() async throws {
        try await Stage.with { workspace in
            let rejects = Rejects()
            let receipt = try await workspace.elements(
                "edition,element,value,reason\ns/us,a.b,(keep),\ns/kr,a.b,1,none\ns/us,a.c,1,\n",
                .with { $0.mayAddElements = true }, rejects: rejects)
            #expect(receipt.decisions.new == 1)
            #expect(rejects.rows?.rows.map { $0[2] } == ["(keep)", "1"])
        }
    }

    @Test("of decisions take with them what other rows say of the same element, and so on")
    func besideFaulty() async throws {
        try await Stage.with { workspace in
            let options = BulkOptions.with { $0.mayAddElements = true }
            let rejects = Rejects()
            let long = """
                edition,element,value,source
                s/kr,a.b,1,
                s/kr,a.b,2,nosuch
                s/us,a.b,1,
                s/kr,a.c,1,
                s/kr,a.c,(absnt),
                s/kr,a.d,1,
                s/kr,a.d,2,
                s/kr,a.d,1,
                s/us,a.d,1,

                """
            let receipt = try await workspace.elements(long, options, rejects: rejects)
            #expect((receipt.decisions.new, receipt.refused) == (2, 7))
            #expect(rejects.rows?.rows.map { $0[1] } == ["a.b", "a.b", "a.c", "a.c", "a.d", "a.d", "a.d"])
            #expect(
                rejects.rows?.rows[0].last?.hasPrefix(
                    "element \"a.b\" of \"s/kr\" is decided in line 3 too, which is at fault") == true)
            let wide = "edition,a.b,a.c,a.e\ns/us-2,1,,\ns/us-2,(absnt),2,\ns/us-2,,3,(not recorded)\ns/us-2,,,4\n"
            let second = try await workspace.elements(wide, options, rejects: rejects)
            #expect((second.decisions.new, second.refused) == (1, 3))
        }
    }

    @Test("of editions take with them what other rows say of the same edition")
    func besideFaultyEdition() async throws {
        try await Stage.with { workspace in
            let rejects = Rejects()
            let receipt = try await workspace.editions(
                "series,code,title,status\ns,a,A,\ns,a,B,flying\ns,b,C,flying\ns,b,D,\ns,c,E,\n", rejects: rejects)
            #expect((receipt.editions.new, receipt.refused) == (1, 4))
            #expect(rejects.rows?.rows.map { $0[2] } == ["A", "B", "C", "D"])
            #expect(
                rejects.rows?.rows[0].last?.hasPrefix("edition \"s/a\" is in line 3 too, which is at fault") == true)
        }
    }

    @Test("take with them what is said of the same in rows that fit, where they themselves do not")
    func besideMisfit() async throws {
        try await Stage.with { workspace in
            let options = BulkOptions.with { $0.mayAddElements = true }
            let rejects = Rejects()
            let long = "edition,element,value\ns/kr,a.b,1,2\ns/kr,a.b,3\ns/kr,a.c,1\ns/us,a.b\ns/us,a.b,4\n"
            let receipt = try await workspace.elements(long, options, rejects: rejects)
            #expect((receipt.decisions.new, receipt.refused) == (1, 4))
            #expect(
                rejects.rows?.rows[1].last?.hasPrefix(
                    "element \"a.b\" of \"s/kr\" is decided in line 2 too, which is at fault") == true)
            let wide = "edition,a.d,a.e\ns/kr,1\ns/kr,,2\ns/us,1,\n"
            #expect(try await workspace.elements(wide, options, rejects: rejects).refused == 2)
            let editions = try await workspace.editions(
                "series,code,title\ns,a,A\ns,a,B,C\ns,b,D\n", rejects: rejects)
            #expect((editions.editions.new, editions.refused) == (1, 2))
        }
    }

    @Test("with merged cells are of what the first of them says")
    func besideMerged() async throws {
        try await Stage.with { workspace in
            func text(_ words: String) -> String {
                words.isEmpty ? "<c/>" : "<c t=\"inlineStr\"><is><t>\(words)</t></is></c>"
            }
            let cells = [
                ["edition", "element", "value"], ["s/kr", "a.b", "1"], ["", "a.c", "2"], ["s/kr", "a.c", "3"],
                ["s/us", "a.c", "4"],
            ]
            let book = Book(rows: cells.map { "<row>\($0.map(text).joined())</row>" }.joined(), merged: ["A2:A3"])
            let rejects = Rejects()
            let receipt = try await ImportElements(BulkOptions.with { $0.mayAddElements = true }).run(
                ByteSource(name: "el.xlsx", bytes: book.bytes()), in: workspace, dryRun: false,
                setAside: rejects.taker)
            #expect((receipt.decisions.new, receipt.refused) == (1, 3))
            #expect(rejects.rows?.rows.map { $0[2] } == ["1", "2", "3"])
        }
    }

    @Test("that cannot be kept keep the good ones out as well")
    func notWritten() async throws {
        struct Full: Error {}
        try await Stage.with { workspace in
            let before = try await workspace.counts()
            await #expect(throws: Full.self) {
                try await ImportEditions(BulkOptions()).run(
                    ByteSource(name: "ed.csv", bytes: Array("series,code,title\ns,a,A\ns,b,\n".utf8)), in: workspace,
                    dryRun: false, setAside: { _ in throw Full() })
            }
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("are not asked for on a dry run, and a file that breaks off is refused whole")
    func whole() async throws {
        try await Stage.with { workspace in
            let rejects = Rejects()
            let dry = try await workspace.editions(
                "series,code,title\ns,a,A\ns,b,\n", dryRun: true, rejects: rejects)
            #expect(dry.refused == 1)
            #expect(rejects.rows == nil)
            let before = try await workspace.counts()
            let refusal = try await refusal {
                try await workspace.editions("series,code,title\ns,a,A\ns,b,\"B\n", rejects: rejects)
            }
            #expect(refusal.message.contains("quote is opened and never closed"))
            #expect(rejects.rows == nil)
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("take a row of a workbook with an error in a cell, as it stands there")
    func errorCell() async throws {
        try await Stage.with { workspace in
            func text(_ words: String) -> String { "<c t=\"inlineStr\"><is><t>\(words)</t></is></c>" }
            let error = "<c t=\"e\"><v>#N/A</v></c>"
            let cells = [
                ["series", "code", "title"].map(text), [text("s"), text("a"), error], ["s", "b", "B"].map(text),
            ]
            let book = Book(rows: cells.map { "<row>\($0.joined())</row>" }.joined())
            let rejects = Rejects()
            func load(_ rejects: Rejects?) async throws -> BulkReceipt {
                try await ImportEditions(BulkOptions()).run(
                    ByteSource(name: "ed.xlsx", bytes: book.bytes()), in: workspace, dryRun: false,
                    setAside: rejects?.taker)
            }
            let refused = try await refusal { _ = try await load(nil) }
            #expect(refused.message == "cell holds the error #N/A")
            let receipt = try await load(rejects)
            #expect((receipt.editions.new, receipt.refused) == (1, 1))
            #expect(rejects.rows?.rows.first?.prefix(3) == ["s", "a", "#N/A"])
            #expect(rejects.rows?.rows.first?.last?.hasPrefix("cell holds the error #N/A") == true)
        }
    }
}
