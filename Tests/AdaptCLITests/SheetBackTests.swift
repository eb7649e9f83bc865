import TestSupport
import Testing

@Suite("A sheet that the program wrote comes back")
struct SheetBackTests {
    @Test("between tabs with the quotes that its texts begin with")
    func quotes() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let path = directory.path + "/sheet.tsv"
                for (number, value) in ["\"Betty\"", "\"Yes\", she said", "\"", "Bea \"Betty\" Bo"].enumerated() {
                    let set = await shell.run(["set", "hockey-star/es", "lead.words\(number)=\(value)", "--new"])
                    #expect(set.status == 0, "\(set.errors)")
                }
                let written = await shell.run(
                    "compare hockey-star/es --against-parent --format tsv --output \(path)")
                #expect(written.status == 0, "\(written.errors)")
                #expect(directory.read("sheet.tsv")?.contains("\t\"\"\"Yes\"\", she said\"\t") == true)
                let back = try JSONText(await shell.run("import elements \(path) --format json").output)
                #expect(back["decisions"]?["unchanged"]?.int == 7 && back["decisions"]?["changed"]?.int == 0)
            }
        }
    }

    @Test("and tells where it shows what the parent had before, or is refused with who changed that")
    func parents() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                for (edition, value) in [("en", "old"), ("es", "mine")] {
                    let set = await shell.run("set hockey-star/\(edition) plot.end=\(value) --new")
                    #expect(set.status == 0, "\(set.errors)")
                }
                let sheet = await shell.run("compare hockey-star/es --against-parent --format csv").output
                let path = try directory.write(sheet.replacing("old,mine", with: "old,other"), to: "sheet.csv")
                _ = await shell.run("set hockey-star/en plot.end=new")
                let refused = await shell.run("import elements \(path) --author kim")
                #expect(refused.status == 65)
                let since = "\"old\" -> \"new\" (mia, operation 5)"
                #expect(
                    refused.errors.contains(
                        "parent of \"hockey-star/es\" says otherwise of \"plot.end\" than the row shows: \(since)"),
                    "\(refused.errors)")
                let told =
                    "adapt: said beside another value of the parent than the row shows: "
                    + "hockey-star/es plot.end \(since)"
                let rehearsed = await shell.run("import elements \(path) -n")
                #expect(rehearsed.status == 0 && rehearsed.errors.contains(told), "\(rehearsed.errors)")
                let receipt = try JSONText(await shell.run("import elements \(path) --format json").output)
                #expect(receipt["parent_changed_count"]?.int == 1)
                let change = receipt["parent_changed"]?[0]
                #expect(change?["edition"]?.string == "hockey-star/es")
                #expect(change?["change"]?.string == "plot.end \"old\" -> \"new\"")
                #expect(change?["by"]?.string == "mia, operation 5")
                #expect(receipt["decisions"]?["changed"]?.int == 1)
            }
        }
    }

    @Test(
        "but editions side by side are refused, whatever stands in the first row, with the sheet that does",
        arguments: ["compare hockey-star", "compare hockey-star/en hockey-star/es"], ["csv", "xlsx"])
    func sideBySide(command: String, format: String) async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let made = await shell.run(
                    "register hockey-star --market mx --language es-MX --title Adios --from es --method dub")
                #expect(made.status == 0, "\(made.errors)")
                let path = "\(directory.path)/sheet.\(format)"
                #expect(await shell.run("\(command) --format \(format) --output \(path)").status == 0)
                for (options, series) in [("", "SERIES"), (" --series hockey-star --market mx", "hockey-star")] {
                    let refused = await shell.run("import elements \(path)" + options)
                    #expect(refused.status == 65)
                    #expect(
                        refused.errors.contains("editions stand side by side in it")
                            && refused.errors.contains("adapt compare \(series) --against-parent --format csv")
                            && !refused.errors.contains("--sheet"),
                        "\(refused.errors)")
                }
                guard format == "csv" else { return }
                let column = command.hasSuffix("es") ? "right" : "es"
                let nobodys = await shell.run("import elements \(path) --map value=\(column)")
                #expect(nobodys.status == 65 && nobodys.errors.contains("--series SERIES --market MARKET"))
            }
        }
    }

    @Test("but of the workbook of a comparison it is the rows, by themselves: the sheet for reading is refused")
    func words() async throws {
        try await Self.moved { shell, directory in
            for (command, sheet, column) in [
                ("compare hockey-star", "Matrix", "mx"), ("compare hockey-star/es hockey-star/mx", "Compare", "right"),
            ] {
                let path = "\(directory.path)/\(sheet).xlsx"
                #expect(await shell.run("\(command) --format xlsx --output \(path)").status == 0)
                let line = "import elements \(path) --series hockey-star --market mx --map value=\(column)"
                let back = await shell.run(line + " --dry-run --format json")
                #expect(back.status == 0, "\(back.errors)")
                #expect(try JSONText(back.output)["read"]?.int == 4)
                let refused = await shell.run(line + " --sheet \(sheet.lowercased())")
                #expect(refused.status == 64)
                let told = "sheet \"\(sheet)\" of \"\(path)\" is for reading; its values stand in sheet \"Rows\""
                #expect(refused.errors.contains(told), "\(refused.errors)")
            }
        }
    }

    @Test("and what a matrix shows as outdated stays so, until nothing is taken from that column")
    func matrix() async throws {
        try await Self.moved { shell, directory in
            for format in ["csv", "tsv", "xlsx"] {
                let path = "\(directory.path)/matrix.\(format)"
                #expect(await shell.run("compare hockey-star --format \(format) --output \(path)").status == 0)
                let line = "import elements \(path) --series hockey-star --market mx --map value=mx"
                let back = await shell.run(line + " --format json")
                #expect(back.status == 0, "\(back.errors)")
                let receipt = try JSONText(back.output)
                #expect(receipt["operation"]?.isNull == true && receipt["decisions"]?["unchanged"]?.int == 1)
                let settling = await shell.run(line + " --ignore mx_outdated --dry-run --format json")
                #expect(try JSONText(settling.output)["decisions"]?["settled"]?.int == 1, "\(settling.errors)")
            }
            let json = try JSONText(await shell.run("compare hockey-star --format json").output)
            let cells = json["elements"]?[3]?["cells"]
            #expect((0..<3).map { cells?[$0]?["outdated"]?.bool } == [false, false, true])
        }
    }

    /// Runs `body` where `hockey-star/mx` has decided `plot.end` on what `hockey-star/es` had there before.
    private static func moved(_ body: @Sendable (Shell, TemporaryDirectory) async throws -> Void) async throws {
        try await Shell.sample { shell in
            for line in [
                "register hockey-star --code mx --market mx --language es-MX --title Adios --from es --method dub",
                "set hockey-star/es plot.end=old --new", "set hockey-star/mx plot.end=mine",
                "set hockey-star/es plot.end=new",
            ] {
                let done = await shell.run(line)
                #expect(done.status == 0, "\(line): \(done.errors)")
            }
            try await TemporaryDirectory.with { directory in try await body(shell, directory) }
        }
    }
}
