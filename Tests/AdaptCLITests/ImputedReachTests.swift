import TestSupport
import Testing

@Suite("Figures placed in a week on request, on the command line")
struct ImputedReachTests {
    /// The sample with two figures of Sunday weeks, placed in 2026-W02.
    private func placed(_ body: @Sendable (Shell, TemporaryDirectory) async throws -> Void) async throws {
        try await ReachWorkbookTests.planned { shell, directory in
            let path = try directory.write(
                "edition,from,until,value\nhockey-star/es,2026-01-04,2026-01-10,70\n"
                    + "hockey-star/mx,2026-01-04,2026-01-10,30\n", to: "sundays.csv")
            let imported = await shell.run(
                ["import", "reach", path, "--source", "socialpeta-2026-w02", "--metric", "views"]
                    + ["--week-start", "sunday"])
            #expect(imported.status == 0, "\(imported.errors)")
            try await body(shell, directory)
        }
    }

    private static let scope = "--week 2026-W02 --source socialpeta-2026-w02"

    /// The column `flags` of a csv.
    private func flags(_ result: Shell.Result) throws -> [String] {
        let rows = result.output.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let column = try #require(rows.first?.firstIndex(of: "flags"), "\(result.output)\(result.errors)")
        return rows.dropFirst().map { $0[column] }
    }

    @Test("are marked in a ranking, in sums by series and market, and in the total of the week")
    func marked() async throws {
        try await placed { shell, _ in
            #expect(try flags(await shell.run("rank \(Self.scope) --by views --format csv")) == ["imputed", "imputed"])
            for part in ["series", "market"] {
                let line = "reach \(Self.scope) --metric views --by \(part) --format"
                #expect(try flags(await shell.run(line + " csv")) == ["imputed"])
                let json = try JSONText(await shell.run(line + " json").output)
                #expect(json["rows"]?[0]?["flags"]?.string == "imputed")
            }
            let line = "reach \(Self.scope) --metric views --format"
            let json = try JSONText(await shell.run(line + " json").output)
            #expect(json["weeks"]?[0]?["total"]?["flags"]?.string == "imputed")
            let table = await shell.run(line + " table").output
            #expect(table.contains("total >= 100 views (imputed); 2 of 7 editions reported"), "\(table)")
            let weeks = await shell.run(line + " table --weeks 2").output
            let last = weeks.split(separator: "\n").last { $0.hasPrefix("2026-W02 ") }
            #expect(last?.hasSuffix("imputed") == true, "\(weeks)")
            #expect(await shell.run(line + " html").output.contains("&gt;= 100 (imputed)"))
        }
    }

