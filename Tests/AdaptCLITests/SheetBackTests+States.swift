import TestSupport
import Testing

/// States that are filled in beside what an edition inherits or keeps.
extension SheetBackTests {
    @Test("a state filled in beside what is inherited or kept is said, or refused with how to say it")
    func statesFilledIn() async throws {
        try await Self.threeEditions { shell, directory in
            let text = await shell.run("compare hockey-star --format csv").output
            func importing(_ element: String, _ cells: [String: String]) async throws -> Shell.Result {
                var sheet = FilledSheet(text)
                try sheet.fill(element, cells)
                let path = try directory.write(sheet.text, to: "filled.csv")
                return await shell.run("import elements \(path) --dry-run")
            }
            for cells in [["mx": "", "mx_state": "keep"], ["mx": "", "mx_state": "absent", "mx_basis": "own"]] {
                let said = try await importing("male_lead.sport", cells)
                #expect(said.output.contains("decisions: 1 new, 0 changed"), "\(said.transcript)")
            }
            let taken = try await importing("male_lead.nature", ["mx": "", "mx_state": "inherit"])
            #expect(taken.output.contains("decisions: 0 new, 1 changed"), "\(taken.transcript)")
            for (cells, words) in [
                (["mx": "", "mx_state": "absent"], "state \"absent\" of \"male_lead.sport\" is not what"),
                (["mx": "", "mx_state": "absent"], "to say it as the edition's own, write own in the column mx_basis"),
                (["mx": "(absent)"], "to say absent, write that in the column mx_state and own in the column mx_basis"),
            ] {
                let refused = try await importing("male_lead.sport", cells)
                #expect(refused.errors.contains(words), "\(refused.transcript)")
            }
            let beside = try await importing("beat.cash_handout", ["en": "(absent)"])
            let way = "write absent in place of not_recorded in the column en_state, and empty the value"
            #expect(beside.errors.contains(way), "\(beside.transcript)")
        }
    }

    @Test("what is absent or unknown by inheritance, or kept so, comes back as it is")
    func statesInherited() async throws {
        try await Self.threeEditions { shell, directory in
            for line in ["absent hockey-star/es male_lead.sport", "unknown hockey-star/es beat.cash_handout"] {
                let done = await shell.run(line)
                #expect(done.status == 0, "\(done.errors)")
            }
            #expect(await shell.run("keep hockey-star/mx male_lead.sport").status == 0)
            let sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            #expect(sheet.cell("male_lead.sport", "mx_state") == "absent", "\(sheet.text)")
            #expect(sheet.cell("beat.cash_handout", "mx_basis") == "inherited", "\(sheet.text)")
            let path = try directory.write(sheet.text, to: "untouched.csv")
            let back = try JSONText(await shell.run("import elements \(path) --format json").output)
            #expect(back["operation"]?.isNull == true)
        }
    }
}
