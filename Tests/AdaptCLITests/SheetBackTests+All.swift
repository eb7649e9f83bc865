import TestSupport
import Testing

/// Of editions side by side, the columns of all at once.
extension SheetBackTests {
    @Test("a matrix that was filled in decides of all its editions at once: one operation, of what was filled in alone")
    func allAtOnce() async throws {
        try await Self.threeEditions { shell, directory in
            #expect(await shell.run("set hockey-star/es plot.end=old --new").status == 0)
            var sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            try sheet.fill("male_lead.nature", ["en": "vain"])
            try sheet.fill("plot.end", ["es": "older"])
            try sheet.fill("beat.cash_handout", ["mx": "he runs", "mx_basis": "own"])
            let path = try directory.write(sheet.text, to: "filled.csv")
            let told = "4 rows read, editions: 0 new, 3 changed, 0 unchanged; decisions: 1 new, 2 changed, 5 unchanged"
            let before = try await shell.operations()
            let rehearsed = await shell.run("import elements \(path) --dry-run")
            #expect(rehearsed.status == 0 && rehearsed.output.contains(told), "\(rehearsed.transcript)")
            let done = await shell.run("import elements \(path)")
            #expect(done.status == 0 && done.output.contains(told), "\(done.transcript)")
            let after = try await shell.operations()
            #expect(after == before + 1)
            let shown = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            for (element, edition, words) in [
                ("male_lead.nature", "en", "vain"), ("plot.end", "es", "older"), ("plot.end", "mx", "older"),
                ("beat.cash_handout", "mx", "he runs"),
                // What was kept is held, and outdated by what the file says of the parent.
                ("male_lead.nature", "es", "scumbag"), ("male_lead.nature", "es_outdated", "outdated"),
            ] {
                #expect(shown.cell(element, edition) == words, "\(shown.text)")
            }
        }
    }

    @Test("a row that is at fault for one of them is set aside for all, and comes in once it is mended")
    func allSetAside() async throws {
        try await Self.threeEditions { shell, directory in
            #expect(await shell.run("set hockey-star/es plot.end=old --new").status == 0)
            var sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            try sheet.fill("male_lead.nature", ["en": "vain"])
            try sheet.fill("plot.end", ["es": "older", "mx": "mine"])
            let path = try directory.write(sheet.text, to: "filled.csv")
            let before = try await shell.operations()
            let refused = await shell.run("import elements \(path)")
            #expect(refused.status == 65)
            for words in [
                "value \"mine\" of \"plot.end\" is not what \"hockey-star/mx\" inherits",
                "write own in the column mx_basis",
            ] { #expect(refused.errors.contains(words), "\(refused.errors)") }
            let after = try await shell.operations()
            #expect(after == before)
            let rest = await shell.run("import elements \(path) --rejects \(directory.path)/bad.csv")
            #expect(rest.status == 0, "\(rest.errors)")
            let counts = "decisions: 0 new, 1 changed, 5 unchanged; 1 row refused"
            #expect(rest.output.contains(counts), "\(rest.transcript)")
            let aside = try #require(directory.read("bad.csv"))
            var bad = FilledSheet(aside)
            #expect(bad.rows.count == 2, "\(bad.text)")
            try bad.fill("plot.end", ["mx_basis": "own"])
            let mended = try directory.write(bad.text, to: "mended.csv")
            let done = await shell.run("import elements \(mended)")
            let told = "1 row read, editions: 0 new, 2 changed, 0 unchanged; decisions: 1 new, 1 changed, 0 unchanged"
            #expect(done.output.contains(told), "\(done.transcript)")
        }
    }

    @Test("what others decided since is left as it is of each of them, and beside a change the row is refused")
    func allNewer() async throws {
        try await Self.threeEditions { shell, directory in
            #expect(await shell.run("set hockey-star/es plot.end=old --new").status == 0)
            var sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            let untouched = try directory.write(sheet.text, to: "untouched.csv")
            #expect(await shell.run("set hockey-star/es plot.end=kims --author kim").status == 0)
            let receipt = try JSONText(await shell.run("import elements \(untouched) --format json").output)
            #expect(receipt["operation"]?.isNull == true && receipt["left_newer_count"]?.int == 1)
            try sheet.fill("male_lead.nature", ["en": "vain"])
            let path = try directory.write(sheet.text, to: "filled.csv")
            let done = await shell.run("import elements \(path)")
            #expect(done.output.contains("decisions: 0 new, 1 changed, 6 unchanged"), "\(done.transcript)")
            let since = "\"old\" -> \"kims\" (kim, operation 5)"
            let left = "left, said since the row was written: hockey-star/es plot.end \(since)"
            #expect(done.errors.contains(left), "\(done.errors)")
            try sheet.fill("plot.end", ["es": "mine"])
            let other = try directory.write(sheet.text, to: "other.csv")
            let refused = await shell.run("import elements \(other)")
            #expect(refused.status == 65)
            for words in [since, "to say \"mine\" all the same, write 3 in the column es_revision"] {
                #expect(refused.errors.contains(words), "\(refused.errors)")
            }
        }
    }

    @Test("what one of them is changed to, now or since, settles nothing that stands untouched beside it")
    func allOutdated() async throws {
        try await Self.threeEditions { shell, directory in
            for words in ["es plot.end=old --new", "mx plot.end=mine"] {
                #expect(await shell.run("set hockey-star/\(words)").status == 0)
            }
            var sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            let older = try directory.write(sheet.text, to: "older.csv")
            try sheet.fill("plot.end", ["es": "new"])
            let path = try directory.write(sheet.text, to: "filled.csv")
            let done = try JSONText(await shell.run("import elements \(path) --format json").output)
            #expect(done["decisions"]?["changed"]?.int == 1 && done["decisions"]?["settled"]?.int == 0)
            #expect(done["outdated_count"]?.int == 1)
            for options in ["", " --edition hockey-star/mx", " --market mx --map value=mx"] {
                let again = try JSONText(await shell.run("import elements \(older) --format json" + options).output)
                #expect(again["operation"]?.isNull == true, "\(options)")
            }
            // Who sees what the parent has, and that it is not outdated by that, says it again.
            var seen = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            #expect(seen.cell("plot.end", "mx_outdated") == "outdated")
            try seen.fill("plot.end", ["mx_outdated": ""])
            let emptied = try directory.write(seen.text, to: "emptied.csv")
            let says = try JSONText(await shell.run("import elements \(emptied) -n --format json").output)
            #expect(says["decisions"]?["settled"]?.int == 1 && says["decisions"]?["changed"]?.int == 1)
            let meant = await shell.run("import elements \(older) --ignore mx_outdated --dry-run --format json")
            let settled = try JSONText(meant.output)
            #expect(settled["decisions"]?["settled"]?.int == 1, "\(meant.transcript)")
        }
    }
}
