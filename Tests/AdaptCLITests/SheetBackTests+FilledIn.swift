import TestSupport
import Testing

/// Values that are filled in where nothing was recorded, with the state not_recorded still beside them.
extension SheetBackTests {
    @Test(
        "a value filled in where nothing is recorded is said once, and where none is filled in nothing is",
        arguments: [
            ("compare hockey-star", "mx", ""), ("compare hockey-star/mx hockey-star/fr", "left", ""),
            ("compare hockey-star", "mx", " --edition hockey-star/mx"),
            ("compare hockey-star", "mx", " --ignore mx_revision"),
        ])
    func filledIn(command: String, column: String, options: String) async throws {
        try await Self.sibling { shell, directory in
            var sheet = FilledSheet(await shell.run("\(command) --format csv").output)
            #expect(sheet.cell("plot.end", column) == "", "\(sheet.text)")
            #expect(sheet.cell("plot.end", column + "_state") == "not_recorded", "\(sheet.text)")
            let untouched = try directory.write(sheet.text, to: "untouched.csv")
            let nothing = await shell.run("import elements \(untouched)\(options) --format json")
            let unsaid = try JSONText(nothing.output)
            #expect(unsaid["operation"]?.isNull == true, "\(nothing.transcript)")
            try sheet.fill("plot.end", [column: "she runs"])
            let path = try directory.write(sheet.text, to: "filled.csv")
            for new in [1, 0] {
                let done = await shell.run("import elements \(path)\(options) --format json")
                let receipt = try JSONText(done.output)
                #expect(receipt["operation"]?.isNull == (new == 0), "\(done.transcript)")
                #expect(receipt["decisions"]?["new"]?.int == new, "\(done.transcript)")
                #expect(receipt["decisions"]?["changed"]?.int == 0, "\(done.transcript)")
            }
            let shown = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            #expect(shown.cell("plot.end", "mx") == "she runs", "\(shown.text)")
            #expect(shown.cell("plot.end", "mx_basis") == "own", "\(shown.text)")
        }
    }

    @Test("but not where another has decided it since: then it is told which cells say it all the same")
    func filledInSince() async throws {
        try await Self.sibling { shell, directory in
            var sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            try sheet.fill("plot.end", ["mx": "she runs"])
            #expect(await shell.run("set hockey-star/mx plot.end=kims --author kim").status == 0)
            let says = "and \"hockey-star/mx\" says \"kims\" of \"plot.end\""
            let cases: [([String: String], String, [String])] = [
                (
                    ["mx": "she runs"], "",
                    [
                        "was decided since revision 1, which the row shows: (not recorded) -> \"kims\" (kim, operation",
                        "write 2 in the column mx_revision, and value in the column mx_state",
                    ]
                ),
                (["mx": "she runs"], " --ignore mx_revision", [says]),
                (["mx_revision": "2"], "", ["value \"she runs\" is given, though the state is not_recorded, " + says]),
            ]
            for (cells, options, words) in cases {
                try sheet.fill("plot.end", cells)
                let path = try directory.write(sheet.text, to: "filled.csv")
                let refused = await shell.run("import elements \(path)\(options)")
                #expect(refused.status == 65, "\(refused.transcript)")
                for word in words { #expect(refused.errors.contains(word), "\(word): \(refused.errors)") }
            }
            try sheet.fill("plot.end", ["mx_state": "value"])
            let path = try directory.write(sheet.text, to: "filled.csv")
            let done = await shell.run("import elements \(path)")
            #expect(done.output.contains("decisions: 0 new, 1 changed"), "\(done.transcript)")
        }
    }

    @Test(
        "nor where another has decided it of the parent since, whether that stands beside or not",
        arguments: [("compare hockey-star", "mx"), ("compare hockey-star/mx hockey-star/fr", "left")])
    func filledInBelow(command: String, column: String) async throws {
        try await Self.sibling { shell, directory in
            var sheet = FilledSheet(await shell.run("\(command) --format csv").output)
            try sheet.fill("plot.end", [column: "she runs"])
            let path = try directory.write(sheet.text, to: "filled.csv")
            #expect(await shell.run("set hockey-star/es plot.end=kims --author kim").status == 0)
            let refused = await shell.run("import elements \(path)")
            #expect(refused.status == 65, "\(refused.transcript)")
            for words in [
                "parent of \"hockey-star/mx\" says otherwise of \"plot.end\" than the row shows: "
                    + "(not recorded) -> \"kims\" (kim, operation",
                "to say \"she runs\" all the same, write the sheet out again and say it there",
            ] { #expect(refused.errors.contains(words), "\(refused.errors)") }
        }
    }

    @Test("nor where the state was written beside what is said, inherited or kept, or what reads as none is filled in")
    func filledInState() async throws {
        try await Self.sibling { shell, directory in
            let text = await shell.run("compare hockey-star --format csv").output
            let given = "is given, though the state is not_recorded"
            let cases: [(String, [String: String], [String])] = [
                (
                    "male_lead.sport", ["es_state": "not_recorded"],
                    [given + ", and \"hockey-star/es\" says ", "write inherit there, and empty the value"]
                ),
                ("male_lead.sport", ["mx_state": "not_recorded"], [given + "\nhint: write value in place of"]),
                ("male_lead.nature", ["mx_state": "not_recorded"], [given + "\nhint: write value in place of"]),
                ("plot.end", ["mx": "TBD"], [given + "\nhint: write absent or unknown in place of"]),
                ("plot.end", ["mx": "(abset)"], ["did you mean (absent)?"]), ("plot.end", ["mx": " "], ["only blanks"]),
            ]
            for (element, cells, words) in cases {
                var sheet = FilledSheet(text)
                try sheet.fill(element, cells)
                let path = try directory.write(sheet.text, to: "filled.csv")
                let refused = await shell.run("import elements \(path)")
                #expect(refused.status == 65, "\(refused.transcript)")
                for word in words { #expect(refused.errors.contains(word), "\(word): \(refused.errors)") }
            }
        }
    }

    /// Runs `body` beside three editions, and a sibling of the last, which alone says something of an element.
    private static func sibling(
        _ body: @Sendable (Shell, TemporaryDirectory) async throws -> Void
    ) async throws {
        try await threeEditions { shell, directory in
            for line in [
                "register hockey-star --code fr --market fr --language fr --title Adieu --from es --method dub",
                "set hockey-star/fr plot.end=hers --new",
            ] {
                let done = await shell.run(line)
                #expect(done.status == 0, "\(done.errors)")
            }
            try await body(shell, directory)
        }
    }
}
