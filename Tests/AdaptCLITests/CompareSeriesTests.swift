import TestSupport
import Testing

@Suite("Comparing whole series on the command line")
struct CompareSeriesTests {

    @Test("of a kind of which nothing is said, every comparison says so")
    func kinds() async throws {
        try await Shell.sample { shell in
            for (line, words) in [
                ("compare --all --against-parent --kind hook", "no derived edition decides anything of kind hook"),
                (
                    "compare hockey-star --against-parent --kind hook",
                    "no derived edition of hockey-star decides anything of kind hook"
                ),
                ("compare hockey-star es --against-parent --kind hook", "star/es decides nothing itself of kind hook"),
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
    static func grown(_ body: @Sendable (Shell) async throws -> Void) async throws {
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
                ("compare hockey-star --kind charactr", 64, "did you mean character?"),
                ("compare hockey-star en es --kind charactr", 64, "did you mean character?"),
                ("compare hockey-star --only chnaged", 64, "did you mean changed?"),
                ("compare hockey-sta", 2, "hockey-star?"), ("changes hockey-sta", 2, "hockey-star?"),
                ("changes --by elment", 64, "did you mean element?"), ("changes --kind bat", 64, "did you mean beat"),
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
}
