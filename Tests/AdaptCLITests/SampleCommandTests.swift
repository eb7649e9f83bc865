import Testing

@Suite("The sample on the command line")
struct SampleCommandTests {
    @Test("compare says what changed, why and by which words, what was kept, and what is unknown at the source")
    func compare() async throws {
        try await Shell.sample { shell in
            let result = await shell.onTerminal.run("compare hockey-star/en hockey-star/es")
            #expect(result.status == 0)
            let lines = result.output.split(separator: "\n").map(String.init)
            #expect(lines.contains { $0.hasPrefix(">  male_lead.sport") && $0.contains("ice hockey") })
            #expect(result.output.contains("local_taste · \"to better suit local tastes\" [socialpeta-2026-w02]"))
            #expect(lines.contains { $0.hasPrefix("≡  male_lead.nature") && $0.contains("scumbag (kept)") })
            #expect(lines.contains { $0.hasPrefix("?  beat.cash_handout") && $0.contains("(not recorded)") })
            #expect(!result.output.contains("added"))
            #expect(result.output.contains("2 of 3 elements known on both sides"))
        }
    }

    @Test("compare as JSON has the shape that was promised")
    func compareJSON() async throws {
        try await Shell.sample { shell in
            let result = await shell.run("compare hockey-star/en hockey-star/es --format json")
            let json = try JSONText(result.output)
            #expect(json.keys == ["left", "right", "base", "coverage", "summary", "elements"])
            #expect(json["left"]?.keys == ["edition", "language", "market", "revision", "title"])
            #expect(json["base"]?["edition"]?.string == "hockey-star/en")
            #expect(json["coverage"]?["known_on_both"]?.int == 2)
            #expect(json["coverage"]?["elements"]?.int == 3)
            #expect(json["summary"]?["right_changed"]?.int == 1)
            let sport = json["elements"]?[2]
            #expect(sport?["element"]?.string == "male_lead.sport")
            #expect(sport?["left"]?["value"]?.string == "ice hockey")
            #expect(sport?["right"]?["value"]?.string == "football")
            #expect(sport?["right"]?["basis"]?.string == "own")
            #expect(sport?["right"]?["reasons"]?[0]?.string == "local_taste")
            #expect(sport?["right"]?["citation"]?["quote"]?.string == "to better suit local tastes")
            #expect(json["elements"]?[0]?["left"]?["state"]?.string == "not_recorded")
        }
    }

    @Test("two editions with nothing recorded are that, not identical")
    func nothingRecorded() async throws {
        try await Shell.sample { shell in
            for line in [
                "compare my-assertive-lover/hmt my-assertive-lover/us", "compare my-assertive-lover hk-mo-tw us",
            ] {
                let result = await shell.onTerminal.run(line)
                #expect(result.output.contains("nothing recorded for either edition"))
                #expect(!result.output.contains(" same"))
            }
        }
    }

    @Test("the week's reach is more than 70 million, jointly and once; the rest is told beside it")
    func reach() async throws {
        try await Shell.sample { shell in
            let result = await shell.onTerminal.run("reach --week 2026-W02")
            #expect(result.output.contains("total > 70,000,000 impressions; 2 of 6 editions reported"))
            #expect(result.output.components(of: "70,000,000") == 2)
            #expect(result.output.contains("6 editions asserted, 2 registered, 4 not"))
            #expect(result.output.contains("unplaced, in no total: hockey-star/es single-scene: estimated 1,180,000"))
            let single = await shell.onTerminal.run("reach my-assertive-lover/us --week 2026-W02")
            #expect(single.output.contains("no figure; 0 of 1 editions reported"))
        }
    }

    @Test("the planning file's values add up to the printed total, each figure in one row")
    func export() async throws {
        try await Shell.sample { shell in
            let result = await shell.run("export reach --week 2026-W02 --format csv")
            let rows = result.output.split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            let columns = rows[0].map(String.init)
            let value = try #require(columns.firstIndex(of: "value"))
            #expect(rows.dropFirst().compactMap { Int($0[value]) }.reduce(0, +) == 70_000_000)
            #expect(result.errors.contains("total > 70,000,000 impressions"))
            let joint = try #require(rows.first { $0.contains("joint") })
            #expect(joint[columns.firstIndex(of: "low") ?? 0] == "70000001")
            #expect(joint[columns.firstIndex(of: "flags") ?? 0] == "window_inferred")
            #expect(joint[columns.firstIndex(of: "published") ?? 0] == "2026-01-13")
            let jsonl = await shell.run("export reach --week 2026-W02 --format jsonl")
            #expect(jsonl.output.split(separator: "\n").count == rows.count - 1)
        }
    }

    @Test("importing the sample again changes nothing")
    func again() async throws {
        try await Shell.sample { shell in
            let before = try await rowCounts(shell.url)
            let result = await shell.run("import sample")
            #expect(result.status == 0)
            #expect(result.output.contains("0 new, 0 revised, 2 unchanged (nothing was changed)"))
            #expect(try await rowCounts(shell.url) == before)
        }
    }

    @Test("a source shows its market figures with their bounds, and the takeaways")
    func source() async throws {
        try await Shell.sample { shell in
            let result = await shell.run("source show socialpeta-2026-w02 --format json")
            let json = try JSONText(result.output)
            #expect(json["market"]?[3]?["aspect"]?.string == "titles_animated")
            #expect(json["market"]?[3]?["comparator"]?.string == ">")
            #expect(json["market"]?[3]?["high"]?.isNull == true)
            #expect(json["notes"]?.count == 4)
        }
    }
}

extension String {
    /// How often `part` occurs.
    func components(of part: String) -> Int { ranges(of: part).count }
}
