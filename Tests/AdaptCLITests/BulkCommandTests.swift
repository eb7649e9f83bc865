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
