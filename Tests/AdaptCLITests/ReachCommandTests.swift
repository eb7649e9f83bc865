import TestSupport
import Testing

@Suite("Reach on the command line")
struct ReachCommandTests {
    private func table(_ shell: Shell, _ line: String) async throws -> [String] {
        let result = await shell.run(line + " --format table")
        #expect(result.status == 0, "\(result.errors)")
        return result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test("the last weeks stand beside each edition as little bars, with share and change, and below them each week")
    func weeks() async throws {
        try await ReachWorkbookTests.planned { shell, _ in
            let lines = try await table(shell, "reach --week 2026-W02 --weeks 4")
            let es = try #require(lines.first { $0.hasPrefix("hockey-star/es ") })
            for words in ["1,400,000", "1.95%", "1,000,000", "+400,000 (+40.00%)", "··▆█"] {
                #expect(es.contains(words), "\(words) in \(es)")
            }
            let mx = try #require(lines.first { $0.hasPrefix("hockey-star/mx ") })
            #expect(mx.contains("·▁·█"))
            let first = try #require(lines.first { $0.hasPrefix("2025-W52") })
            #expect(first.hasPrefix("2025-W52  2025-12-22  2025-12-28  >= 10,000") && first.hasSuffix("1 of 7"))
            let last = try #require(lines.last { $0.hasPrefix("2026-W02") })
            #expect(last.contains("> 71,650,000") && last.hasSuffix("4 of 7"))
        }
    }

    @Test("an edition that has figures of earlier weeks alone stays in sight")
    func ended() async throws {
        try await ReachWorkbookTests.planned { shell, _ in
            for status in ["paused", "ended"] {
                #expect(await shell.run("edition status hockey-star/es \(status)").status == 0)
            }
            let lines = try await table(shell, "reach hockey-star --week 2026-W03 --weeks 3")
            let es = try #require(lines.first { $0.hasPrefix("hockey-star/es ") })
            #expect(es.contains("▆█·") && es.contains("no_figure_now"))
        }
    }

    @Test("by series and by market, each sum is that of its own report")
    func parts() async throws {
        try await ReachWorkbookTests.planned { shell, _ in
            let rows = try JSONText(await shell.run("reach --week 2026-W02 --weeks 2 --by series --format json").output)
            #expect(rows["by"]?.string == "series")
            for index in 0..<(rows["rows"]?.count ?? 0) {
                let row = try #require(rows["rows"]?[index])
                let series = try #require(row["series"]?.string)
                let own = try JSONText(
                    await shell.run("reach \(series) --week \(row["week"]?.string ?? "") --format json").output)
                for name in ["value", "low", "high", "reported", "expected"] {
                    #expect(row[name]?.int == own["weeks"]?[0]?["total"]?[name]?.int, "\(series) \(name)")
                }
            }
            let lines = try await table(shell, "reach --week 2026-W02 --weeks 2 --by series")
            #expect(lines.contains { $0.hasPrefix("hockey-star ") && $0.contains(">= 1,650,000") && $0.contains("▅█") })
            let markets = try await table(shell, "reach --week 2026-W02 --by market")
            #expect(markets.contains { $0.hasPrefix("mx ") && $0.contains(">= 250,000") && $0.hasSuffix("1 of 1") })
            #expect(await shell.run("reach --week 2026-W02 --by market --market us").status == 64)
        }
    }

    @Test("only reported editions have rows where that is asked for, and the coverage stays")
    func reported() async throws {
        try await ReachWorkbookTests.planned { shell, _ in
            let line = "export reach --week 2026-W02 --weeks 2 --format"
            for format in ["csv", "jsonl"] {
                let (all, some) = (
                    await shell.run("\(line) \(format)"), await shell.run("\(line) \(format) --reported")
                )
                let rows = all.output.split(separator: "\n")
                #expect(some.output.split(separator: "\n") == rows.filter { !$0.contains("not_reported") })
                #expect(rows.contains { $0.contains("not_reported") } && some.errors == all.errors)
            }
            let json = try JSONText(await shell.run("\(line) json --reported").output)
            let rows = try #require(json["weeks"]?[1]?["rows"])
            #expect((0..<rows.count).allSatisfy { rows[$0]?["flags"]?.string != "not_reported" })
            #expect(json["weeks"]?[1]?["total"]?["expected"]?.int == 7)
            let book = try ReadTable.workbook(await shell.run("\(line) xlsx --reported").bytes)
            let facts = book["Read me"]?.map { $0.map(ReadTable.text) } ?? []
            #expect(facts.contains { $0[0] == "rows" && $0[1].hasPrefix("editions with a figure alone") })
        }
    }

    @Test("a file that is written week by week holds what is handed on whole, and is not there where it is refused")
    func streamed() async throws {
        try await ReachWorkbookTests.planned { shell, directory in
            for format in ["csv", "tsv", "jsonl", "json"] {
                let line = "export reach --week 2026-W02 --weeks 5 --format \(format)"
                let (whole, path) = (await shell.run(line), directory.path + "/plan." + format)
                let streamed = await shell.run(line + " --output \(path)")
                #expect(streamed.status == 0 && streamed.output.isEmpty && streamed.errors == whole.errors)
                #expect(directory.read("plan." + format) == whole.output)
            }
            let people = try directory.write(
                "edition,metric,source,week,value\nhockey-star/es,viewers,socialpeta-2026-w02,2026-W01,5\n"
                    + "hockey-star/es,viewers,socialpeta-2026-w02,2026-W02,5\n"
                    + "hockey-star/en,viewers,socialpeta-2026-w02,2026-W02,6\n", to: "people.csv")
            #expect(await shell.run("import reach \(people)").status == 0)
            let line = "export reach --week 2026-W02 --weeks 2 --metric viewers --format csv"
            let refused = await shell.run(line + " --output \(directory.path)/people-plan.csv")
            #expect(refused.status == 2)
            #expect(directory.read("people-plan.csv") == nil)
            #expect(await shell.run(line).output.isEmpty)
        }
    }

    @Test("json is one value, laid out as any other, whatever it holds")
    func json() async throws {
        try await ReachWorkbookTests.planned { shell, _ in
            for line in [
                "reach --week 2026-W02 --weeks 3", "reach --week 2020-W01", "reach hockey-star/mx --week 2026-W02",
            ] {
                let text = await shell.run(line + " --format json").output
                _ = try #require(try JSONText(text)["weeks"]?[0]?["rows"])
                // Each value stands on a line of its own, behind what holds it.
                var depth = 0
                for row in text.split(separator: "\n") {
                    let body = row.drop { $0 == " " }
                    if body.first == "}" || body.first == "]" { depth -= 1 }
                    #expect(row.count - body.count == 2 * depth, "\(row)")
                    if body.last == "{" || body.last == "[" { depth += 1 }
                }
                #expect(depth == 0 && text.hasSuffix("\n}\n"))
            }
        }
    }

    @Test("says whether a market is where figures were measured or whom editions are made for")
    func markets() async throws {
        try await ReachWorkbookTests.planned { shell, _ in
            let measured = await shell.run("export reach --week 2026-W02 --market mx")
            #expect(measured.errors.contains("market mx: what was measured there, and of everywhere"))
            let made = await shell.run("export reach --week 2026-W02 --made-for mx")
            #expect(made.errors.contains("made for mx: editions made for it"))
            let json = try JSONText(await shell.run("reach --week 2026-W02 --market mx --format json").output)
            #expect(json["market"]?.string == "mx" && json["made_for"]?.isNull == true)
            #expect(await shell.run("reach --week 2026-W02 --market mexico").status == 2)
            let page = await shell.run("export reach --week 2026-W02 --market mx --format html").output
            #expect(page.contains("market mx: what was measured there"))
        }
    }

    @Test("without a week it is the latest one with figures; by status, only those editions")
    func defaults() async throws {
        try await ReachWorkbookTests.planned { shell, _ in
            let latest = await shell.run("export reach").output
            #expect(latest == (await shell.run("export reach --week 2026-W02").output))
            let some = await shell.run("export reach --status in_promotion --series hockey-star").output
            let names = some.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[4] }
            #expect(names == ["hockey-star/es"])
            #expect(await shell.run("export reach --status running").status == 64)
        }
    }

