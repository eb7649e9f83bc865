import Testing

@Suite("Evidence read back")
struct EvidenceCommandTests {
    @Test("an edition's sheet: whole in rows too, lists and flags as such in JSON, and what is given can be taken away")
    func sheet() async throws {
        try await Shell.sample { shell in
            _ = await shell.run(
                "edition edit hockey-star/en --note hello --alias 'former=Uno; dos' --alias 'season/en=Two' --id imdb:tt1234567"
            )
            let rows = ReadTable.csv(await shell.run("edition show hockey-star/en --format csv").output)
            let header = try #require(rows.first)
            let first = Dictionary(zip(header, try #require(rows.dropFirst().first))) { first, _ in first }
            #expect(first["title"] == "How to Dump a Hockey Star" && first["note"] == "hello", "\(first)")
            #expect(first["aliases"] == "Two (season, en); Uno; dos (former)" && first["element"] != "")
            #expect(first["evidence"]?.contains("socialpeta-2026-w02") == true)
            #expect(await shell.run("edition show hockey-star/en").output.hasPrefix("element\tvalue\tstate"))
            let json = try JSONText(await shell.run("edition show hockey-star/en --format json").output)
            #expect(json["aliases"]?.count == 2 && json["aliases"]?[1]?["title"]?.string == "Uno; dos")
            #expect(json["aliases"]?[0]?["language"]?.string == "en")
            #expect(json["identifiers"]?[0]?.string == "imdb:tt1234567")
            let blame = try JSONText(await shell.run("blame hockey-star/es male_lead.sport --format json").output)
            #expect(blame[0]?["reasons"]?[0]?.string == "local_taste" && blame[0]?["reasons"]?.count == 1)
            for format in ["json", "jsonl"] {
                let text = await shell.run("blame hockey-star/en male_lead.sport --format \(format)").output
                #expect(text.replacing(" ", with: "").contains("\"reasons\":[]"), "\(text)")
                #expect(text.replacing(" ", with: "").contains("\"minor\":false"), "\(text)")
            }
            let taken = await shell.run(
                "edition edit hockey-star/en --no-note --no-alias 'Uno; dos' --no-alias Two --no-id imdb:tt1234567")
            #expect(taken.output.hasPrefix("edited hockey-star/en@3 "), "\(taken.transcript)")
            let after = try JSONText(await shell.run("edition show hockey-star/en --format json").output)
            #expect(after["aliases"]?.count == 0 && after["identifiers"]?.count == 0 && after["note"]?.isNull == true)
            #expect(await shell.run("log --limit 1").output.contains("hockey-star/en without note, alias \"Uno; dos\""))
            let series = await shell.run("series edit hockey-star --no-note --no-language")
            #expect(series.status == 0, "\(series.errors)")
            _ = await shell.run("register hockey-star --code bare --title Bare")
            let bare = ReadTable.csv(await shell.run("edition show hockey-star/bare --format csv").output)
            #expect(bare.count == 2 && bare[1].contains("Bare"))
        }
    }

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
