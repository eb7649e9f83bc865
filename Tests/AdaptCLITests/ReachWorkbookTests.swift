import Spreadsheet
import TestSupport
import Testing

@Suite("The planning workbook")
struct ReachWorkbookTests {
    /// The sample with markets, two weeks of figures and a title that would run.
    static func planned(_ body: @Sendable (Shell, TemporaryDirectory) async throws -> Void) async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let register =
                    "register hockey-star --market mx --language es-MX --from es --method regional_edit --title"
                #expect(await shell.run(Shell.words(register) + ["=1+1"]).status == 0)
                let figures = """
                    edition,metric,source,from,until,value,published
                    hockey-star/es,impressions,socialpeta-2026-w02,2026-01-05,2026-01-11,1.4M,2026-01-13
                    hockey-star/mx,impressions,socialpeta-2026-w02,2026-01-05,2026-01-11,250K+,2026-01-13
                    hockey-star/es,impressions,socialpeta-2026-w02,2025-12-29,2026-01-04,"1,000,000",2026-01-06
                    hockey-star/mx,impressions,socialpeta-2026-w02,2025-12-22,2025-12-28,10K-50K,2025-12-30

                    """
                let path = try directory.write(figures, to: "figures.csv")
                let imported = await shell.run(["import", "reach", path])
                #expect(imported.status == 0, "\(imported.errors)")
                try await body(shell, directory)
            }
        }
    }

    private static func sheets(_ shell: Shell, _ line: String) async throws -> [String: [[SheetValue]]] {
        let result = await shell.run(line)
        #expect(result.status == 0, "\(result.errors)")
        return try ReadTable.workbook(result.bytes)
    }

    @Test("days are days, figures are numbers, and the sum of a week's values is its total")
    func weekly() async throws {
        try await Self.planned { shell, _ in
            let rows = try #require(
                try await Self.sheets(shell, "export reach --week 2026-W02 --format xlsx")["Weekly"])
            let names = rows[0].map(ReadTable.text)
            func column(_ name: String) throws -> [SheetValue] {
                let index = try #require(names.firstIndex(of: name))
                return rows.dropFirst().map { $0[index] }
            }
            #expect(try Set(column("from")) == [.date("2026-01-05")])
            #expect(try Set(column("until")) == [.date("2026-01-11")])
            #expect(try column("published").contains(.date("2026-01-13")))
            #expect(try column("title").contains(.text("=1+1")))
            #expect(try column("comparator").prefix(3) == [.text(">"), .text("="), .text(">=")])
            let values = try column("value").compactMap { value in
                if case .number(let digits) = value { Int(digits) } else { nil }
            }
            let json = try JSONText(await shell.run("export reach --week 2026-W02 --format json").output)
            #expect(values.reduce(0, +) == json["weeks"]?[0]?["total"]?["value"]?.int)
        }
    }

    @Test("each series and market has a sheet whose sums are those of its own report")
    func parts() async throws {
        try await Self.planned { shell, _ in
            let sheets = try await Self.sheets(shell, "export reach --week 2026-W02 --weeks 3 --format xlsx")
            #expect(
                Set(sheets.keys) == [
                    "Read me", "Weekly", "Totals", "series hockey-star", "series my-assertive-lover", "market mx",
                ])
            for (sheet, report) in [
                ("series hockey-star", "reach hockey-star"), ("series my-assertive-lover", "reach my-assertive-lover"),
                ("market mx", "export reach --market mx"), ("Totals", "reach"),
            ] {
                let rows = try #require(sheets[sheet])
                let names = rows[0].map(ReadTable.text)
                let json = try JSONText(await shell.run(report + " --week 2026-W02 --weeks 3 --format json").output)
                let weeks = try #require(json["weeks"])
                #expect(rows.count == weeks.count + 1)
                for (index, row) in rows.dropFirst().enumerated() {
                    let week = weeks[index]
                    for name in ["value", "low", "high", "reported", "expected"] {
                        let column = try #require(names.firstIndex(of: name))
                        #expect(Int(ReadTable.text(row[column])) == week?["total"]?[name]?.int, "\(sheet) \(name)")
                    }
                    let (own, comparator) = (
                        try #require(names.firstIndex(of: "week")), try #require(names.firstIndex(of: "comparator"))
                    )
                    #expect(ReadTable.text(row[own]) == week?["week"]?.string)
                    #expect(ReadTable.text(row[comparator]) == week?["total"]?["comparator"]?.string ?? "")
                }
            }
        }
    }

    @Test("the first sheet says what the file is, as of when, and what its words mean")
    func readMe() async throws {
        try await Self.planned { shell, _ in
            let line = "export reach --week 2026-W02 --weeks 2 --format xlsx"
            let facts = try await Self.sheets(shell, line)["Read me"]?.map { $0.map(ReadTable.text) } ?? []
            func fact(_ name: String) -> String? { facts.first { $0[0] == name }?[1] }
            #expect(fact("metric") == "impressions")
            #expect(fact("source") == "socialpeta-2026-w02")
            #expect(fact("as of") == "everything recorded")
            #expect(fact("weeks") == "2026-W01 to 2026-W02 (2025-12-29..2026-01-11)")
            #expect(fact("total of 2026-W02") == "total > 71,650,000 impressions; 4 of 7 editions reported")
            #expect(facts.contains { $0[0] == "note" && $0[1].hasPrefix("unplaced, in no total: hockey-star/es") })
            for flag in ["included", "not_reported", "window_inferred", "comparator >="] { #expect(fact(flag) != nil) }
            let dated = try await Self.sheets(shell, line + " --as-of 2999-01-01")["Read me"]
            #expect(dated?.map { $0.map(ReadTable.text) }.contains(["as of", "2999-01-01"]) == true)
        }
    }

    @Test("the chart shows the last weeks, also before those asked for, and a week without a figure is a gap")
    func totals() async throws {
        try await Self.planned { shell, _ in
            let sheets = try await Self.sheets(shell, "export reach --week 2026-W03 --format xlsx")
            let rows = (sheets["Totals"] ?? []).map { $0.map(ReadTable.text) }
            #expect(rows.map(\.first) == ["week", "2025-W52", "2026-W01", "2026-W02", "2026-W03"])
            #expect(rows.map { $0[4] } == ["value", "10000", "1000000", "71650000", ""])
            #expect(sheets["Weekly"]?.dropFirst().allSatisfy { $0[0] == .text("2026-W03") } == true)
        }
    }

    @Test("a page for mail has the totals as bars, said in words and as a table, and no script")
    func page() async throws {
        try await Self.planned { shell, _ in
            for command in ["reach", "export reach"] {
                let source = await shell.run(command + " --week 2026-W03 --weeks 4 --format html").output
                let page = try ReadPage(source)
                #expect(page.count("svg") == 1)
                #expect(page.count("rect") == 3)
                #expect(page.count("script") == 0)
                #expect(page.text.contains("> 71,650,000"))
                #expect(page.text.contains("no figure"))
                let label = page.tags.first { $0.name == "svg" }?.attributes["aria-label"]
                #expect(label?.contains("2026-W01: >= 1,000,000; 2026-W02: > 71,650,000; 2026-W03: no figure") == true)
                let heights = page.tags.filter { $0.name == "rect" }.compactMap { $0.attributes["height"] }
                #expect(heights == ["0", "2", "160"])
                #expect(!source.contains("http:") && !source.contains("https:") && !source.contains("url("))
            }
        }
    }
}
