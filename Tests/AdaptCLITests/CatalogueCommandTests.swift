import TestSupport
import Testing

@Suite("Catalogues on the command line")
struct CatalogueCommandTests {
    @Test("what was taken back here is told with what brings it back: an undo, or the file of figures")
    func takenBack() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let figures = try directory.write(
                    "title,metric,source,week,value\nHeat,views,socialpeta-2026-w02,2026-W02,5\n", to: "heat.csv")
                let catalogue = directory.path + "/c.jsonl"
                for line in [
                    "import reach \(figures) --register-missing", "series add n --title N",
                    "export catalogue --output \(catalogue)", "undo", "undo",
                ] { #expect(await shell.run(line).status == 0, "\(line)") }
                let again = await shell.run("import catalogue \(catalogue) --format json")
                #expect(
                    again.errors.contains(
                        "to bring it back: adapt undo 5; adapt import reach again with \(figures)"), "\(again.errors)")
                let json = try JSONText(again.output)
                #expect(json["taken_back_by"]?[0]?.int == 6)
                #expect(json["taken_back_files"]?[0]?.string == figures)
            }
        }
    }

    @Test("what several operations in a row took back here is brought back by one command, which works")
    func takenBackInRow() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let catalogue = directory.path + "/c.jsonl"
                for line in [
                    "series add a --title A", "series add b --title B", "series add c --title C",
                    "export catalogue --output \(catalogue)", "undo", "undo", "series add d --title D", "undo 3",
                ] { #expect(await shell.run(line).status == 0, "\(line)") }
                let again = await shell.run("import catalogue \(catalogue)")
                #expect(
                    again.errors.contains("to bring it back: adapt undo 9, then adapt undo 6..7\n"), "\(again.errors)")
                for line in ["undo 9", "undo 6..7"] { #expect(await shell.run(line).status == 0, "\(line)") }
                let last = await shell.run("import catalogue \(catalogue)")
                #expect(last.status == 0 && !last.errors.contains("to bring it back"), "\(last.transcript)")
            }
        }
    }

    @Test("what is called otherwise here since a catalogue came in is told, and listed")
    func renamed() async throws {
        try await TemporaryDirectory.with { directory in
            let catalogue = directory.path + "/c.jsonl"
            try await Shell.sample { shell in
                for line in ["element rename male_lead.sport hero.sport", "export catalogue --output \(catalogue)"] {
                    #expect(await shell.run(line).status == 0, "\(line)")
                }
            }
            try await Shell.sample { shell in
                let told = await shell.run("import catalogue \(catalogue) --format json")
                #expect(
                    told.errors.contains(
                        "adapt: renamed: element \"male_lead.sport\" -> \"hero.sport\" (mia, operation 3)"),
                    "\(told.transcript)")
                let renamed = try JSONText(told.output)["renamed"]
                #expect(renamed?.count == 1 && renamed?[0]?["kind"]?.string == "element")
                #expect(renamed?[0]?["was"]?.string == "male_lead.sport" && renamed?[0]?["is"]?.string == "hero.sport")
            }
        }
    }

    @Test("how many decisions are outdated by what came in is told, and would be in a dry run")
    func outdated() async throws {
        try await TemporaryDirectory.with { directory in
            let catalogue = directory.path + "/c.jsonl"
            try await Shell.sample { shell in
                for line in ["set hockey-star/en male_lead.nature=vain", "export catalogue --output \(catalogue)"] {
                    #expect(await shell.run(line).status == 0, "\(line)")
                }
            }
            try await Shell.sample { shell in
                let rehearsed = await shell.run("import catalogue \(catalogue) --dry-run")
                #expect(rehearsed.errors.contains("adapt: 1 decision would be outdated\n"), "\(rehearsed.errors)")
                let done = await shell.run("import catalogue \(catalogue) --format json")
                #expect(
                    done.errors.contains("adapt: 1 decision is outdated now; all: adapt outdated\n"),
                    "\(done.transcript)")
                let receipt = try JSONText(done.output)
                #expect(receipt["outdated_count"]?.int == 1)
            }
        }
    }

    @Test("a term that is called as another one here is told as of term add, and which one it is")
    func sharedWords() async throws {
        try await TemporaryDirectory.with { directory in
            let catalogue = directory.path + "/c.jsonl"
            try await Shell.sample { shell in
                for line in ["term add sport:kick --label en=kicking", "export catalogue --output \(catalogue)"] {
                    #expect(await shell.run(line).status == 0, "\(line)")
                }
            }
            // Not another copy of the same catalogue.
            try await Shell.empty { shell in
                #expect(await shell.run("term add sport:kicks --label en=Kicking").status == 0)
                let done = await shell.run("import catalogue \(catalogue) --format json")
                let told = "adapt: \"kicking\", which is sport:kick, is also sport:kicks (\"Kicking\"): of a value"
                #expect(done.errors.contains(told), "\(done.transcript)")
                let receipt = try JSONText(done.output)
                #expect(receipt["shared"]?[0]?["own"]?.string == "sport:kick")
            }
        }
    }
}
