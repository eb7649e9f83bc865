import TestSupport
import Testing

/// Of editions side by side, the column that --map names.
extension SheetBackTests {
    @Test("the column of an edition that --map names is read as that edition's: its name says whose the values are")
    func mappedEdition() async throws {
        try await Self.threeEditions { shell, directory in
            #expect(await shell.run("set hockey-star/es plot.end=old --new").status == 0)
            var sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            let matrix = try directory.write(sheet.text, to: "matrix.csv")
            for (options, said) in [
                ("--map value=es", 4), ("--map value=EN --series hockey-star", 2),
                ("--map value=mx --ignore series --series hockey-star", 1),
            ] {
                let back = await shell.run("import elements \(matrix) \(options)")
                let words = "decisions: 0 new, 0 changed, \(said) unchanged"
                #expect(back.output.contains(words), "\(options): \(back.transcript)")
            }
            try sheet.fill("plot.end", ["es": "older"])
            let filled = try directory.write(sheet.text, to: "filled.csv")
            let other = await shell.run("import elements \(filled) --map value=en --dry-run")
            #expect(other.output.contains("decisions: 0 new, 0 changed, 2 unchanged"), "\(other.transcript)")
            let done = await shell.run("import elements \(filled) --map value=es")
            #expect(done.output.contains("decisions: 0 new, 1 changed, 3 unchanged"), "\(done.transcript)")
        }
    }

    @Test("but where a row says whose it is that holds, and a column of no edition, or of no series, is refused")
    func mappedOtherwise() async throws {
        try await Self.threeEditions { shell, directory in
            var sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            let matrix = try directory.write(sheet.text, to: "matrix.csv")
            var lost = sheet
            lost.call("es", "spain")
            let renamed = try directory.write(lost.text, to: "renamed.csv")
            for (line, words) in [
                ("\(matrix) --map value=es_sign", "say whose values they are with --edition SERIES/EDITION"),
                ("\(matrix) --map value=es --ignore series", "hint: say it with --series CODE"),
                (
                    "\(matrix) --map value=es --series my-assertive-lover",
                    "editions of series \"hockey-star\" stand side by side in it, not of \"my-assertive-lover\""
                ),
                ("\(renamed) --map value=spain", "column \"spain\" is of no edition of \"hockey-star\""),
                ("\(renamed) --map value=spain", "or is something else: name another with --map value=COLUMN\n"),
            ] {
                let refused = await shell.run("import elements \(line)")
                #expect(refused.status == 65 && refused.errors.contains(words), "\(line): \(refused.transcript)")
            }
            sheet.add("edition", "hockey-star/mx")
            let path = try directory.write(sheet.text, to: "rows.csv")
            let says = await shell.run("import elements \(path) --map value=es --dry-run")
            #expect(says.status == 0 && !says.output.contains("decisions: 0 new"), "\(says.transcript)")
        }
    }
}
