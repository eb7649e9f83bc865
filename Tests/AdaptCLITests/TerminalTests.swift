import TestSupport
import Testing

@Suite("On a terminal and in a pipe")
struct TerminalTests {
    @Test("a list is a table on a terminal, and rows with tabs in a pipe")
    func pipe() async throws {
        try await Shell.sample { shell in
            let table = await shell.onTerminal.run("series list")
            #expect(table.output.hasPrefix("SERIES "))
            #expect(!table.output.contains("\t"))
            let pipe = await shell.run("series list")
            let lines = pipe.output.split(separator: "\n")
            #expect(
                lines[0]
                    == "series\ttitle\tlanguage\torigin\tnote\teditions\tmarkets\trevision\tasserted\tregistered\tsource_known"
            )
            #expect(lines[1] == "hockey-star\tHow to Dump a Hockey Star\ten\t\t\t2\t0\t1\t\t\t")
            #expect(lines.count == 4)
        }
    }

    @Test("columns align by cells: Hangul takes two, and no line is wider than the terminal")
    func alignment() async throws {
        try await Shell.sample { shell in
            for width in [60, 80, 120] {
                var narrow = shell.onTerminal
                narrow.width = width
                let result = await narrow.run("edition list")
                let lines = result.output.split(separator: "\n").map(String.init)
                for line in lines { #expect(cells(line) <= width, "\(line)") }
            }
            let lines = await shell.onTerminal.run("series list").output.split(separator: "\n").map(String.init)
            let edge = try #require(lines[0].firstRange(of: "LANGUAGE"))
            let column = lines[0].distance(from: lines[0].startIndex, to: edge.lowerBound)
            let korean = try #require(lines.first { $0.contains("두번째") })
            let language = try #require(korean.firstRange(of: "ko "))
            #expect(cells(String(korean[..<language.lowerBound])) == column)
        }
    }

    /// Cells of a terminal, counted here for the scripts of the sample alone.
    private func cells(_ line: String) -> Int {
        line.unicodeScalars.reduce(0) { $0 + ((0xAC00...0xD7A3).contains($1.value) ? 2 : 1) }
    }

    @Test("no control character of the data reaches the terminal")
    func escapes() async throws {
        try await Shell.empty { shell in
            let title = "red \u{1B}[31m bell \u{7} \u{202E}turned"
            #expect(await shell.run(["series", "add", "x", "--title", title]).status == 0)
            for format in ["table", "tsv", "markdown", "json", "jsonl"] {
                let output = await shell.onTerminal.run("series list --format \(format)").output
                #expect(!output.unicodeScalars.contains("\u{1B}"), "\(format)")
                #expect(!output.unicodeScalars.contains("\u{7}"), "\(format)")
            }
            #expect(await shell.onTerminal.run("series list").output.contains("␛[31m"))
        }
    }

    @Test("colours only on a terminal that wants them, and never the only sign")
    func colours() async throws {
        try await Shell.sample { shell in
            let line = "compare hockey-star/en hockey-star/es --format table"
            func isColoured(_ shell: Shell, _ line: String) async -> Bool {
                await shell.run(line).output.contains("\u{1B}[33m>  male_lead.sport")
            }
            var terminal = shell.onTerminal
            terminal.environment = ["TERM": "xterm-256color"]
            #expect(await isColoured(terminal, line))
            #expect(await isColoured(shell, line + " --color always"))
            #expect(await !isColoured(shell, line))
            #expect(await !isColoured(terminal, line + " --color never"))
            for (name, value) in [("NO_COLOR", "0"), ("TERM", "dumb")] {
                var plain = terminal
                plain.environment[name] = value
                #expect(await !isColoured(plain, line))
            }
            var forced = shell
            forced.environment["CLICOLOR_FORCE"] = "1"
            #expect(await isColoured(forced, line))
        }
    }

    @Test("text that a spreadsheet would run is neutralised in CSV, numbers are not")
    func formulas() async throws {
        try await Shell.empty { shell in
            for (code, title) in [("a", "=1+1"), ("b", "+1"), ("c", "-1"), ("d", "@x"), ("e", "＝1")] {
                #expect(await shell.run(["series", "add", code, "--title=\(title)"]).status == 0)
                let row = await shell.run("series list --format csv").output.split(separator: "\n")
                    .first { $0.hasPrefix("\(code),") }
                #expect(row?.hasPrefix("\(code),'\(title),") == true)
            }
        }
    }

    @Test("every output of a list reads back as the same cells", arguments: ["csv", "tsv", "json", "jsonl"])
    func formats(_ format: String) async throws {
        try await Shell.sample { shell in
            let output = await shell.run("edition list --format \(format)").output
            for part in ["hockey-star", "CÓMO DESHACERSE DE UNA ESTRELLA DE FÚTBOL", "hk-mo-tw", "in_promotion"] {
                #expect(output.contains(part))
            }
            #expect(!output.contains("\u{1B}"))
        }
    }

    @Test("a file is written whole under its name, and not at all where a command fails")
    func outputFile() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let path = directory.path + "/plan.csv"
                let written = await shell.run(["export", "reach", "--week", "2026-W02", "--output", path])
                #expect(written.status == 0)
                #expect(written.output.isEmpty)
                #expect(directory.read("plan.csv") == (await shell.run("export reach --week 2026-W02").output))
                let failed = await shell.run([
                    "export", "reach", "--week", "2026-W02", "--metric", "views", "--output",
                    directory.path + "/no.csv",
                ])
                #expect(failed.status == 2)
                #expect(TemporaryDirectory.names(directory.path) == ["plan.csv"])
                let nowhere = await shell.run("series list --output /nowhere/x.csv")
                #expect(nowhere.status == 66)
            }
        }
    }

    @Test("of a comparison nothing is wider than the terminal, reasons and notes included")
    func why() async throws {
        try await Shell.sample { shell in
            let note = Array(repeating: "tested with forty viewers in Guadalajara", count: 4).joined(separator: ", ")
            let set = ["set", "hockey-star/es", "male_lead.nature=vain", "--reason", "test_result", "--note", note]
            #expect(await shell.run(set).status == 0)
            var narrow = shell.onTerminal
            narrow.width = 80
            for line in ["compare hockey-star/en hockey-star/es", "compare hockey-star --against-parent"] {
                // Above the table stand the titles of the editions, in full, and the counts below it.
                let lines = await narrow.run(line).output.split(separator: "\n").drop { $0.contains("hockey-star/") }
                    .dropLast()
                #expect(lines.contains { $0.contains("test_result") })
                for line in lines { #expect(cells(String(line)) <= 80, "\(line)") }
            }
        }
    }

    @Test("columns of two editions of one code, or of two moments of one, are told apart")
    func heads() async throws {
        try await Shell.sample { shell in
            #expect(await shell.run("set hockey-star/es male_lead.sport=ice_hockey").status == 0)
            func head(_ line: String) async -> String {
                let lines = await shell.run(line + " --format markdown").output.split(separator: "\n")
                return String(lines.first { $0.contains("| verdict |") } ?? "")
            }
            #expect(await head("compare hockey-star/es@1 hockey-star/es").contains("| es@1 | es@2 |"))
            #expect(await head("compare hockey-star/en hockey-star/es").contains("| en | es |"))
            #expect(await shell.run("register second-life --code en --title S --market us").status == 0)
            #expect(
                await head("compare hockey-star/en second-life/en").contains("| hockey-star/en | second-life/en |"))
        }
    }

    @Test("compare --exit-code is 1 where editions differ and 0 where they do not")
    func exitCode() async throws {
        try await Shell.sample { shell in
            #expect(await shell.run("compare hockey-star/en hockey-star/es --exit-code").status == 1)
            #expect(await shell.run("compare hockey-star/en hockey-star/es").status == 0)
            #expect(await shell.run("compare my-assertive-lover hk-mo-tw us --exit-code").status == 0)
        }
    }
}
