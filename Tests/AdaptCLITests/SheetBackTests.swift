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
        "editions side by side come back all at once, but where --market says whose all rows are they are refused",
        arguments: ["compare hockey-star", "compare hockey-star/en hockey-star/es"], ["csv", "xlsx"])
    func sideBySide(command: String, format: String) async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let made = await shell.run(
                    "register hockey-star --market mx --language es-MX --title Adios --from es --method dub")
                #expect(made.status == 0, "\(made.errors)")
                let path = "\(directory.path)/sheet.\(format)"
                #expect(await shell.run("\(command) --format \(format) --output \(path)").status == 0)
                let back = await shell.run("import elements \(path) --format json")
                #expect(back.status == 0, "\(back.errors)")
                let receipt = try JSONText(back.output)
                #expect(receipt["operation"]?.isNull == true && receipt["decisions"]?["unchanged"]?.int == 5)
                let refused = await shell.run("import elements \(path) --series hockey-star --market mx")
                #expect(refused.status == 65)
                for words in [
                    "editions stand side by side in it", "those of all editions are read without --market",
                    "adapt compare hockey-star --against-parent --format csv",
                ] { #expect(refused.errors.contains(words), "\(refused.errors)") }
                #expect(!refused.errors.contains("--sheet"), "\(refused.errors)")
                // Of two editions it says itself whose its columns are.
                guard format == "csv", command == "compare hockey-star" else { return }
                let nobodys = await shell.run("import elements \(path) --map value=es_sign")
                #expect(nobodys.status == 65 && nobodys.errors.contains("--edition SERIES/EDITION"))
            }
        }
    }
}
