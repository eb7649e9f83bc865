import AdaptModel
import Synchronization
import Testing

@testable import AdaptService

extension Workspace {
    /// Imports a file of figures from memory and gives what was set aside.
    func loadGood(
        _ text: String, dryRun: Bool = false, _ options: ImportReach.Options = .init(today: Catalogue.today)
    ) async throws -> (receipt: ImportReach.Receipt, rejects: Rejects) {
        let rejects = Rejects()
        let receipt = try await ImportReach(options).run(
            ByteSource(name: "reach.csv", bytes: Array(text.utf8)), in: self, dryRun: dryRun, setAside: rejects.taker)
        return (receipt, rejects)
    }
}

@Suite("Rows of figures set aside")
struct ReachRejectsTests {
    static let file =
        Stage.header + Stage.row("s/kr", 5, 11, "100") + Stage.row("s/fr", 5, 11, "1") + Stage.row("s/us", 5, 11, "x")
        + Stage.row("s/fr", 12, 18, "2") + "s/us,impressions\n" + Stage.row("t/jp", 5, 11, "7")
        + Stage.row("t/jp", 8, 14, "9") + Stage.row("s/us", 5, 11, "200")

    @Test("are not of the same days as others that are put together: what came in later would take their place")
    func sameDays() async throws {
        try await Stage.with { workspace async throws in
            for together in [SameDays.add, .highest] {
                var options = ImportReach.Options(today: Catalogue.today)
                options.sameDays = together
                let refused = try await refusal { [options] in
                    _ = try await workspace.loadGood(
                        Stage.header + Stage.row("s/kr", 5, 11, "5") + Stage.row("s/kr", 5, 11, "x"), options)
                }
                #expect(refused.kind == .usage && refused.message.contains("none is set aside"), "\(refused)")
            }
        }
    }

    @Test("come back as they stood with why, the good ones go in; mended, they go in too")
    func roundTrip() async throws {
        try await Stage.with { workspace async throws in
            let (receipt, rejects) = try await workspace.loadGood(Self.file)
            #expect((receipt.read, receipt.new, receipt.refused) == (8, 2, 6))
            #expect(receipt.faults?.place?.text == "reach.csv:3:1")
            #expect(rejects.rows?.header.last == "fault")
            #expect(rejects.rows?.rows.map { $0[0] } == ["s/fr", "s/us", "s/fr", "s/us", "t/jp", "t/jp"])
            #expect(rejects.rows?.rows[1].last?.hasPrefix("figure \"x\" is not a number") == true)
            #expect(rejects.rows?.rows[3].last?.hasPrefix("row has 2 fields, the header 7") == true)
            // Nobody can say which of two that overlap is right.
            #expect(
                rejects.rows?.rows[4].last?.hasPrefix(
                    "window 2026-01-05..2026-01-11 overlaps 2026-01-08..2026-01-14 in line 8") == true)
            #expect(rejects.rows?.rows[5].last?.hasPrefix("window 2026-01-08..2026-01-14 overlaps") == true)
            #expect(try await workspace.texts("select sum(low)::text from weekly_reach") == ["300"])
            #expect(try await workspace.derivedDifferences() == [])
            // The same file again is not done with: what was missing may be there by now.
            try await workspace.register("s/fr")
            let again = try await workspace.loadGood(Self.file)
            #expect((again.receipt.new, again.receipt.unchanged, again.receipt.refused) == (2, 2, 4))
            let mended = try await workspace.load(
                Stage.header.replacing("\n", with: ",fault\n")
                    + Stage.row("s/us", 12, 18, "5").replacing("\n", with: ",figure x is not a number\n"))
            #expect(mended.new == 1)
        }
    }

    @Test("that differ of one window all go: none of them is taken")
    func contradicting() async throws {
        try await Stage.with { workspace async throws in
            let rows = ["10", "12", "10", "12"].map { Stage.row("s/kr", 5, 11, $0) }
            let text = Stage.header + rows.joined() + Stage.row("s/us", 5, 11, "7")
            let (receipt, rejects) = try await workspace.loadGood(text)
            #expect((receipt.new, receipt.refused) == (1, 4))
            #expect(rejects.rows?.rows.map { $0[5] } == ["10", "12", "10", "12"])
            let reasons = rejects.rows?.rows.compactMap(\.last) ?? []
            #expect(reasons.allSatisfy { $0.hasPrefix("figure differs from the one of the same window in line") })
            #expect(try await workspace.texts("select low::text from observation") == ["7"])
        }
    }

    @Test("by a title that nobody knows are all given back")
    func titles() async throws {
        try await Stage.with { workspace async throws in
            let text =
                CalledEditionTests.header + CalledEditionTests.row("K") + CalledEditionTests.row("Nobody")
                + CalledEditionTests.row("Nobody", week: 3)
            let (receipt, rejects) = try await workspace.loadGood(text)
            #expect((receipt.new, receipt.refused) == (1, 2))
            #expect(rejects.rows?.rows.map { $0[0] } == ["Nobody", "Nobody"])
        }
    }

    @Test("that cannot be kept, or cannot be read, keep the good ones out as well; a dry run keeps none")
    func whole() async throws {
        struct Full: Error {}
        try await Stage.with { workspace async throws in
            let before = try await workspace.counts()
            await #expect(throws: Full.self) {
                try await ImportReach(.init(today: Catalogue.today)).run(
                    ByteSource(name: "reach.csv", bytes: Array(Self.file.utf8)), in: workspace, dryRun: false,
                    setAside: { _ in throw Full() })
            }
            let unread = try await refusal {
                let bytes = Array(Self.file.utf8) + [0xFF] + Array(Stage.row("s/us", 19, 25, "1").utf8)
                _ = try await ImportReach(.init(today: Catalogue.today)).run(
                    ByteSource(name: "reach.csv", bytes: bytes), in: workspace, dryRun: false, setAside: { _ in })
            }
            #expect(unread.message == "field is not UTF-8")
            let dry = try await workspace.loadGood(Self.file, dryRun: true)
            #expect(dry.receipt.refused == 6)
            #expect(dry.rejects.rows == nil)
            #expect(try await workspace.counts() == before)
        }
    }
}

