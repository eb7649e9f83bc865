import TestSupport
import Testing

/// Of editions side by side that are read all at once, what is told of rows.
extension SheetBackTests {
    @Test("a row that does not fit is set aside by itself, whatever stands in it where the series does")
    func allMisfit() async throws {
        try await Self.threeEditions { shell, directory in
            var sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            try sheet.fill("male_lead.nature", ["en": "vain"])
            // One field more: the last column is that of the series.
            let lines = sheet.text.split(separator: "\n").map(String.init)
            let shifted = [lines[0], "x," + lines[1]]
            let alone = try directory.write(shifted.joined(separator: "\n") + "\n", to: "alone.csv")
            let refused = await shell.run("import elements \(alone)")
            #expect(refused.status == 65 && refused.errors.contains(":2: row has "), "\(refused.errors)")
            let all = (shifted + lines.dropFirst()).joined(separator: "\n") + "\n"
            let path = try directory.write(all, to: "filled.csv")
            let done = await shell.run("import elements \(path) --rejects \(directory.path)/bad.csv")
            let counts = "decisions: 0 new, 1 changed, 5 unchanged; 1 row refused"
            #expect(done.status == 0 && done.output.contains(counts), "\(done.transcript)")
        }
    }

    @Test("rows of another series are refused with how they are read, and so is --series with another")
    func allOfOneSeries() async throws {
        try await Self.threeEditions { shell, directory in
            var sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            let path = try directory.write(sheet.text, to: "matrix.csv")
            let beside = await shell.run("import elements \(path) --series my-assertive-lover")
            let not = "editions of series \"hockey-star\" stand side by side in it, not of \"my-assertive-lover\""
            let told = not + "\nhint: leave out --series\n"
            #expect(beside.status == 65 && beside.errors.contains(told), "\(beside.errors)")
            try sheet.fill("male_lead.sport", ["series": "second-life"])
            let both = try directory.write(sheet.text, to: "both.csv")
            let mixed = await shell.run("import elements \(both)")
            let other = "editions of series \"second-life\" stand side by side in it, not of \"hockey-star\""
            let read = other + "\nhint: read the rows of second-life by themselves\n"
            #expect(mixed.status == 65 && mixed.errors.contains(read), "\(mixed.errors)")
        }
    }

    @Test("what is said anew beside what the parent had before somebody else changed that is refused, with who did")
    func allUnseen() async throws {
        try await Self.threeEditions { shell, directory in
            #expect(await shell.run("set hockey-star/es plot.end=old --new").status == 0)
            var sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            #expect(await shell.run("set hockey-star/es plot.end=kims --author kim").status == 0)
            try sheet.fill("plot.end", ["mx": "mine", "mx_basis": "own"])
            let path = try directory.write(sheet.text, to: "filled.csv")
            let since = "than the row shows: \"old\" -> \"kims\" (kim, operation 5)"
            for options in ["", " --edition hockey-star/mx"] {
                let refused = await shell.run("import elements \(path)" + options)
                #expect(refused.status == 65)
                for words in [
                    "parent of \"hockey-star/mx\" says otherwise of \"plot.end\" \(since)",
                    "to say \"mine\" all the same, write the sheet out again and say it there",
                ] { #expect(refused.errors.contains(words), "\(options): \(refused.errors)") }
            }
            // Who changed it has seen it, as has who writes it there.
            let own = await shell.run("import elements \(path) --author kim --dry-run")
            let told = "said beside another value of the parent than the row shows: hockey-star/mx plot.end"
            #expect(own.status == 0 && own.errors.contains(told), "\(own.errors)")
            try sheet.fill("plot.end", ["es": "kims"])
            let seen = try directory.write(sheet.text, to: "seen.csv")
            let done = await shell.run("import elements \(seen)")
            #expect(done.output.contains("decisions: 1 new, 0 changed"), "\(done.transcript)")
        }
    }

    @Test("rows that say why and not what of several of them are told once each, from the first line on")
    func allWhyAlone() async throws {
        try await Self.threeEditions { shell, directory in
            var sheet = FilledSheet(await shell.run("compare hockey-star --format csv").output)
            let elements = sheet.rows.dropFirst().compactMap(\.first)
            let first = try #require(elements.first)
            let last = try #require(elements.last)
            for edition in ["en", "mx"] { sheet.add(edition + "_note", "") }
            for (element, edition) in [(first, "mx"), (last, "en"), (last, "mx")] {
                try sheet.fill(
                    element, [edition: "", edition + "_state": "", edition + "_basis": "", edition + "_note": "why"])
            }
            let path = try directory.write(sheet.text, to: "noted.csv")
            let done = await shell.run("import elements \(path) --dry-run")
            let told = "adapt: 2 rows say why and not what, the first in line 2\n"
            #expect(done.status == 0 && done.errors.contains(told), "\(done.transcript)")
        }
    }
}
