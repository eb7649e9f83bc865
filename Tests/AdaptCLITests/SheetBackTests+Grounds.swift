import TestSupport
import Testing

/// Reasons and evidence of all rows, in a sheet that shows none.
extension SheetBackTests {
    @Test("reasons and evidence given for a matrix are of what was filled in; what stands untouched keeps its own")
    func groundsOfAll() async throws {
        try await Self.threeEditions { shell, directory in
            #expect(await shell.run("set hockey-star/es plot.end=old --new").status == 0)
            var sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            let grounds = " --reason rating --cite socialpeta-2026-w02:9 --quote why"
            let untouched = try directory.write(sheet.text, to: "untouched.csv")
            let nothing = try JSONText(await shell.run("import elements \(untouched) --format json" + grounds).output)
            #expect(nothing["operation"]?.isNull == true)
            try sheet.fill("plot.end", ["es": "new"])
            let path = try directory.write(sheet.text, to: "filled.csv")
            let done = await shell.run("import elements \(path)" + grounds)
            #expect(done.output.contains("decisions: 0 new, 1 changed, 6 unchanged"), "\(done.transcript)")
            let shown = FilledSheet(await shell.run("compare hockey-star/en hockey-star/es --format csv").output)
            #expect(shown.cell("plot.end", "right_reasons") == "rating", "\(shown.text)")
            #expect(shown.cell("plot.end", "right_quote") == "why", "\(shown.text)")
            #expect(shown.cell("male_lead.sport", "right_reasons") == "local_taste", "\(shown.text)")
            #expect(shown.cell("beat.cash_handout", "right_reasons")?.isEmpty == true, "\(shown.text)")
        }
    }
}