    @Test("shares of what is counted add up to 100, and days tell how much of the week a figure covers")
    func shares() async throws {
        try await ReachWorkbookTests.planned { shell, _ in
            let json = try JSONText(await shell.run("export reach --week 2026-W02 --format json").output)
            let rows = try #require(json["weeks"]?[0]?["rows"])
            let shares = (0..<rows.count).compactMap { rows[$0]?["share_pct"]?.double }
            #expect(shares.count == 3)
            #expect(abs(shares.reduce(0, +) - 100) < 0.02)
            #expect((0..<rows.count).compactMap { rows[$0]?["days"]?.int } == [7, 7, 7])
        }
    }

    @Test("a standing job gets what changed since its last file; a second run writes the same bytes")
    func standing() async throws {
        try await ReachWorkbookTests.planned { shell, directory in
            let path = directory.path + "/plan.csv"
            let first = await shell.run(["export", "reach", "--since-last", "--output", path])
            #expect(first.status == 0, "\(first.errors)")
            #expect(first.errors.contains("3 weeks from 2025-W52 to 2026-W02, the first of its kind"))
            let bytes = try #require(directory.read("plan.csv"))
            let again = await shell.run(["export", "reach", "--since-last", "--output", path])
            #expect(again.errors.contains("the same as last time"))
            #expect(directory.read("plan.csv") == bytes)

            // A file that cannot be put in its place is not done: the next run brings its weeks.
            let more = try directory.write(
                "edition,metric,source,week,value\nhockey-star/es,impressions,socialpeta-2026-w02,2026-W03,7\n",
                to: "more.csv")
            #expect(await shell.run(["import", "reach", more]).status == 0)
            let nowhere = directory.path + "/none/plan.csv"
            let lost = await shell.run(["export", "reach", "--since-last", "--output", nowhere])
            #expect(lost.status == 66)
            let next = await shell.run(["export", "reach", "--since-last", "--output", path])
            #expect(next.errors.contains("2026-W03, changed since operation"))
            let text = try #require(directory.read("plan.csv"))
            let weeks = Set(text.split(separator: "\n").dropFirst().map { $0.prefix(8) })
            #expect(weeks == ["2026-W03"])
            #expect(await shell.run("export reach --since-last --as-of 2026-01-01").status == 64)
        }
    }
}
