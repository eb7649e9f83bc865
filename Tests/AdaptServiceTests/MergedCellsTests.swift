import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("Cells merged over several rows")
struct MergedCellsTests {
    /// A sheet of texts, `nil` where nothing is written.
    private func sheet(_ rows: [[String?]], merged: [String]) -> [UInt8] {
        let lines = rows.enumerated().map { row, cells in
            let written = cells.enumerated().map { column, words in
                let place = String(UnicodeScalar(UInt8(65 + column))) + String(row + 1)
                return words.map { "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\($0)</t></is></c>" } ?? ""
            }
            return "<row r=\"\(row + 1)\">\(written.joined())</row>"
        }
        return Book(rows: lines.joined(), merged: merged).bytes()
    }

    private static let header: [String?] = ["edition", "market", "metric", "source", "week", "value", "note"]

    private func rows(_ market: [String?], note: [String?] = [nil, nil, nil]) -> [[String?]] {
        ["s/kr", "s/us", "t/jp"].indices.map {
            [["s/kr", "s/us", "t/jp"][$0], market[$0], "impressions", "src", "2026-W02", "10", note[$0]]
        }
    }

    @Test("are refused with their range, each of their rows, and nothing is kept")
    func refused() async throws {
        try await Stage.with { workspace async throws in
            let file = sheet([Self.header] + rows(["us", nil, nil]), merged: ["B2:B4"])
            let before = try await workspace.counts()
            let refused = try await refusal { try await workspace.load(file) }
            #expect(refused.place?.text == "reach.csv:2:2: One!B2")
            #expect(
                refused.message.hasPrefix("cell is one of B2:B4, which are merged (nobody can say which rows"),
                "\(refused)")
            #expect(refused.details.map { $0.prefix(22) } == ["reach.csv:3:2: One!B3:", "reach.csv:4:2: One!B4:"])
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("say nothing in columns that are not read, above the header, and within one row")
    func harmless() async throws {
        try await Stage.with { workspace async throws in
            let titles: [[String?]] = [["Reach", nil, nil], ["of a week"]]
            let file = sheet(
                titles + [Self.header] + rows(["us", "us", "us"], note: ["seen", nil, nil]),
                merged: ["A1:C1", "A2:D2", "C1:D2", "G4:G6", "F7:G9"])
            #expect(try await workspace.load(file).new == 3)
        }
    }

    @Test(
        "say nothing of rows that are empty, of a footnote, or of a total that is left out; but of a row without its figure"
    )
    func oneRow() async throws {
        try await Stage.with { workspace async throws in
            let note: [[String?]] = [["Source: the publisher's report"], [nil]]
            let total: [[String?]] = [["Total", "us", "impressions", "src", "2026-W02", "30", nil]]
            var options = ImportReach.Options(today: Catalogue.today)
            options.reading.skipsTotals = true
            let data = [Self.header] + rows(["us", "us", "us"])
            // The last row with an empty one below it, or with the total.
            #expect(
                try await workspace.load(
                    sheet(data + [[nil]] + total, merged: ["F4:F5", "C4:D5"]), dryRun: true, options
                ).new == 3)
            #expect(try await workspace.load(sheet(data + total, merged: ["D4:D5"]), dryRun: true, options).new == 3)
            (options.source, options.metric) = ("src", "views")
            let titled: [[String?]] = [["title", "week", "value"], ["K", "2026-W02", "3"], ["U", "2026-W02", "4"]]
            #expect(try await workspace.load(sheet(titled + note, merged: ["A4:C5"]), dryRun: true, options).new == 2)
            let open = [titled[0], titled[1], ["U", "2026-W02", nil]]
            let refused = try await refusal { try await workspace.load(sheet(open, merged: ["C2:C3"]), options) }
            #expect(refused.message.hasPrefix("cell is one of C2:C3, which are merged"))
        }
    }

    @Test("are set aside with --rejects as other rows at fault")
    func setAside() async throws {
        try await Stage.with { workspace async throws in
            let file = sheet([Self.header] + rows(["us", "us", nil]), merged: ["B3:B4"])
            let rejects = Rejects()
            let options = ImportReach.Options(today: Catalogue.today)
            let receipt = try await ImportReach(options).run(
                ByteSource(name: "reach.xlsx", bytes: file), in: workspace, dryRun: false, setAside: rejects.taker)
            #expect((receipt.new, receipt.refused) == (1, 2))
            #expect(rejects.rows?.rows.map(\.first) == ["s/us", "t/jp"])
        }
    }

    @Test("are refused in files of decisions, but for columns that nothing is taken from")
    func decisions() async throws {
        try await Stage.with { workspace async throws in
            func load(_ merged: String) async throws -> BulkReceipt {
                let file = sheet(
                    [
                        ["edition", "element", "value", "remark"], ["s/kr", "a.b", "x", "r"],
                        ["s/us", "a.b", "y", nil],
                    ],
                    merged: [merged])
                return try await ImportElements(BulkOptions.with { $0.mayAddElements = true }).run(
                    ByteSource(name: "el.xlsx", bytes: file), in: workspace, dryRun: false)
            }
            let refused = try await refusal { _ = try await load("C2:C3") }
            #expect(refused.message.hasPrefix("cell is one of C2:C3, which are merged"), "\(refused)")
            #expect(try await load("D2:D3").operation != nil)
        }
    }
}
