import TestSupport
import Testing

/// Of editions side by side, the columns of one.
extension SheetBackTests {
    @Test("and a matrix for each of its editions, with a market or without", arguments: ["csv", "xlsx"])
    func everyEdition(format: String) async throws {
        try await Self.threeEditions { shell, directory in
            let path = "\(directory.path)/matrix.\(format)"
            #expect(await shell.run("compare hockey-star --format \(format) --output \(path)").status == 0)
            for (edition, said) in [("en", 2), ("es", 3), ("mx", 1)] {
                let back = await shell.run("import elements \(path) --edition hockey-star/\(edition) --format json")
                #expect(back.status == 0, "\(back.errors)")
                let receipt = try JSONText(back.output)
                #expect(receipt["operation"]?.isNull == true, "\(edition): \(back.output)")
                #expect(receipt["decisions"]?["unchanged"]?.int == said, "\(edition): \(back.output)")
            }
            let all = try JSONText(await shell.run("import elements \(path) --format json").output)
            #expect(all["operation"]?.isNull == true && all["decisions"]?["unchanged"]?.int == 6)
            #expect(all["read"]?.int == 3 && all["unchanged"]?.int == 3)
            guard format == "csv" else { return }
            // That the other editions are passed over is told before what stands beside them.
            let es = await shell.run("import elements \(path) --edition hockey-star/es")
            let told = "kind, en, es_verdict, mx, es_sign, en_state, en_basis, en_verdict and 11 more"
            #expect(es.errors.contains("adapt: columns not used: \(told)\n"), "\(es.errors)")
            let text = try #require(directory.read("matrix.csv"))
            let row = "male_lead.nature,character,scumbag,"
            #expect(text.contains(row), "\(text)")
            let edit = text.replacing(row, with: row.replacing("scumbag", with: "vain"))
            let edited = try directory.write(edit, to: "edited.csv")
            let changed = await shell.run("import elements \(edited) --series hockey-star --edition en")
            #expect(changed.output.contains("decisions: 0 new, 1 changed, 1 unchanged"), "\(changed.transcript)")
            let shown = await shell.run("compare hockey-star en es --format csv").output
            #expect(shown.contains("male_lead.nature") && shown.contains(",vain,"), "\(shown)")
        }
    }

    @Test("and of two editions that which is said to be it; what fits no column, no edition or another word is refused")
    func whichEdition() async throws {
        try await Self.threeEditions { shell, directory in
            let (pair, matrix) = (directory.path + "/pair.csv", directory.path + "/matrix.csv")
            #expect(await shell.run("compare hockey-star en es --format csv --output \(pair)").status == 0)
            #expect(await shell.run("compare hockey-star --format csv --output \(matrix)").status == 0)
            let read = await shell.run("import elements \(pair) --edition hockey-star/es --map value=right")
            #expect(read.output.contains("decisions: 0 new, 0 changed, 3 unchanged"), "\(read.transcript)")
            #expect(await shell.run("register hockey-star --code later --title L").status == 0)
            let own = try directory.write(
                "edition,element,value\nhockey-star/es,male_lead.nature,vain\n", to: "own.csv")
            for (line, status, words) in [
                (
                    "\(pair) --edition hockey-star/es", 65,
                    "it is not said in which column \"hockey-star/es\" is\nhint: say which it is: --map value=left, or"
                ),
                ("\(pair) --edition hockey-star/es", 65, "value=right; without --edition both are read"),
                (
                    "\(matrix) --edition hockey-star/later", 65,
                    "no column is that of \"hockey-star/later\"\nhint: say which it is: --map value=COLUMN, of en, es"
                ),
                (
                    "\(matrix) --market mx", 65,
                    "--edition SERIES/EDITION, of the columns en, es, mx; or edit the sheet of"
                ),
                ("\(matrix) --edition hockey-star/ex", 2, "\"hockey-star/ex\""),
                ("\(matrix) --edition hockey-star/mx --market mx", 64, "hint: leave out --market"),
                ("\(own) --edition hockey-star/es", 65, "hint: leave out --edition, or the column, with --ignore"),
            ] {
                let refused = await shell.run("import elements \(line)")
                #expect(refused.status == Int32(status) && refused.errors.contains(words), "\(refused.errors)")
            }
            let ignoring = await shell.run("import elements \(own) --edition hockey-star/en --ignore edition")
            #expect(ignoring.output.contains("decisions: 0 new, 1 changed, 0 unchanged"), "\(ignoring.transcript)")
        }
    }

