import AdaptModel
import Testing

@testable import AdaptService

/// Sums of groups of rows, and what they are held against.
extension TotalRowTests {
    @Test("are known by the name of the group above too, as spreadsheets write them, and double nothing")
    func groups() async throws {
        try await Stage.with { workspace async throws in
            var options = ImportReach.Options(today: Catalogue.today)
            (options.reading.skipsTotals, options.registersMissing) = (true, true)
            let header = "title,market,metric,source,week,value\n"
            func row(_ title: String, _ market: String, _ value: Int, _ week: Int = 2) -> String {
                "\(title),\(market),views,src,2026-W0\(week),\(value)\n"
            }
            // Heat of week 3 is read as a row like those before.
            let text =
                header + row("Heat", "us", 1) + row("Heat", "kr", 2) + row("Cold", "us", 4) + row("Cold", "us", 8, 3)
                + row("Heat", "us", 16, 3) + row("Heat Total", "", 19) + row("Cold", "us", 32, 4)
                + row("Cold Result", "", 32, 4) + row("All films total", "", 51) + row("총계", "", 99)
            let receipt = try await workspace.load(text, options)
            #expect(receipt.registered == ["heat/main", "cold/main"])
            #expect(receipt.totals.first.map(\.word) == ["Heat Total", "Cold Result", "All films total", "총계"])
            #expect(try await workspace.texts("select sum(low)::text from weekly_reach") == ["63"])
            let wide = "title,2026-W06,2026-W07\nHeat,1,2\nTotal,1,2\n"
            (options.source, options.metric) = ("other", "views")
            #expect(try await workspace.load(wide, options).totals.count == 1)
            let films = header + row("Heat", "us", 1, 5) + row("Heat Total", "us", 2, 5) + row("Total Cold", "us", 4, 5)
            (options.source, options.metric, options.reading.skipsTotals) = (nil, nil, false)
            let refused = try await refusal { try await workspace.load(films, options) }
            #expect(refused.message == "row \"Heat Total\" adds up others")
            options.reading.notTotals = ["heat total"]
            #expect(try await workspace.load(films, options).registered == ["heat-total/main", "total-cold/main"])
        }
    }

    @Test(
        "of pivot tables tell that the sums of their groups are among the rows, in whatever form",
        arguments: [
            ("title", "Show A,10|  es,4|  mx,6|Show B,27|  en,27|Grand Total,37"),
            ("title,season", "Show A,,10|Show A,es,4|Show A,mx,6|Show B,,27|Show B,en,27|Grand Total,,37"),
            ("title,season", "All,,10|All,Show A,10|All,es,4|All,mx,6|Grand Total,,10"),
        ])
    func pivots(columns: String, rows: String) async throws {
        try await Stage.with { workspace in
            var options = ImportReach.Options(today: Catalogue.today)
            (options.reading.skipsTotals, options.registersMissing, options.week) = (true, true, "2026-W02")
            (options.source, options.metric) = ("src", "views")
            func text(_ rows: String) -> String { "\(columns),value\n\(rows.replacing("|", with: "\n"))\n" }
            let before = try await workspace.counts()
            for rejects in [nil, Rejects()] {
                let bytes = Array(text(rows).utf8)
                let refused = try await refusal {
                    _ = try await ImportReach(options).run(
                        ByteSource(name: "reach.csv", bytes: bytes), in: workspace, dryRun: false,
                        setAside: rejects?.taker)
                }
                #expect(refused.kind == .rule)
                #expect(refused.message.hasPrefix("the rows above add up to "))
                #expect(
                    refused.message.contains(rows.hasPrefix("All") ? "3 times the total 10" : "2 times the total 37"))
            }
            #expect(try await workspace.counts() == before)
            // What does not add up, and what adds up to its total, is let in.
            options.metric = "unique_reach"
            #expect(try await workspace.load(text(rows), dryRun: true, options).totals.count == 1)
            options.metric = "views"
            let last = rows.split(separator: "|").dropLast().joined(separator: "|")
            let sum = rows.hasPrefix("All") ? 30 : 74
            let total = "|Grand Total\(columns == "title" ? "" : ","),\(sum)"
            #expect(try await workspace.load(text(last + total), dryRun: true, options).totals.count == 1)
        }
    }

    @Test("of one week, market or metric each, behind all their rows, are not held against the sum of all")
    func apart() async throws {
        for (column, values) in [("week", ["2026-W05", "2026-W06"]), ("market", ["kr", "us"])] {
            try await Stage.with { workspace in
                var options = ImportReach.Options(today: Catalogue.today)
                (options.reading.skipsTotals, options.source, options.metric) = (true, "src", "views")
                options.registersMissing = true
                if column != "week" { options.week = "2026-W05" }
                let rows = values.flatMap { ["A,\($0),30", "B,\($0),10"] } + values.map { "Total,\($0),40" }
                let receipt = try await workspace.load(
                    "title,\(column),value\n\(rows.joined(separator: "\n"))\n", options)
                #expect((receipt.new, receipt.totals.count) == (4, 2))
            }
        }
    }

    @Test("of groups of equal sums, one below the other, are those of their own rows")
    func equalGroups() async throws {
        try await Stage.with { workspace in
            var options = ImportReach.Options(today: Catalogue.today)
            (options.reading.skipsTotals, options.registersMissing, options.week) = (true, true, "2026-W02")
            (options.source, options.metric) = ("src", "views")
            let rows = [
                "Heat,10", "Heat Total,10", "Cold,4", "Ice,6", "Cold Total,10", "Subtotal,20", "Speed,20",
                "Speed Total,20",
                "Subtotal,20", "Grand Total,40",
            ]
            let receipt = try await workspace.load("title,value\n" + rows.map { $0 + "\n" }.joined(), options)
            #expect((receipt.new, receipt.totals.count) == (4, 6))
        }
    }
}
