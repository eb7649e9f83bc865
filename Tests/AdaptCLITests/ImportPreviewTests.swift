import TestSupport
import Testing

@Suite("What an import of figures would read, on the command line")
struct ImportPreviewTests {
    private static let line =
        "import reach FILE --map edition=Título --map value=Impresiones --map week=Semana --metric impressions "
        + "--source socialpeta-2026-w02 --dry-run"

    private func with(_ text: String, _ body: @Sendable (Shell, String) async throws -> Void) async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                try await body(shell, Self.line.replacing("FILE", with: try directory.write(text, to: "in.csv")))
            }
        }
    }

    private static let spanish =
        "Título;Impresiones;Semana;Notas\nhockey-star/es;1.234.567;05/01/2026;hola\nhockey-star/en;70M+;12/01/2026;\n"

    @Test("a column without a name is told by its place")
    func unnamed() async throws {
        try await with("Título;;Impresiones;Semana\nhockey-star/es;x;5;05/01/2026\n") { shell, line in
            let dry = await shell.run(line + " --dates dmy")
            #expect(dry.output.contains("(column 2)   not used  x"), "\(dry.transcript)")
        }
    }

    @Test("each column with its field, its first text and what that is taken for, before the receipt")
    func shown() async throws {
        try await with(Self.spanish) { shell, line in
            let before = try await rowCounts(shell.url)
            let dry = await shell.run(line + " --dates dmy --numbers eu")
            #expect(dry.status == 0, "\(dry.errors)")
            for words in [
                "in.csv: UTF-8, as nothing says otherwise; separated by semicolon, header in line 1",
                "Impresiones  value     1.234.567            1,234,567",
                "Semana       week      05/01/2026           2026-W02",
                "Notas        not used  hola", "(all rows)   metric    impressions",
                "2 rows read, 2 new, 0 revised, 0 unchanged; 2026-W02 to 2026-W03 (dry run: nothing was changed)",
            ] { #expect(dry.output.contains(words), "\(words) in \(dry.output)") }
            let json = try JSONText(await shell.run(line + " --dates dmy --numbers eu --format json").output)
            #expect(json["file"]?["delimiter"]?.string == ";")
            #expect(json["columns"]?[1]?["field"]?.string == "value")
            #expect(json["columns_not_used"]?[0]?.string == "Notas")
            #expect(json["new"]?.int == 2)
            #expect(try await rowCounts(shell.url) == before)
        }
    }

    @Test("also where it is refused, which is then seen beside it")
    func refused() async throws {
        try await with(Self.spanish) { shell, line in
            let dry = await shell.run(line)
            #expect(dry.status == 65)
            #expect(dry.output.contains("refused: 2026-01-05 or 2026-05-01: say --dates dmy or --dates mdy"))
            #expect(dry.errors.contains("in.csv:2:3: week \"05/01/2026\" is not a day"))
            #expect(await shell.run(line + " --quiet").output.isEmpty)
            #expect(await shell.run(line.replacing(" --dry-run", with: "")).output.isEmpty)
        }
    }

    @Test("a reader sees it too, and that a dry run needs the rights of what it tries")
    func reader() async throws {
        try await with(Self.spanish) { shell, line in
            let before = try await rowCounts(shell.url)
            let dry = await shell.as("adapt_read").run(line + " --dates dmy --numbers eu")
            #expect(dry.status == 77, "\(dry.transcript)")
            #expect(dry.output.contains("Impresiones  value     1.234.567            1,234,567"), "\(dry.output)")
            let set = await shell.as("adapt_read").run("set hockey-star/es male_lead.nature=vain --dry-run")
            for refused in [dry, set] {
                for words in [
                    "adapt: user \"adapt_read\" has no right to this: permission denied for ",
                    "\n  a dry run does all of it and takes it back, so it needs the same rights\n",
                    "hint: ask the administrator for: grant adapt_",
                ] { #expect(refused.errors.contains(words), "\(refused.errors)") }
            }
            #expect(try await rowCounts(shell.url) == before)
        }
    }

    @Test("figures of weeks from Sunday are told with the option that places them")
    func sundays() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let file = try directory.write(
                    "edition,metric,source,from,until,value\n"
                        + "hockey-star/es,views,socialpeta-2026-w02,2026-01-04,2026-01-10,7\n", to: "in.csv")
                let dry = await shell.run("import reach \(file) --dry-run")
                #expect(dry.errors.contains("as 2026-01-04..2026-01-10, are no ISO weeks"))
                #expect(dry.errors.contains("--week-start sunday"))
                let asked = await shell.run("import reach \(file) --dry-run --week-start sunday")
                #expect(!asked.errors.contains("Sunday") && asked.output.contains("; 2026-W02 ("))
            }
        }
    }

    @Test("creatives have no options that do nothing")
    func creatives() async throws {
        try await Shell.sample { shell in
            let help = await shell.run("import creatives --help").output
            #expect(help.contains("--rejects") && !help.contains("--reason") && !help.contains("--new"))
            #expect(await shell.run("import elements --help").output.contains("--reason"))
        }
    }
}
