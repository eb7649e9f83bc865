import Spreadsheet
import TestSupport
import Testing

@Suite("Workbooks of lists and comparisons")
struct WorkbookTests {
    /// The rows of a sheet as text.
    private func text(_ rows: [[SheetValue]]?) -> [[String]] { (rows ?? []).map { $0.map(ReadTable.text) } }

    @Test(
        "every list as a workbook is its csv, cell by cell, and the same bytes twice",
        arguments: [
            ("series list", "List"), ("edition list", "List"), ("market list", "List"), ("element list", "List"),
            ("source list", "List"), ("log", "List"), ("check", "List"), ("outdated", "List"),
            ("blame hockey-star/es male_lead.sport", "List"), ("search football", "List"),
            ("lineage hockey-star", "Lineage"), ("edition show hockey-star/es", "Elements"), ("changes", "Changes"),
            ("changes --by reason", "Changes"), ("compare hockey-star en es", "Rows"), ("compare hockey-star", "Rows"),
            ("reach --week 2026-W02", "Weekly"), ("export reach --week 2026-W02 --weeks 2", "Weekly"),
        ])
    func cells(_ line: String, _ sheet: String) async throws {
        try await Shell.sample { shell in
            let csv = await shell.run(line + " --format csv")
            let (first, second) = (
                await shell.run(line + " --format xlsx"), await shell.run(line + " --format xlsx")
            )
            #expect(first.status == 0, "\(first.errors)")
            #expect(first.output.isEmpty)
            #expect(!first.bytes.isEmpty && first.bytes == second.bytes)
            let read = text(try ReadTable.workbook(first.bytes)[sheet])
            let expected = ReadTable.csv(csv.output)
            #expect(read.map(\.count) == expected.map(\.count))
            for (cell, field) in zip(read.joined(), expected.joined()) {
                // A number has no last zeros; how many are shown is its format.
                let isSameNumber = field.contains(".") && Double(cell) != nil && Double(cell) == Double(field)
                #expect(cell == field || isSameNumber)
            }
            #expect(!read.isEmpty)
        }
    }

    @Test("editions against their parents are streamed into a workbook with signs, and states by word")
    func againstParents() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("absent hockey-star/es male_lead.nature --reason rating")
            for line in ["compare --all --against-parent", "compare hockey-star --against-parent"] {
                let csv = ReadTable.csv(await shell.run(line + " --format csv").output)
                let (first, second) = (
                    await shell.run(line + " --format xlsx"), await shell.run(line + " --format xlsx")
                )
                #expect(first.bytes == second.bytes)
                let sheets = try ReadTable.workbook(first.bytes)
                let rows = text(sheets["Against parent"])
                #expect(rows.count == csv.count && rows.count > 3)
                #expect(rows.map(\.first) == ["sign", "?", "-", ">"])
                for (row, line) in zip(rows, csv) {
                    for (index, (cell, expected)) in zip(row.dropFirst(), line).enumerated() {
                        let isState = expected.isEmpty && (index == 5 || index == 6)
                        #expect(cell == expected || isState && cell.hasPrefix("("))
                    }
                }
                #expect(rows[1][6] == "(not recorded)")
                #expect(rows[2][7] == "(absent)")
                let facts = text(sheets["Read me"])
                #expect(facts.contains { $0[0] == "summary" && $0[1].contains("1 right_dropped") })
            }
        }
    }

    @Test("a comparison is read by people: signs, states and bases by word, and a sheet that explains them")
    func comparison() async throws {
        try await Shell.sample { shell in
            let sheets = try ReadTable.workbook(await shell.run("compare hockey-star en es --format xlsx").bytes)
            #expect(Set(sheets.keys) == ["Compare", "Read me", "Rows"])
            let rows = text(sheets["Compare"])
            #expect(rows[0] == ["sign", "element", "en", "es", "verdict", "why"])
            #expect(rows.dropFirst().map { $0[0] } == ["?", "≡", ">"])
            #expect(rows[1][2] == "(not recorded)")
            #expect(rows[2][3] == "scumbag (kept)")
            #expect(rows[3][5].contains("to better suit local tastes"))
            let facts = Dictionary(text(sheets["Read me"]).map { ($0[0], $0[1]) }) { first, _ in first }
            #expect(facts["base"]?.hasPrefix("hockey-star/en@1") == true)
            #expect(facts["coverage"] == "2 of 3 elements known on both sides")
            #expect(facts["summary"] == "1 same · 1 right_changed · 1 unknown; 2 of 3 elements known on both sides")
            for sign in [
                "=", "≡", "·", "<", ">", "≈", "~", "+", "-", "?", "(not recorded)", "(absent)", "(inherited)", "(kept)",
            ] {
                #expect(facts[sign] != nil, "\(sign)")
            }
            let matrix = text(
                try ReadTable.workbook(await shell.run("compare hockey-star --format xlsx").bytes)["Matrix"])
            #expect(matrix[1] == ["beat.cash_handout", "(not recorded)", matrix[1][2]])
            #expect(matrix[3] == ["male_lead.sport", "* ice hockey", "> football"])
        }
    }

    @Test("the name of a file says that a workbook is wanted, and the file is there whole or not at all")
    func file() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                var shell = shell.onTerminal
                shell.environment["TMPDIR"] = directory.path
                let path = directory.path + "/plan.xlsx"
                #expect(await shell.run(["edition", "list", "--output", path]).status == 0)
                #expect(TemporaryDirectory.names(directory.path) == ["plan.xlsx"])
                let sheets = try XLSXReader(path: path).sheets
                #expect(sheets.map(\.name) == ["List"])
                let nowhere = await shell.run("edition list --output /nowhere/x.xlsx")
                #expect(nowhere.status == 66)
                let none = await shell.run(["lineage", "nothing", "--output", directory.path + "/no.xlsx"])
                #expect(none.status == 2)
                #expect(TemporaryDirectory.names(directory.path) == ["plan.xlsx"])
                shell.environment["TMPDIR"] = directory.path + "/none"
                let unmade = await shell.run(["edition", "list", "--output", path])
                #expect(unmade.status == 66)
                #expect(unmade.errors.contains("hint: set TMPDIR"))
            }
        }
    }

    @Test(
        "a terminal is not given bytes, and what has no workbook says so",
        arguments: [
            ("edition list --format xlsx", "hint: add --output file.xlsx"),
            ("compare hockey-star en es --format xlsx --output -", "hint: add --output file.xlsx"),
            ("export reach --week 2026-W02 --format xlsx", "hint: add --output file.xlsx"),
            ("db status --format xlsx", "hint: choose table, json"),
        ])
    func refused(_ line: String, _ hint: String) async throws {
        try await Shell.sample { shell in
            let result = await shell.onTerminal.run(line)
            #expect(result.status == 64)
            #expect(result.errors.contains(hint), "\(result.errors)")
            #expect(result.output.isEmpty && result.bytes.isEmpty)
        }
    }

    @Test("a text that no cell holds is refused with its place, and csv holds it")
    func tooLong() async throws {
        try await Shell.empty { shell in
            let title = String(repeating: "长", count: 32_768)
            #expect(await shell.run(["series", "add", "s", "--title", "t", "--note", title]).status == 0)
            let result = await shell.run("series list --format xlsx")
            #expect(result.status == 2)
            #expect(result.errors.contains("sheet \"List\", E2: a cell holds 32767 characters at most"))
            #expect(result.errors.contains("hint: --format csv holds it"))
            #expect(result.bytes.isEmpty)
            #expect(await shell.run("series list --format csv").output.contains(title))
        }
    }
}
