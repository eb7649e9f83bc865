import TestSupport
import Testing

@Suite("Comparing whole series on the command line")
struct CompareSeriesTests {
    @Test("editions whose codes are names of other columns stand under their full names")
    func ownColumns() async throws {
        try await Shell.sample { shell in
            for code in ["kind", "element"] {
                _ = await shell.run("register hockey-star --code \(code) --title T --set male_lead.sport=soccer")
            }
            let rows = ReadTable.csv(await shell.run("compare hockey-star --format csv").output)
            let header = try #require(rows.first)
            #expect(Set(header).count == header.count)
            for name in ["kind", "hockey-star/kind", "hockey-star/kind_state", "hockey-star/element"] {
                #expect(header.filter { $0 == name }.count == 1, "\(header)")
            }
        }
    }

    @Test("of a kind of which nothing is said, every comparison says so")
    func kinds() async throws {
        try await Shell.sample { shell in
            for (line, words) in [
                ("compare --all --against-parent --kind hook", "no derived edition decides anything of kind hook"),
                ("compare hockey-star --kind hook", "nothing of kind hook recorded for any of 2 editions"),
                (
                    "compare hockey-star/en hockey-star/es --kind hook",
                    "nothing of kind hook recorded for either edition"
                ),
                ("changes --kind hook", "no derived edition decides anything of kind hook"),
            ] { #expect(await shell.run(line).errors.contains(words), "\(line)") }
        }
    }

    /// The sample with a third edition and texts that differ in some words.
    private static func grown(_ body: @Sendable (Shell) async throws -> Void) async throws {
        try await Shell.sample { shell in
            for line in [
                "register hockey-star --market mx --language es-MX --title Adiós --from es --method regional_edit "
                    + "--keep male_lead.nature --set setting.city=Monterrey --new",
                "set hockey-star/en plot.twist='she throws the ring into the cold lake at dawn' --new",
                "set hockey-star/es plot.twist='she throws the ring into the warm lake at dusk' --reason cultural_norm",
                "absent hockey-star/mx plot.twist --reason law_censorship",
            ] {
                let result = await shell.run(line)
                #expect(result.status == 0, "\(result.errors)")
            }
            try await body(shell)
        }
    }

    @Test("the matrix tells kept, changed, dropped, inherited, unknown and not recorded by word and sign")
    func matrix() async throws {
        try await CompareSeriesTests.grown { shell in
            let lines = await shell.onTerminal.run("compare hockey-star --color never").output.split(separator: "\n")
            func cells(_ element: String) -> [String] {
                let line = lines.first { $0.hasPrefix(element) } ?? ""
                return line.split(separator: "  ").dropFirst().map { String($0.drop { $0 == " " }) }
            }
            #expect(cells("male_lead.sport") == ["* ice hockey", "> football", "· football (inherited)"])
            #expect(cells("male_lead.nature") == ["* scumbag", "≡ scumbag (kept)", "≡ scumbag (kept)"])
            #expect(cells("plot.twist").last == "- (absent)")
            #expect(cells("setting.city") == ["(not recorded)", "(not recorded)", "? Monterrey"])
            #expect(lines.last == "5 elements in 3 editions: 2 differ between editions, 2 not recorded somewhere")
        }
    }

    @Test("the matrix as JSON has a cell for each element and edition, and its coverage")
    func matrixJSON() async throws {
        try await CompareSeriesTests.grown { shell in
            let json = try JSONText(await shell.run("compare hockey-star --format json --only dropped").output)
            #expect(json.keys == ["series", "editions", "elements", "coverage", "shown"])
            #expect(json["editions"]?.count == 3)
            #expect(json["elements"]?.count == 1)
            let cell = json["elements"]?[0]?["cells"]?[2]
            #expect(cell?.keys == ["edition", "state", "value", "basis", "from", "verdict", "sign"])
            #expect(cell?["state"]?.string == "absent")
            #expect(cell?["verdict"]?.string == "right_dropped")
            #expect(cell?["sign"]?.string == "-")
            #expect(json["coverage"]?["elements"]?.int == 5)
            #expect(json["shown"]?.int == 1)
            let rows = await shell.run("compare hockey-star --format jsonl").output.split(separator: "\n")
            #expect(rows.count == 5)
        }
    }

    @Test("everything against its parents is the union over the series, in every format of lines")
    func all() async throws {
        try await CompareSeriesTests.grown { shell in
            for format in ["csv", "tsv", "jsonl"] {
                let all = await shell.run("compare --all --against-parent --format \(format)").output
                let one = await shell.run("compare hockey-star --against-parent --format \(format)").output
                #expect(all == one)
                #expect(all.split(separator: "\n").count == (format == "jsonl" ? 7 : 8))
            }
            let columns = await shell.run("compare --all --against-parent --format csv").output.split(separator: "\n")[
                0]
            #expect(
                columns
                    == "edition,parent,element,kind,verdict,parent_value,value,parent_state,state,basis,reasons,note,"
                    + "source,locator,quote,outdated,parent_term,term,revision,sign")
            let json = try JSONText(await shell.run("compare --all --against-parent --format json --only kept").output)
            #expect(json.count == 2)
            #expect(json[0]?["verdict"]?.string == "kept")
            let none = await shell.run("compare my-assertive-lover --against-parent --format json")
            #expect(none.output == "[]\n")
        }
    }

