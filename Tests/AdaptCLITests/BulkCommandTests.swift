import Glibc
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Files of editions and decisions on the command line")
struct BulkCommandTests {
    static func text(_ path: String) throws -> String {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = fread(&buffer, 1, buffer.count, file)
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }

    static func write(_ text: String, to path: String) throws {
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
    }

    /// A shell on the sample catalogue, a directory, and a file of editions in it.
    static func with(
        _ text: String, _ body: @Sendable (Shell, TemporaryDirectory, String) async throws -> Void
    ) async throws {
        try await TemporaryDirectory.with { directory in
            let file = directory.path + "/in.csv"
            try write(text, to: file)
            try await Shell.sample { try await body($0, directory, file) }
        }
    }

    static let editions = """
        code,Name,language,market,from,element:male_lead.sport
        mx,Adiós,es-MX,mx,es,fútbol
        kr,그녀,ko,kr,en,(keep)

        """

    @Test(
        "a list of editions comes back as it is, with other titles and what they draw on; what is mended there is edited"
    )
    func ownList() async throws {
        try await Self.with("") { shell, directory, list in
            let edit = "edition edit hockey-star/en"
            _ = await shell.run("\(edit) --alias 'former=Uno; dos' --alias 'season/en=Two (old)' --alias Drei")
            _ = await shell.run("\(edit) --also-from my-assertive-lover/us --method dub --certainty inferred")
            #expect(await shell.run("edition list --format csv --output \(list)").status == 0)
            let text = try Self.text(list)
            #expect(text.contains("Drei (alternative); Two (old) (season, en); Uno; dos (former)"), "\(text)")
            #expect(text.contains("my-assertive-lover/us (dub, inferred)"))
            for option in ["", " --update"] {
                let done = await shell.run("import editions \(list)\(option) --format json")
                #expect(done.status == 0, "\(done.errors)")
                #expect(try JSONText(done.output)["operation"]?.isNull == true)
            }
            let mended = text.replacing("(dub, inferred)", with: "(recut, asserted)")
                .replacing("Drei (alternative)", with: "Drei (working)")
            try Self.write(mended, to: list)
            let refused = await shell.run("import editions \(list)")
            #expect(
                refused.errors.contains(
                    "also_from \"my-assertive-lover/us (dub, inferred)\" -> "
                        + "\"my-assertive-lover/us (recut, asserted)\""), "\(refused.errors)")
            #expect(await shell.run("import editions \(list) --update").status == 0)
            let after = await shell.run("edition list --format csv").output
            #expect(after.contains("my-assertive-lover/us (recut, asserted)") && after.contains("Drei (working)"))
        }
    }

    @Test("of two terms of one label our own reports say which is meant, until another value is written there")
    func twoOfOneLabel() async throws {
        try await Self.with("") { shell, directory, _ in
            _ = await shell.run("term add sport:american_football --label en-US=football")
            let report = directory.path + "/own.csv"
            for line in ["edition show hockey-star/es", "compare hockey-star --against-parent"] {
                #expect(await shell.run("\(line) --format csv --output \(report)").status == 0)
                let text = try Self.text(report)
                #expect(text.contains(",football,") && text.contains(",sport:association_football"), "\(text)")
                let done = await shell.run("import elements \(report) --format json")
                #expect(done.status == 0, "\(done.errors)")
                #expect(try JSONText(done.output)["operation"]?.isNull == true, "\(line): \(text)")
                try Self.write(text.replacing(",sport:association_football", with: ","), to: report)
                #expect(await shell.run("import elements \(report)").errors.contains("can mean 2 terms"))
                try Self.write(text.replacing(",football,", with: ",ice hockey,"), to: report)
                let edited = try JSONText(await shell.run("import elements \(report) --dry-run --format json").output)
                #expect(edited["decisions"]?["changed"]?.int == 1)
            }
        }
    }

    @Test("what compare and edition show wrote comes back as it is: what is kept stays so, and nothing else is said")
    func ownReports() async throws {
        try await Self.with("") { shell, directory, _ in
            _ = await shell.run("keep hockey-star/es male_lead.nature --note \"on purpose\"")
            let report = directory.path + "/own.csv"
            for line in ["compare hockey-star --against-parent", "edition show hockey-star/es"] {
                #expect(await shell.run("\(line) --format csv --output \(report)").status == 0)
                let text = try Self.text(report)
                #expect(text.contains(",kept,"))
                let done = try JSONText(await shell.run("import elements \(report) --format json").output)
                #expect(done["operation"]?.isNull == true, "\(line): \(text)")
                #expect(done["decisions"]?["new"]?.int == 0)
            }
            let ignoring = "edition,element,value,basis\nhockey-star/es,male_lead.nature,kind,an interview\n"
            try Self.write(ignoring, to: report)
            #expect(await shell.run("import elements \(report)").status == 65)
            #expect(await shell.run("import elements \(report) --ignore basis").status == 0)
        }
    }

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
            #expect(lines(edited.errors, "changed") == 20)
            #expect(edited.errors.contains("... and 2 more changes; --format json lists all\n"), "\(edited.errors)")
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
        }
    }

    @Test("a preview says which column is read as what; the import says what it did and can be told as JSON")
    func editions() async throws {
        try await Self.with(Self.editions) { shell, _, file in
            let before = try await rowCounts(shell.url)
            let line =
                "import editions \(file) --series hockey-star --map title=name --method remake --reason local_taste"
            let dry = await shell.run(line + " --dry-run")
            #expect(dry.status == 0)
            #expect(dry.output.contains("Name                     title                    Adiós"))
            #expect(dry.output.contains("2 rows read, editions: 2 new, 0 changed, 0 unchanged; decisions: 2 new"))
            #expect(dry.output.contains("(dry run: nothing was changed)"))
            #expect(try await rowCounts(shell.url) == before)
            let done = try JSONText(await shell.run(line + " --format json").output)
            for (name, count) in [("read", 2), ("new", 2), ("changed", 0), ("unchanged", 0), ("refused", 0)] {
                #expect(done[name]?.int == count)
            }
            #expect(done["decisions"]?["new"]?.int == 2)
            let again = try JSONText(await shell.run(line + " --format json").output)
            #expect(again["operation"]?.isNull == true)
            #expect(again["unchanged"]?.int == 2)
            let lineage = await shell.onTerminal.run("lineage hockey-star")
            #expect(lineage.output.contains("hockey-star/mx  Adiós  (es-MX; mx)  remake"))
            #expect(await shell.onTerminal.run("compare hockey-star en kr").output.contains("ice hockey (kept)"))
            #expect(await shell.run("log").output.contains("import editions"))
        }
    }

    @Test("faults exit with 65, each with its place; unknown series with what to add")
    func faults() async throws {
        try await Self.with("series,code,title,market\nhockeystar,a,A,us\nhockey-star,b,B,mars\n") { shell, _, file in
            let result = await shell.run("import editions \(file)")
            #expect(result.status == 65)
            #expect(
                result.errors.contains(
                    "\(file):2:1: series \"hockeystar\" is not known (did you mean hockey-star?; --new-series"))
            #expect(result.errors.contains("\(file):3:4: market \"mars\" is not known"))
            let dry = await shell.run("import editions \(file) --dry-run")
            #expect(dry.status == 65)
            #expect(dry.output.contains("2 rows read, editions: 0 new, 0 changed, 0 unchanged"))
            #expect(dry.errors == result.errors)
            #expect(await shell.run("import editions /nowhere.csv").status == 66)
            #expect(await shell.run("import editions \(file) --map titel=title").status == 64)
        }
    }

    @Test("bad rows come back as CSV that goes in once it is mended; where it cannot be written, nothing goes in")
    func rejects() async throws {
        try await Self.with("series;code;title;market\nhockey-star;a;=A;mars\nhockey-star;b;B;us\n") {
            shell, directory, file in
            let before = try await rowCounts(shell.url)
            let lost = await shell.run("import editions \(file) --rejects \(directory.path)/none/bad.csv")
            #expect(lost.status == 66)
            #expect(try await rowCounts(shell.url) == before)
            let bad = directory.path + "/bad.csv"
            let result = await shell.run("import editions \(file) --rejects \(bad) --format json")
            #expect(result.status == 0)
            #expect(result.errors.contains("\(file):2:4: market \"mars\" is not known"))
            #expect(try JSONText(result.output)["refused"]?.int == 1)
            let text = try Self.text(bad)
            #expect(
                text.hasPrefix(
                    "series,code,title,market,fault\nhockey-star,a,=A,mars,\"market \"\"mars\"\" is not known"))
            try Self.write(text.replacing(",mars,", with: ",ca,"), to: bad)
            let rest = directory.path + "/rest.csv"
            let mended = await shell.run("import editions \(bad) --rejects \(rest)")
            #expect(mended.output.contains("editions: 1 new, 0 changed, 0 unchanged"))
            #expect(try Self.text(rest) == "series,code,title,market,fault\n")
        }
    }

    @Test("decisions, one row each or one column each, with evidence and reasons for all rows")
    func elements() async throws {
        try await Self.with("edition,male_lead.sport,setting.city\nhockey-star/es,(keep),Monterrey\n") {
            shell, _, file in
            let unknown = await shell.run("import elements \(file)")
            #expect(unknown.status == 65)
            #expect(unknown.errors.contains("\(file):1:3: element \"setting.city\" is not known"))
            let done = await shell.run(
                "import elements \(file) --new --reason law_censorship --cite socialpeta-2026-w02:p.3")
            #expect(done.output.contains("decisions: 1 new, 1 changed, 0 unchanged; 1 element added"))
            let blame = await shell.run("blame hockey-star/es setting.city")
            #expect(blame.output.contains("law_censorship"))
            #expect(blame.output.contains("p.3"))
        }
    }

    @Test("a workbook whose first sheet has not the columns that are needed names its other sheets")
    func otherSheets() async throws {
        try await BulkCommandTests.with("") { shell, directory, _ in
            let file = directory.path + "/reach.xlsx"
            #expect(await shell.run("export reach --week 2026-W02 --output \(file)").status == 0)
            let refused = await shell.run("import elements \(file)")
            #expect(refused.status == 65)
            #expect(refused.errors.contains("another sheet is read with --sheet: \""), "\(refused.errors)")
        }
    }
}
