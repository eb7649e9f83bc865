import TestSupport
import Testing

@testable import AdaptCLI

/// What is told of a file besides what it changes.
extension BulkCommandTests {
    @Test("columns that were to be left out are not told as not used; others are")
    func leftOut() async throws {
        try await Self.with("") { shell, _, file in
            for (kind, text) in [
                ("elements", "edition,element,value,Year,extra\nhockey-star/es,male_lead.nature,vain,2020,x\n"),
                (
                    "reach",
                    "edition,metric,source,week,value,Year,extra\n"
                        + "hockey-star/es,views,socialpeta-2026-w02,2026-W02,5,2020,x\n"
                ),
                (
                    "snapshot",
                    "source,week,scope,aspect,value,Year,extra\n"
                        + "socialpeta-2026-w02,2026-W05,dramas,titles_new,5,2020,x\n"
                ),
            ] {
                try Self.write(text, to: file)
                let done = await shell.run("import \(kind) \(file) --ignore year")
                #expect(done.status == 0 && done.errors.contains("columns not used: extra\n"), "\(done.errors)")
                #expect(await shell.run("import \(kind) \(file) --ignore yaer").status == 65, "\(kind)")
            }
        }
    }

    @Test("many columns that are not used are told in one line, the first of them, and no line each before a dry run")
    func manyUnused() async throws {
        try await Self.with("") { shell, _, file in
            let names = (1...12).map { "extra\($0)" }.joined(separator: ",")
            let cells = Array(repeating: "x", count: 12).joined(separator: ",")
            for (kind, header, row) in [
                ("elements", "edition,element,value", "hockey-star/es,male_lead.nature,vain"),
                ("reach", "edition,metric,source,week,value", "hockey-star/es,views,socialpeta-2026-w02,2026-W02,5"),
            ] {
                try Self.write("\(header),\(names)\n\(row),\(cells)\n", to: file)
                let line = "import \(kind) \(file) --ignore extra1"
                let first = (2...9).map { "extra\($0)" }.joined(separator: ", ")
                let told = "adapt: columns not used: \(first) and 3 more\n"
                let dry = await shell.run(line + " --dry-run")
                #expect(dry.status == 0 && dry.errors.contains(told), "\(dry.transcript)")
                #expect(dry.output.contains("value") && !dry.output.contains("extra"), "\(dry.output)")
                let done = await shell.run(line)
                #expect(done.status == 0 && done.errors.contains(told), "\(done.errors)")
            }
        }
    }

    @Test("blanks around titles are left out, and that is told in a line")
    func cutTitles() async throws {
        try await Self.with("series,code,title\nhockey-star,fr,Adieu\nhockey-star,mx, Adiós \n") { shell, _, file in
            let dry = await shell.run("import editions \(file) --dry-run")
            #expect(dry.errors.contains("adapt: blanks around 1 title left out, in line 3\n"), "\(dry.errors)")
            let done = try JSONText(await shell.run("import editions \(file) --format json").output)
            #expect(done["titles_trimmed"]?.int == 1)
            #expect(await shell.run("edition list hockey-star --format csv").output.contains(",Adiós,"))
            try Self.write("series,code,title\nhockey-star,fr,Adieu \nhockey-star,mx, Adiós\n", to: file)
            let again = await shell.run("import editions \(file)")
            let told = "adapt: blanks around 2 titles left out, the first in line 2\n"
            #expect(again.status == 0 && again.errors.contains(told), "\(again.transcript)")
            try Self.write("series,code,title\nhockey-star,fr,Adieu\n", to: file)
            let plain = await shell.run("import editions \(file)")
            #expect(plain.status == 0 && !plain.errors.contains("blanks"), "\(plain.transcript)")
        }
    }

    @Test("of many likely duplicates and changes the first are told, and how many more there are")
    func many() async throws {
        try await Self.with("") { shell, _, file in
            func lines(_ errors: String, _ word: String) -> Int {
                errors.split(separator: "\n").count { $0.hasPrefix("adapt: \(word): ") }
            }
            func editions(_ title: String) -> String {
                "series,code,title\n" + (1...22).map { "hockey-star,d\($0),\(title)\n" }.joined()
            }
            try Self.write(editions("Same"), to: file)
            let twins = await shell.run("import editions \(file)")
            #expect(lines(twins.errors, "likely duplicate") == 20)
            #expect(twins.errors.contains("... and 211 more likely duplicates\n"), "\(twins.errors)")
            let registered = await shell.run("register hockey-star --code d --title Same --dry-run")
            #expect(lines(registered.errors, "likely duplicate") == 20)
            #expect(registered.errors.contains("... and 2 more likely duplicates\n"), "\(registered.errors)")
            try Self.write(editions("Other"), to: file)
            let edited = await shell.run("import editions \(file) --update --dry-run")
            #expect(lines(edited.errors, "would change") == 20 && lines(edited.errors, "changed") == 0)
            #expect(edited.errors.contains("... and 2 more changes; --format json lists all\n"), "\(edited.errors)")
            let done = await shell.run("import editions \(file) --update")
            #expect(lines(done.errors, "changed") == 20, "\(done.errors)")
            let fewer = editions("Third").split(separator: "\n").dropLast().joined(separator: "\n")
            try Self.write(fewer + "\n", to: file)
            let one = await shell.run("import editions \(file) --update --dry-run")
            #expect(one.errors.contains("... and 1 more; --format json lists all\n"), "\(one.errors)")
        }
    }

    @Test("changes of more than a thousand decisions are counted, and the first thousand listed")
    func manyChanges() async throws {
        try await Self.with("") { shell, _, file in
            func decisions(_ value: String) -> String {
                "edition,element,value\n" + (1...1010).map { "hockey-star/es,x.e\($0),\(value)\n" }.joined()
            }
            try Self.write(decisions("a"), to: file)
            #expect(await shell.run("import elements \(file) --new").status == 0)
            try Self.write(decisions("b"), to: file)
            let told = await shell.run("import elements \(file) --dry-run")
            #expect(
                told.errors.contains("... and 990 more changes; --format json lists the first 1,000\n"),
                "\(told.errors)")
            let json = try JSONText(await shell.run("import elements \(file) --format json").output)
            #expect((json["changes"]?.count, json["changes_count"]?.int) == (1000, 1010))
            #expect(json["changes"]?[999]?["change"]?.string == "x.e1000 \"a\" -> \"b\"")
            let compared = await shell.run("compare hockey-star en es --format table").output
            #expect(compared.contains("1,011 unknown; 2 of 1,013 elements known on both sides\n"))
        }
    }
}