    @Test("one edition against its parent is what is said of it beside the others, by whatever it is named")
    func one() async throws {
        try await CompareSeriesTests.grown { shell in
            let all = await shell.run("compare --all --against-parent --format csv").output.split(separator: "\n")
            let mx = [all[0]] + all.filter { $0.hasPrefix("hockey-star/mx,") }
            #expect(mx.count == 4)
            for name in ["hockey-star/mx", "hockey-star mx", "hockey-star/es-mx"] {
                let one = await shell.run("compare \(name) --against-parent --format csv")
                #expect(one.output.split(separator: "\n") == Array(mx), "\(name)")
            }
            let before = await shell.run("compare hockey-star/mx@1 --against-parent --format csv")
            #expect(before.output.split(separator: "\n").count == 3)
            #expect(before.errors.contains("1 edition of 1 series against its parent"))
        }
    }

    @Test("words that were exchanged are marked without colour, and given as JSON")
    func words() async throws {
        try await CompareSeriesTests.grown { shell in
            let table = await shell.onTerminal.run("compare hockey-star en es --color never").output
            #expect(table.contains("     she throws the ring into the [-cold-] {+warm+} lake at [-dawn-] {+dusk+}\n"))
            let json = try JSONText(await shell.run("compare hockey-star en es --format json").output)
            let twist = json["elements"]?[3]
            #expect(twist?["words"]?[1]?[0]?.string == "-")
            #expect(twist?["words"]?[1]?[1]?.string == " cold")
            #expect(json["elements"]?[2]?["words"] == nil)
        }
    }

