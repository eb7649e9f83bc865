import TestSupport
import Testing

/// What has moved on since, or may be read twice.
extension SheetBackTests {
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
                let receipt = try JSONText(back.output)
                #expect(receipt["read"]?.int == 4)
                // Who has changed something there learns that it does not go in.
                #expect(receipt["sheets_not_read"]?.items.compactMap(\.string) == [sheet])
                let passed = "adapt: only sheet \"Rows\" is read; what stands in sheet \"\(sheet)\" is not\n"
                #expect(back.errors.contains(passed), "\(back.errors)")
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
                let settled = try JSONText(settling.output)
                #expect(settled["decisions"]?["settled"]?.int == 1, "\(settling.errors)")
            }
            let json = try JSONText(await shell.run("compare hockey-star --format json").output)
            let cells = json["elements"]?[3]?["cells"]
            #expect((0..<3).map { cells?[$0]?["outdated"]?.bool } == [false, false, true])
        }
    }

    @Test("and what editions say of an element, with what is outdated there, but what others decided since is left")
    func uses() async throws {
        try await Self.moved { shell, directory in
            _ = await shell.run("set hockey-star/en male_lead.nature=gentle")
            let path = directory.path + "/uses.csv"
            for element in ["male_lead.nature", "plot.end"] {
                let written = await shell.run("element show \(element) --format csv --output \(path)")
                #expect(written.status == 0 && directory.read("uses.csv")?.contains(",outdated\n") == true)
                let back = await shell.run("import elements \(path) --format json")
                #expect(back.status == 0, "\(back.errors)")
                let again = try JSONText(back.output)
                #expect(again["operation"]?.isNull == true, "\(back.errors)")
            }
            _ = await shell.run("set hockey-star/mx plot.end=kims --author kim")
            let receipt = try JSONText(await shell.run("import elements \(path) --format json").output)
            #expect(receipt["operation"]?.isNull == true && receipt["left_newer_count"]?.int == 1)
            let table = await shell.run("element show plot.end --format table").output
            #expect(table.contains("kims") && !table.contains("OUTDATED"), "\(table)")
        }
    }

    @Test("and what is said beside a keep that stays outdated is not outdated by it, and not said again")
    func belowKeep() async throws {
        try await Shell.sample { shell in
            for line in [
                "set hockey-star/en plot.end=old --new", "keep hockey-star/es plot.end",
                "register hockey-star --code mx --market mx --language es-MX --title Adios --from es --method dub "
                    + "--set plot.end=mine",
            ] {
                let done = await shell.run(line)
                #expect(done.status == 0, "\(line): \(done.errors)")
            }
            try await TemporaryDirectory.with { directory in
                let sheet = "compare hockey-star --against-parent --format csv --output \(directory.path)"
                #expect(await shell.run("\(sheet)/before.csv").status == 0)
                #expect(await shell.run("set hockey-star/en plot.end=new").status == 0)
                #expect(await shell.run("\(sheet)/after.csv").status == 0)
                #expect(directory.read("after.csv")?.contains(",outdated,") == true)
                for name in ["before", "after"] {
                    let back = await shell.run("import elements \(directory.path)/\(name).csv --format json")
                    #expect(back.status == 0, "\(back.errors)")
                    let receipt = try JSONText(back.output)
                    #expect(receipt["operation"]?.isNull == true, "\(name): \(back.transcript)")
                }
            }
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