    @Test("and says whose values stand in it: those of another edition or series are refused, until that is left out")
    func whoseValues() async throws {
        try await Self.threeEditions { shell, directory in
            let (pair, matrix) = (directory.path + "/pair.csv", directory.path + "/matrix.csv")
            #expect(await shell.run("compare hockey-star en es --format csv --output \(pair)").status == 0)
            #expect(await shell.run("compare hockey-star --format csv --output \(matrix)").status == 0)
            for (line, said) in [
                ("\(pair) --map value=right", 3), ("\(pair) --map value=left", 2),
                ("\(pair) --map value=right --edition es", 3), ("\(matrix) --edition es", 3),
                ("\(matrix) --market mx --map value=mx", 1), (matrix, 6), (pair, 5),
            ] {
                let back = await shell.run("import elements \(line)")
                let words = "decisions: 0 new, 0 changed, \(said) unchanged"
                #expect(back.output.contains(words), "\(line): \(back.transcript)")
            }
            let holds = "column \"left\" holds the values of \"hockey-star/en\", "
            for (line, status, words) in [
                (
                    "\(pair) --edition hockey-star/es --map value=left", 65,
                    "\(holds)not of \"hockey-star/es\"\nhint: to read those of hockey-star/es: --map value=right\n"
                ),
                (
                    "\(pair) --series hockey-star --market mx --map value=left", 65,
                    "\(holds)not of \"hockey-star/mx\"\nhint: leave out --market, or to say the same of "
                        + "hockey-star/mx: --ignore left_edition\n"
                ),
                (
                    "\(pair) --series second-life --map value=left", 65,
                    "\(holds)which is no edition of \"second-life\"\nhint: leave out --series\n"
                ),
                (
                    "\(matrix) --edition my-assertive-lover/us --map value=es", 65,
                    "editions of series \"hockey-star\" stand side by side in it, not of \"my-assertive-lover\""
                ),
                ("\(matrix) --edition ex --map value=es", 65, "edition \"hockey-star/ex\" is not registered"),
                ("\(matrix) --edition ex --map value=es --ignore series", 2, "series \"ex\" is not known"),
                (
                    "\(pair) --market mx", 65,
                    "it is not said which of them is read\nhint: those of all editions are read without --market; "
                        + "say which it is: --map value=left, or"
                ),
            ] {
                let refused = await shell.run("import elements \(line)")
                #expect(
                    refused.status == Int32(status) && refused.errors.contains(words), "\(line): \(refused.errors)")
            }
            for (file, line) in [
                ("pair.csv", "--map value=right --edition hockey-star/es"), ("matrix.csv", "--edition hockey-star/es"),
            ] {
                let typed = try #require(directory.read(file)).replacing("hockey-star", with: "Hockey-Star")
                let path = try directory.write(typed.replacing("/es,", with: "/ES,"), to: "typed.csv")
                let back = await shell.run("import elements \(path) \(line)")
                #expect(back.output.contains("decisions: 0 new, 0 changed, 3 unchanged"), "\(back.transcript)")
            }
            let copied = await shell.run(
                "import elements \(pair) --edition hockey-star/mx --map value=left --ignore left_edition -n")
            #expect(copied.status == 0 && !copied.output.contains("decisions: 0 new"), "\(copied.transcript)")
        }
    }

    @Test("what is said of an edition with the values of another is judged by nothing that this had come to")
    func valuesOfAnother() async throws {
        try await Self.threeEditions { shell, directory in
            for words in ["plot.end=old --new", "plot.end=older"] {
                #expect(await shell.run("set hockey-star/es \(words)").status == 0)
            }
            let (pair, matrix) = (directory.path + "/pair.csv", directory.path + "/matrix.csv")
            #expect(await shell.run("compare hockey-star es mx --format csv --output \(pair)").status == 0)
            #expect(await shell.run("compare hockey-star --format csv --output \(matrix)").status == 0)
            // That of Spain is at revision 3, this one at 2.
            #expect(await shell.run("set hockey-star/mx plot.end=kims --author kim").status == 0)
            for (line, counts) in [
                // Of two editions, what the other says them on stands beside the values: what is kept gets that too.
                ("\(pair) --map value=left --ignore left_edition", "2 new, 2 changed, 0 unchanged"),
                ("\(matrix) --map value=es", "2 new, 1 changed, 1 unchanged"),
            ] {
                let copied = await shell.run("import elements \(line) --edition hockey-star/mx --dry-run")
                #expect(copied.status == 0, "\(line): \(copied.errors)")
                #expect(copied.output.contains("decisions: \(counts)"), "\(copied.transcript)")
                #expect(
                    copied.errors.contains("would change: hockey-star/mx plot.end \"kims\" -> \"older\" (said by kim"),
                    "\(line): \(copied.errors)")
            }
        }
    }

    /// Runs `body` on the sample with an edition for Mexico that says one thing itself.
    static func threeEditions(
        _ body: @Sendable (Shell, TemporaryDirectory) async throws -> Void
    ) async throws {
        try await Shell.sample { shell in
            let made = await shell.run(
                "register hockey-star --code mx --market mx --language es-MX --title Adios --from es --method dub "
                    + "--keep male_lead.nature")
            #expect(made.status == 0, "\(made.errors)")
            try await TemporaryDirectory.with { directory in try await body(shell, directory) }
        }
    }
}