    @Test("words that were exchanged are struck and bold in Markdown, which takes no sign of a text for its own")
    func markdownWords() async throws {
        try await CompareSeriesTests.grown { shell in
            let markdown = await shell.run("compare hockey-star en es --format markdown").output
            #expect(
                markdown.contains(
                    "| she throws the ring into the ~~cold~~ lake at ~~dawn~~ | she throws the ring into the **warm** lake "
                        + "at **dusk** |"), "\(markdown)")
            for (edition, text) in [("en", "one ~two three four"), ("es", "one ~two, three *five*")] {
                let done = await shell.run("set hockey-star/\(edition) \"plot.line=\(text)\" --new")
                #expect(done.status == 0, "\(done.errors)")
            }
            let words = "| one \\~two three ~~four~~ | one \\~two **,** three **\\*five\\*** |"
            for line in ["compare hockey-star en es", "compare hockey-star --against-parent"] {
                let markdown = await shell.run("\(line) --format markdown").output
                #expect(markdown.contains(words), "\(markdown)")
            }
        }
    }

    @Test("a filter shows some lines; summary and coverage stay those of all, of the kinds chosen")
    func filters() async throws {
        try await CompareSeriesTests.grown { shell in
            let unknown = await shell.onTerminal.run("compare hockey-star en es --only unknown,right_changed")
            #expect(!unknown.output.contains("male_lead.nature"))
            #expect(
                unknown.output.contains(
                    "1 same · 2 right_changed · 1 unknown; 3 of 4 elements known on both sides; 3 of 4 shown"))
            let kinds = await shell.onTerminal.run("compare hockey-star en es --kind character --kind beat")
            #expect(kinds.output.contains("2 of 3 elements known on both sides\n"))
            let json = try JSONText(
                await shell.run("compare hockey-star en es --only same --kind character --format json").output)
            #expect(json["coverage"]?["elements"]?.int == 2)
            #expect(json["elements"]?.count == 1)
            #expect(json["shown"]?.int == 1)
            let none = await shell.onTerminal.run("compare hockey-star en es --kind trope")
            #expect(none.output.contains("nothing of kind trope recorded for either edition"))
        }
    }

    @Test(
        "with --exit-code it is 1 where editions are known to differ, however they are compared",
        arguments: [
            ("hockey-star en es", 1), ("hockey-star en es --kind beat", 0), ("hockey-star", 1), ("second-life", 0),
            ("hockey-star --against-parent", 1), ("hockey-star --against-parent --kind beat", 0),
            ("hockey-star --kind beat", 0), ("--all --against-parent --only kept", 1), ("my-assertive-lover", 0),
        ])
    func exitCode(_ words: String, _ status: Int) async throws {
        try await Shell.sample { shell in
            #expect(await shell.run("compare \(words) --exit-code").status == Int32(status))
            #expect(await shell.run("compare \(words)").status == 0)
        }
    }

    @Test("words that do not fit together are refused with what to type")
    func refused() async throws {
        try await Shell.sample { shell in
            for (line, status, hint) in [
                ("compare --all", 64, "adapt compare --all --against-parent"),
                ("compare hockey-star --all --against-parent", 64, "adapt compare hockey-star --against-parent"),
                ("compare hockey-star/en --against-parent", 2, "adapt compare hockey-star --against-parent"),
                ("compare hockey-star en es --against-parent", 64, "adapt compare hockey-star --against-parent"),
                ("compare hockey-star --base hockey-star/en", 64, "name two editions"),
                ("compare hockey-star --kind charactr", 2, "did you mean character?"),
                ("compare hockey-star en es --kind charactr", 2, "did you mean character?"),
                ("compare hockey-star --only chnaged", 64, "did you mean changed?"),
                ("compare hockey-sta", 2, "hockey-star?"), ("changes hockey-sta", 2, "hockey-star?"),
                ("changes --by elment", 64, "did you mean element?"), ("changes --kind bat", 2, "did you mean beat"),
                ("export reach --week 2026-W02 --format table", 64, "choose csv"),
                ("db status --format html", 64, "choose table, json"),
            ] {
                let result = await shell.run(line)
                #expect(result.status == Int32(status), "\(line)")
                #expect(result.errors.contains(hint), "\(line): \(result.errors)")
                #expect(result.output.isEmpty)
            }
        }
    }

    @Test("a file of all changes is written whole, or not at all")
    func file() async throws {
        try await CompareSeriesTests.grown { shell in
            try await TemporaryDirectory.with { there in
                let path = there.path + "/changes.csv"
                let piped = await shell.run("compare --all --against-parent --format csv").output
                #expect(await shell.run("compare --all --against-parent --output \(path)").status == 0)
                #expect(there.read("changes.csv") == piped)
                #expect(await shell.run("compare nosuch --against-parent --output \(path)").status == 2)
                #expect(there.read("changes.csv") == piped)
                #expect(TemporaryDirectory.names(there.path) == ["changes.csv"])
            }
        }
    }

    @Test("of a market for which nothing is recorded, changes says so by its name, and lists nothing")
    func changesOfNothing() async throws {
        try await CompareSeriesTests.grown { shell in
            let words = "is recorded for market jp: no derived edition made for it"
            #expect(await shell.run("changes --market JP --format table").output.hasPrefix("nothing \(words)"))
            let kind = await shell.run("changes --market jp --kind beat --format markdown").output
            #expect(kind.hasPrefix("nothing of kind beat \(words)"), "\(kind)")
            let csv = await shell.run("changes --market jp --format csv")
            #expect(csv.output.split(separator: "\n").count == 1)
            #expect(csv.errors.contains("nothing \(words)"))
            #expect(await shell.run("changes --market jp --format json").output == "[]\n")
            let some = await shell.run("changes --market mx --format table").output
            #expect(
                some.contains("; 1 derived edition of 1 series") && !some.contains("recorded for market"), "\(some)")
        }
    }

    @Test("what is changed most, for which reasons and where, in every format of rows")
    func changes() async throws {
        try await CompareSeriesTests.grown { shell in
            let csv = await shell.run("changes --format csv").output.split(separator: "\n")
            #expect(
                csv[0] == "element,kind,compared,changed,added,dropped,kept,unknown,changed_pct,reasons,markets")
            #expect(csv[1] == "male_lead.sport,character,1,1,0,0,0,0,100.0,local_taste:1,")
            #expect(csv[2] == "plot.twist,plot,2,1,0,1,0,0,50.0,cultural_norm:1 law_censorship:1,mx:1")
            let json = try JSONText(await shell.run("changes --by market --format json").output)
            #expect(json[1]?["market"]?.string == "mx")
            #expect(json[0]?["reasons"]?["local_taste"]?.int == 1)
            let table = await shell.onTerminal.run("changes --by reason")
            #expect(
                table.output.contains(
                    "3 of 5 decisions compared differ from the parent; 2 more on what one of the two does not know or "
                        + "record; 2 derived editions of 1 series"))
        }
    }
}