@Suite("Files with a column a week")
struct WideFileTests {
    static let text = "edition,metric,source,2026-W02,2026-W03,note\ns/kr,views,src,12,-,n\ns/us,views,src,5,>7,m\n"

    @Test("are recognised by ISO weeks; each cell is a figure of its week, and a fault names its cell")
    func weeks() async throws {
        try await Stage.with { workspace async throws in
            let receipt = try await workspace.load(Self.text)
            #expect((receipt.read, receipt.new, receipt.notReported) == (4, 3, 1))
            #expect(receipt.weeks == ["2026-W02", "2026-W03"])
            #expect(receipt.ignoredColumns == ["note"])
            #expect(
                try await workspace.texts("select first_day || ' ' || comparator || low from observation order by 1")
                    == ["2026-01-05 =12", "2026-01-05 =5", "2026-01-12 >8"])
            let refused = try await refusal { try await workspace.load(Self.text.replacing(">7", with: "seven")) }
            #expect(refused.place?.text == "reach.csv:3:5")
        }
    }

    @Test("headed by days say what the days are")
    func days() async throws {
        let text = "edition,metric,source,2026-01-11,2026-01-18\ns/kr,views,src,12,13\n"
        try await Stage.with { workspace async throws in
            let refused = try await refusal { try await workspace.load(text) }
            #expect(refused.message == "column \"value\", or \"low\" is missing")
            var options = ImportReach.Options(today: Catalogue.today)
            options.wide = .week
            let sunday = try await refusal { try await workspace.load(text, options) }
            #expect(sunday.message.hasPrefix("week \"2026-01-11\" is a Sunday, and weeks start on Monday"))
            options.wide = .weekEnding
            #expect(try await workspace.load(text, options).weeks == ["2026-W02", "2026-W03"])
        }
    }
}

@Suite("How a file is read, kept by name")
struct ImportProfileTests {
    static let values = [
        "map.edition": "Show", "map.value": "Hits", "map.week": "Wk", "source": "src", "metric": "views",
    ]

    @Test("is used with its name; what is said beside it goes before; one undo takes it back with its import")
    func kept() async throws {
        try await Stage.with { workspace async throws in
            let text = "Show,Hits,Wk\ns/us,12,2026-W02\n"
            // When this file was published is not how the next one is read.
            let said = ImportSettings(Self.values).with(ImportSettings(["published": "2026-02-01"]))
            var options = try said.options(today: Catalogue.today)
            options.saveAs = "shows"
            let first = try await workspace.load(text, options)
            #expect(first.new == 1)
            let kept = try await workspace.importSettings("shows")
            #expect(kept == ImportSettings(Self.values))
            let later = try kept.with(ImportSettings(["metric": "installs"])).options(today: Catalogue.today)
            #expect(try await workspace.load(text, later).new == 1)
            #expect(
                try await workspace.texts("select metric from observation join measure using (measure_id) order by 1")
                    == ["installs", "views"])
            // The same again is kept already; something else is kept beside nothing new.
            #expect(try await workspace.load(text, options).operation == nil)
            options = try kept.with(ImportSettings(["unit": "million"])).options(today: Catalogue.today)
            options.saveAs = "shows"
            #expect(try await workspace.load(text, options).revised == 1)
            #expect(try await workspace.importSettings("shows").values["unit"] == "million")
            _ = try await Undo().run(in: workspace, dryRun: false)
            #expect(try await workspace.importSettings("shows") == kept)
            let unknown = try await refusal { _ = try await workspace.importSettings("show") }
            #expect(unknown.description == "import profile \"show\" is not known\nhint: did you mean shows?")
        }
    }

    private static func exported(_ workspace: Workspace) async throws -> [String] {
        let lines = Mutex<[String]>([])
        _ = try await workspace.exportCatalogue { line in lines.withLock { $0.append(line) } }
        return lines.withLock { $0 }
    }

    @Test("travels with the catalogue")
    func travels() async throws {
        let lines = try await Stage.with { workspace async throws in
            var options = try ImportSettings(Self.values).options(today: Catalogue.today)
            options.saveAs = "shows"
            try await workspace.load("Show,Hits,Wk\ns/us,12,2026-W02\n", options)
            return try await Self.exported(workspace)
        }
        try await Catalogue.empty { workspace async throws in
            // Databases of tests are copies of one template: this makes one a catalogue of its own.
            _ = try await workspace.texts("update catalogue_identity set catalogue = gen_random_uuid() returning 'x'")
            let source = try ByteSource(name: "all.jsonl", bytes: Array(lines.joined(separator: "\n").utf8))
            _ = try await ImportCatalogue().run(source, in: workspace, dryRun: false)
            #expect(try await workspace.importSettings("shows") == ImportSettings(Self.values))
            #expect(try await Self.exported(workspace) == lines)
        }
    }
}
