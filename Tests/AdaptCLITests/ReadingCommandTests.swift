import Testing

@Suite("Reading around reach on the command line")
struct ReadingCommandTests {
    @Test("rank lists the joint figure of the sample without a place")
    func rank() async throws {
        try await Shell.sample { shell in
            let table = await shell.onTerminal.run("rank --week 2026-W02")
            #expect(table.status == 0)
            #expect(table.output.contains("joint  my-assertive-lover/hmt + my-assertive-lover/us"))
            #expect(table.output.contains("1 joint figure not ranked"))
            let json = try JSONText(await shell.run("rank --week 2026-W02 --format json").output)
            #expect(json["rows"]?.count == 1)
            #expect(json["rows"]?[0]?["rank"]?.isNull == true)
            #expect(json["rows"]?[0]?["low"]?.int == 70_000_001)
            let wrong = await shell.run("rank --week 2026-W02 --market usa")
            #expect(wrong.status == 2)
            #expect(wrong.errors.contains("hint: "))
        }
    }

    @Test("snapshot shows that nearly 18% is not what 2,600 of 14,000 give")
    func snapshot() async throws {
        try await Shell.sample { shell in
            let first = await shell.onTerminal.run("snapshot --week 2026-W01")
            #expect(first.output.contains("says share_new \"nearly 18%\", its counts give 2600 / 14000 = 18.57%"))
            let second = await shell.onTerminal.run("snapshot --week 2026-W02")
            #expect(!second.output.contains("disagrees"))
            #expect(second.output.contains("about 15,000"))
        }
    }

    @Test("creatives without dates are listed and in no count")
    func creatives() async throws {
        try await Shell.sample { shell in
            let json = try JSONText(await shell.run("creatives --week 2026-W02 --format json").output)
            #expect(json["undated"]?.int == 2)
            #expect(json["active"]?.int == 0)
            #expect(json["refresh_pct"]?.isNull == true)
            #expect(json["creatives"]?.count == 2)
            #expect(json["figures"]?[0]?["at_least"]?.int == 1_180_000)
        }
    }

    @Test("tropes of many editions name a few of these to people, and all in files")
    func manyEditions() async throws {
        try await Shell.sample { shell in
            for number in 1...5 {
                let made = "register second-life --code x\(number) --title T\(number) --set trope.twins=yes --new"
                #expect(await shell.run(made).status == 0)
            }
            let all = (1...5).map { "second-life/x\($0)" }
            let table = await shell.run("tropes --format table").output
            let line = try #require(table.split(separator: "\n").first { $0.hasPrefix("trope.twins") })
            #expect(line.contains(" 5  "), "\(line)")
            #expect(line.contains(all.prefix(3).joined(separator: " ") + " and 2 more"), "\(line)")
            for format in ["csv", "tsv", "json"] {
                let output = await shell.run("tropes --format \(format)").output
                #expect(output.contains(all.joined(separator: " ")), "\(output)")
            }
        }
    }

    @Test("every reading command writes every format of rows", arguments: ReadingCommandTests.commands)
    func formats(_ command: String) async throws {
        try await Shell.sample { shell in
            for format in ["table", "csv", "tsv", "json", "jsonl", "markdown", "html"] {
                let result = await shell.run(command + " --format " + format)
                #expect(result.status == 0, "\(command) --format \(format): \(result.errors)")
                #expect(!result.output.isEmpty || format == "jsonl")
                if format == "html" { #expect(result.output.hasSuffix("</html>\n")) }
            }
        }
    }

    static let commands = [
        "rank --week 2026-W02", "revisions --week 2026-W02", "snapshot --week 2026-W01", "creatives --week 2026-W02",
        "tropes --week 2026-W02",
    ]
}