    @Test("are marked in the sums of a workbook and among the titles of a snapshot")
    func workbook() async throws {
        try await placed { shell, _ in
            let result = await shell.run("export reach \(Self.scope) --metric views --format xlsx")
            let sheets = try ReadTable.workbook(result.bytes)
            for name in ["Totals", "series hockey-star", "market mx"] {
                let rows = (sheets[name] ?? []).map { $0.map(ReadTable.text) }
                let column = try #require(rows.first?.firstIndex(of: "flags"), "\(name)")
                #expect(rows.last?[column] == "imputed", "\(name)")
            }
            let json = try JSONText(await shell.run("snapshot --week 2026-W02 --format json").output)
            let titles = try #require(json["titles"])
            let marked = (0..<titles.count).filter { titles[$0]?["flags"]?.string == "imputed" }
            #expect(
                marked.map { titles[$0]?["edition"]?.string } == ["hockey-star/es", "hockey-star/mx"], "\(titles)")
            let table = await shell.run("snapshot --week 2026-W02 --format table").output
            #expect(table.contains("imputed: of 2 editions, figures placed in the week on request"))
        }
    }

    @Test("are marked where tropes and gaps add them up")
    func addedUp() async throws {
        try await placed { shell, _ in
            let scope = "\(Self.scope) --metric views --format json"
            let tropes = try JSONText(await shell.run("tropes \(scope)").output)
            let changes = try #require(tropes["changes"])
            let sums = (0..<changes.count).compactMap { changes[$0] }.filter { $0["guaranteed"]?.int != nil }
            #expect(!sums.isEmpty && sums.allSatisfy { $0["flags"]?.string == "imputed" }, "\(tropes)")
            #expect(await shell.run("unknown hockey-star/es male_lead.nature").status == 0)
            let gaps = try JSONText(await shell.run("gaps --by reach \(scope)").output)
            let reached = (0..<gaps.count).compactMap { gaps[$0] }.filter { $0["reach"]?.isNull == false }
            #expect(!reached.isEmpty && reached.allSatisfy { $0["flags"]?.string == "imputed" }, "\(gaps)")
        }
    }

    @Test("a joint figure less than one of its editions is told, with no exact total and no share above 100")
    func contradiction() async throws {
        try await ReachWorkbookTests.planned { shell, directory in
            let path = try directory.write(
                "edition,metric,source,week,value\nhockey-star/mx,views,socialpeta-2026-w02,2026-W02,1000\n"
                    + "hockey-star/es + hockey-star/mx,views,socialpeta-2026-w02,2026-W02,10\n", to: "joint.csv")
            #expect(await shell.run(["import", "reach", path]).status == 0)
            let table = await shell.run("reach hockey-star \(Self.scope) --metric views --format table").output
            #expect(table.contains("total >= 10 views (contradicts); 2 of 3 editions reported"), "\(table)")
            #expect(
                table.contains("contradicts: hockey-star/es + hockey-star/mx in 2026-W02 is less than its editions"))
            let market = await shell.run("reach \(Self.scope) --metric views --by market --format json")
            let row = try JSONText(market.output)["rows"]?[0]
            #expect(row?["value"]?.int == 1000 && row?["flags"]?.string == "contradicts", "\(market.output)")
            #expect(row?["share_pct"]?.isNull == true && row?["comparator"]?.string == ">=")
        }
    }

    @Test("everywhere less than one of its markets is told in reports, a ranking and a snapshot, in every format")
    func everywhere() async throws {
        try await ReachWorkbookTests.planned { shell, directory in
            let path = try directory.write(
                "edition,market,metric,source,week,value\nhockey-star/mx,,views,socialpeta-2026-w02,2026-W02,30\n"
                    + "hockey-star/mx,mx,views,socialpeta-2026-w02,2026-W02,50\n"
                    + "hockey-star/es,,views,socialpeta-2026-w02,2026-W02,7\n", to: "less.csv")
            #expect(await shell.run(["import", "reach", path]).status == 0)
            let scope = "\(Self.scope) --reported --metric views --format"
            let csv = await shell.run("export reach \(scope) csv")
            #expect(try flags(csv) == ["contradicts", "", "included contradicts measured=mx"], "\(csv.output)")
            #expect(csv.errors.contains("less than its markets have by themselves; one of them is wrong"))
            let week = try JSONText(await shell.run("export reach \(scope) json").output)["weeks"]?[0]
            #expect(week?["total"]?["comparator"]?.string == ">=" && week?["total"]?["flags"]?.string == "contradicts")
            #expect(week?["rows"]?[0]?["share_pct"]?.isNull == true)
            let rank = "rank \(Self.scope) --by views --format"
            #expect(try flags(await shell.run("\(rank) csv")) == ["contradicts", ""])
            let ranked = try JSONText(await shell.run("\(rank) json").output)["rows"]
            #expect(ranked?[0]?["flags"]?.string == "contradicts" && ranked?[1]?["flags"]?.isNull == true)
            for format in ["table", "tsv", "jsonl", "markdown", "html"] {
                for line in [rank, "snapshot --week 2026-W02 --format", "reach \(scope)"] {
                    #expect(await shell.run("\(line) \(format)").output.contains("contradicts"), "\(line) \(format)")
                }
            }
            let book = try ReadTable.workbook(await shell.run("snapshot --week 2026-W02 --format xlsx").bytes)
            #expect("\(book)".contains("contradicts"))
        }
    }

    @Test("a planning file is written as markdown too")
    func markdown() async throws {
        try await ReachWorkbookTests.planned { shell, _ in
            let result = await shell.run("export reach --week 2026-W02 --format markdown")
            #expect(result.status == 0 && result.output.contains("| hockey-star/es |"), "\(result.errors)")
        }
    }
}
