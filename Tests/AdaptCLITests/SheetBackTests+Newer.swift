import TestSupport
import Testing

/// What others decided since, beside editions that stand side by side.
extension SheetBackTests {
    @Test(
        "editions side by side show their revisions: what others said since is left, and beside a change it is refused",
        arguments: [("compare hockey-star", "es"), ("compare hockey-star/en hockey-star/es", "right")])
    func sideBySideNewer(command: String, column: String) async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                #expect(await shell.run("set hockey-star/es plot.end=old --new").status == 0)
                for format in ["csv", "xlsx"] {
                    let path = "\(directory.path)/s.\(format)"
                    let written = await shell.run("\(command) --format \(format) --output \(path)")
                    #expect(written.status == 0, "\(written.errors)")
                }
                let sheet = try #require(directory.read("s.csv"))
                let rows = ReadTable.csv(sheet)
                let place = try #require(rows.first?.firstIndex(of: column + "_revision"))
                #expect(rows.dropFirst().allSatisfy { $0[place] == "2" }, "\(sheet)")
                #expect(await shell.run("set hockey-star/es plot.end=kims --author kim").status == 0)
                let options = " --edition hockey-star/es --map value=\(column)"
                for format in ["csv", "xlsx"] {
                    let left = await shell.run("import elements \(directory.path)/s.\(format)\(options) --format json")
                    #expect(left.status == 0, "\(left.errors)")
                    let receipt = try JSONText(left.output)
                    #expect(receipt["operation"]?.isNull == true && receipt["left_newer_count"]?.int == 1)
                }
                let mine = try directory.write(sheet.replacing("old,value", with: "mine,value"), to: "mine.csv")
                let refused = await shell.run("import elements \(mine)\(options)")
                #expect(refused.status == 65)
                for words in [
                    "element \"plot.end\" of \"hockey-star/es\" was decided since revision 2, which the row shows: "
                        + "\"old\" -> \"kims\" (kim, operation 4)",
                    "to say \"mine\" all the same, write 3 in the column \(column)_revision",
                ] { #expect(refused.errors.contains(words), "\(refused.errors)") }
                let anyway = await shell.run("import elements \(mine)\(options) --ignore \(column)_revision -n")
                #expect(anyway.output.contains("decisions: 0 new, 1 changed, 3 unchanged"), "\(anyway.transcript)")
            }
        }
    }

    @Test("and as JSON each side and each cell tells its revision; a later one than there is names the column")
    func revisions() async throws {
        try await Shell.sample { shell in
            #expect(await shell.run("set hockey-star/es plot.end=old --new").status == 0)
            let pair = await shell.run("compare hockey-star/en hockey-star/es --format jsonl").output
            let row = try JSONText(String(pair.split(separator: "\n")[0]))
            #expect(row["left"]?["revision"]?.int == 1 && row["right"]?["revision"]?.int == 2, "\(pair)")
            let matrix = await shell.run("compare hockey-star --format jsonl").output
            let cells = try JSONText(String(matrix.split(separator: "\n")[0]))["cells"]
            #expect(cells?[0]?["revision"]?.int == 1 && cells?[1]?["revision"]?.int == 2, "\(matrix)")
            try await TemporaryDirectory.with { directory in
                let sheet = await shell.run("compare hockey-star --format csv").output
                #expect(await shell.run("undo").status == 0)
                let other = try directory.write(sheet.replacing(",1,2,", with: ",1,9,"), to: "other.csv")
                let refused = await shell.run("import elements \(other) --edition hockey-star/es")
                #expect(refused.status == 65 && refused.errors.contains("has no revision 9"), "\(refused.errors)")
                #expect(refused.errors.contains("is read with --ignore es_revision"), "\(refused.errors)")
            }
        }
    }
}
