import Testing

@Suite("Evidence read back")
struct EvidenceCommandTests {
    @Test("what was cited of an edition, its lineage and its series is shown by each, and listed by its source")
    func readBack() async throws {
        try await Shell.sample { shell in
            func told(_ line: String) async throws -> JSONText { try JSONText(await shell.run(line).output) }
            #expect(
                await shell.run(
                    "edition status hockey-star/es paused --cite socialpeta-2026-w02:p9 --quote \"it runs\""
                )
                .status == 0)
            #expect(await shell.run("edition edit hockey-star/en --cite socialpeta-2026-w02:p7").status == 0)
            #expect(
                await shell.run("edition edit hockey-star/en --cite socialpeta-2026-w02:p7").output
                    .hasPrefix("already so"))
            #expect(await shell.run("series edit hockey-star --asserts 6 --cite socialpeta-2026-w02:p8").status == 0)

            let sheet = try await told("edition show hockey-star/es --format json")
            let status = sheet["evidence"]?.items.first { $0["facts"]?[0]?.string == "status" }
            #expect(status?["source"]?.string == "socialpeta-2026-w02")
            #expect(status?["locator"]?.string == "p9")
            #expect(status?["quote"]?.string == "it runs")
            let table = await shell.onTerminal.run("edition show hockey-star/es").output
            #expect(table.contains("evidence    status: socialpeta-2026-w02:p9 “it runs”"))

            let lineage = try await told("lineage hockey-star --format json")
            let child = lineage["editions"]?[0]?["children"]?[0]
            #expect(child?["evidence"]?[0]?["source"]?.string == "socialpeta-2026-w02")
            let tree = await shell.onTerminal.run("lineage hockey-star").output
            #expect(tree.contains("from, method, certainty") && tree.contains("socialpeta-2026-w02"))

            let series = try await told("series show hockey-star --format json")
            let asserted = series["evidence"]?.items.first { $0["facts"]?.string == "asserted" }
            #expect(asserted?["locator"]?.string == "p8")
            #expect(await shell.run("series show hockey-star --format table").output.contains("asserted"))

            let cited = try await told("source show socialpeta-2026-w02 --format json")["cited"]?.items ?? []
            let lines = cited.map { ($0["kind"]?.string ?? "") + " " + ($0["name"]?.string ?? "") }
            #expect(
                Set(lines).isSuperset(of: ["edition hockey-star/es", "decision hockey-star/es", "series hockey-star"]))
            #expect(cited.contains { $0["locator"]?.string == "p9" && $0["facts"]?.string == "status" })
        }
    }

    @Test("the first screen names a few series with editions asserted and counts the rest, and tells what is outdated")
    func firstScreen() async throws {
        try await Shell.sample { shell in
            #expect(await !shell.run([]).output.contains("outdated"))
            for number in 1...7 {
                #expect(await shell.run("series add more-\(number) --title M\(number)").status == 0)
                #expect(await shell.run("series edit more-\(number) --asserts \(number + 1)").status == 0)
            }
            #expect(await shell.run("set hockey-star/en male_lead.nature=kind").status == 0)
            let screen = await shell.run([]).output
            #expect(screen.contains("1 decision outdated: the parent has changed since    adapt outdated"))
            #expect(
                screen.split(separator: "\n").count { $0.contains("editions asserted, ") && $0.contains("lineage") }
                    == 5)
            #expect(screen.contains("3 more series with editions asserted, not registered    adapt gaps"))
        }
    }
}
