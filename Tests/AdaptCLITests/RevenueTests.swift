import TestSupport
import Testing

@Suite("Money on the command line")
struct RevenueTests {
    private static let scope = "--week 2026-W02 --source socialpeta-2026-w02"

    /// The sample with revenue in one currency, and impressions, which have none.
    private func paid(_ body: @Sendable (Shell, TemporaryDirectory) async throws -> Void) async throws {
        try await ReachWorkbookTests.planned { shell, directory in
            let path = try directory.write(
                "edition,metric,source,week,value,currency\nhockey-star/es,revenue,socialpeta-2026-w02,2026-W02,1050,USD\n"
                    + "hockey-star/mx,revenue,socialpeta-2026-w02,2026-W02,250,USD\n", to: "paid.csv")
            let imported = await shell.run(["import", "reach", path])
            #expect(imported.status == 0, "\(imported.errors)")
            try await body(shell, directory)
        }
    }

    /// A column of a csv.
    private func column(_ name: String, _ result: Shell.Result) throws -> [String] {
        let rows = result.output.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let column = try #require(rows.first?.firstIndex(of: name), "\(result.output)\(result.errors)")
        return rows.dropFirst().map { $0[column] }
    }

    @Test("names its currency in the planning file and its totals; what is no money has none")
    func plan() async throws {
        try await paid { shell, _ in
            let line = "export reach \(Self.scope) --reported --metric"
            let csv = await shell.run("\(line) revenue --format csv")
            #expect(try column("currency", csv) == ["USD", "USD"])
            #expect(csv.output.split(separator: "\n").first?.hasSuffix(",share_pct,days,currency") == true)
            #expect(csv.errors.contains("total >= 1,300 revenue USD"), "\(csv.errors)")
            let json = try JSONText(await shell.run("\(line) revenue --format json").output)
            #expect(json["weeks"]?[0]?["total"]?["currency"]?.string == "USD")
            #expect(json["weeks"]?[0]?["rows"]?[1]?["currency"]?.string == "USD")
            let first = await shell.run("\(line) revenue --format jsonl").output.split(separator: "\n").first
            #expect(try JSONText(String(first ?? ""))["currency"]?.string == "USD")
            let none = await shell.run("\(line) impressions --format csv")
            #expect(try Set(column("currency", none)) == [""])
            #expect(
                try JSONText(await shell.run("\(line) impressions --format json").output)["weeks"]?[0]?["total"]?[
                    "currency"]?.isNull == true)
            let book = try ReadTable.workbook(await shell.run("\(line) revenue --format xlsx").bytes)
            for (sheet, row) in [("Weekly", 1), ("Totals", 1), ("series hockey-star", 1)] {
                let rows = try #require(book[sheet])
                #expect(rows[row].last.map(ReadTable.text) == "USD", "\(sheet)")
            }
        }
    }

    @Test("names its currency in a ranking and in reports for people")
    func read() async throws {
        try await paid { shell, _ in
            let rank = "rank \(Self.scope) --by revenue --format"
            #expect(try column("currency", await shell.run("\(rank) csv")) == ["USD", "USD"])
            let json = try JSONText(await shell.run("\(rank) json").output)
            #expect(json["currency"]?.string == "USD" && json["rows"]?[0]?["currency"]?.string == "USD")
            #expect(await shell.run("\(rank) table").output.contains("revenue USD, socialpeta"))
            let table = await shell.run("reach \(Self.scope) --metric revenue --reported --format table").output
            #expect(table.contains("total >= 1,300 revenue USD; 2 of 7"), "\(table)")
            let parts = try JSONText(
                await shell.run("reach \(Self.scope) --metric revenue --by series --format json").output)
            #expect(parts["currency"]?.string == "USD" && parts["rows"]?[0]?["currency"]?.string == "USD")
        }
    }
}
