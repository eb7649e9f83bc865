import TestSupport
import Testing

/// Of editions side by side that are read all at once, which column is whose.
extension SheetBackTests {
    @Test("the column of an edition that was taken back is not another one's that goes by that name too")
    func takenBack() async throws {
        try await Self.threeEditions { shell, directory in
            let register = "register hockey-star --market fr --from es --method dub --code"
            #expect(await shell.run("\(register) fr --language fr --title Adieu").status == 0)
            let path = "\(directory.path)/matrix.csv"
            #expect(await shell.run("compare hockey-star --format csv --output \(path)").status == 0)
            #expect(await shell.run("undo").status == 0)
            #expect(await shell.run("\(register) fr-2 --language fr-FR --title Encore").status == 0)
            let refused = await shell.run("import elements \(path)")
            #expect(refused.status == 65)
            for words in ["column \"fr\" is of no edition of \"hockey-star\"", "leave it out with --ignore fr\n"] {
                #expect(refused.errors.contains(words), "\(refused.errors)")
            }
            let back = await shell.run("import elements \(path) --ignore fr")
            #expect(back.output.contains("6 unchanged (nothing was changed)"), "\(back.transcript)")
        }
    }

    @Test("columns of which nobody can say of which edition they are, or two of one, are refused at the header")
    func whoseColumns() async throws {
        try await Self.threeEditions { shell, directory in
            let sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            let pair = await shell.run("compare hockey-star/es@1 hockey-star/es --format csv").output
            var (twice, lost, shared) = (sheet, sheet, sheet)
            twice.call("mx", "hockey-star/es")
            lost.call("es", "Spain", beside: false)
            shared.add("note", "why")
            for (text, options, words) in [
                (twice.text, "", "columns \"es\" and \"hockey-star/es\" are both of edition \"hockey-star/es\""),
                (lost.text, "", "column \"es\" is missing, beside which es_state and es_basis stand"),
                (shared.text, "", "column \"note\" stands there once, and nobody can say of which of the editions"),
                (shared.text, "", "hint: call it as in en_note, or leave it out with --ignore note"),
                (sheet.text, "--map reason=kind", "column \"kind\" is reason, nobody can say of which"),
                (sheet.text.replacing("\"hockey-star\"", with: "\"hockey-sta\""), "", "series \"hockey-sta\" is not"),
                (sheet.text, "--ignore series", "hint: say it with --series CODE"),
                (pair, "", "both sides are of \"hockey-star/es\", and it is not said which of them is read"),
            ] {
                let path = try directory.write(text, to: "sheet.csv")
                let refused = await shell.run("import elements \(path) \(options)")
                #expect(refused.status == 65 && refused.errors.contains(words), "\(words): \(refused.transcript)")
            }
            let none = try directory.write(String(sheet.text.split(separator: "\n")[0]) + "\n", to: "none.csv")
            let nothing = await shell.run("import elements \(none)")
            #expect(nothing.output.contains("0 rows read"), "\(nothing.transcript)")
            // What is called as it is beside an edition is that one's.
            var noted = sheet
            noted.add("es_note", "")
            try noted.fill("male_lead.nature", ["es_note": "as it was"])
            let path = try directory.write(noted.text, to: "noted.csv")
            let done = await shell.run("import elements \(path)")
            #expect(done.output.contains("decisions: 0 new, 1 changed, 5 unchanged"), "\(done.transcript)")
        }
    }

    @Test("an edition may be called as a column of something else is, or as one of two")
    func calledAsColumns() async throws {
        try await Self.threeEditions { shell, directory in
            for code in ["note", "source", "left", "right"] {
                let made = await shell.run(
                    "register hockey-star --code \(code) --title \(code) --from es --method dub "
                        + "--set male_lead.nature=\(code)")
                #expect(made.status == 0, "\(made.errors)")
            }
            let path = "\(directory.path)/matrix.csv"
            #expect(await shell.run("compare hockey-star --format csv --output \(path)").status == 0)
            for (options, unchanged) in [("", 10), ("--edition hockey-star/en", 2), ("--edition hockey-star/left", 1)] {
                let back = await shell.run("import elements \(path) \(options)")
                let words = "decisions: 0 new, 0 changed, \(unchanged) unchanged"
                #expect(back.output.contains(words), "\(options): \(back.transcript)")
            }
            let pair = "\(directory.path)/pair.csv"
            #expect(
                await shell.run("compare hockey-star/left hockey-star/right --format csv --output \(pair)").status == 0)
            let back = await shell.run("import elements \(pair)")
            #expect(back.output.contains("decisions: 0 new, 0 changed, 2 unchanged"), "\(back.transcript)")
        }
    }

    @Test("a cell that a spreadsheet made something else of is refused, and numbers of revisions are numbers")
    func allTyped() async throws {
        try await Self.threeEditions { shell, directory in
            let sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            let numbers = try directory.write(
                sheet.workbook("es_revision") { "<c><v>\($0)</v></c>" }, to: "numbers.xlsx")
            let back = await shell.run("import elements \(numbers)")
            #expect(back.output.contains("decisions: 0 new, 0 changed, 6 unchanged"), "\(back.transcript)")
            let truth = try directory.write(
                sheet.workbook("mx") { $0 == "scumbag" ? "<c t=\"b\"><v>1</v></c>" : nil }, to: "truth.xlsx")
            let refused = await shell.run("import elements \(truth)")
            #expect(refused.status == 65)
            #expect(refused.errors.contains("which a spreadsheet may have made of words"), "\(refused.errors)")
        }
    }

    @Test(
        "written for other programs or to be looked at, it is refused with what is read",
        arguments: [("json", "JSON"), ("jsonl", "JSON"), ("html", "HTML"), ("markdown", "Markdown")])
    func otherFormats(format: String, kind: String) async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let path = "\(directory.path)/s.\(format)"
                let written = await shell.run("compare hockey-star --format \(format) --output \(path)")
                #expect(written.status == 0, "\(written.errors)")
                let refused = await shell.run("import elements \(path)")
                let told = "file is \(kind), neither separated values nor a workbook\nhint: write it as csv"
                #expect(refused.status == 65 && refused.errors.contains(told), "\(refused.errors)")
            }
        }
    }
}
