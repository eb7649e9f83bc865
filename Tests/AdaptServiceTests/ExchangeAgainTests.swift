import AdaptModel
import Testing

@testable import AdaptService

@Suite("A catalogue comes in again, beside what was done here")
struct ExchangeAgainTests: ExchangeActs {
    @Test("a market of the same code and other territories is refused; of the same ones it is one")
    func markets() async throws {
        try await twoCatalogues { a, b in
            try await addMarket(["SE", "NO", "DK"], a)
            try await addMarket(["FI", "IS"], b)
            let lines = try await exported(a)
            let refused = try await refusal { try await bring(lines, into: b) }
            #expect(refused.message == "market \"nordics\" is FI IS here, and DK NO SE in the file")
            #expect(refused.place?.line == 3)
            try await undo(1, b)
            try await addMarket(["NO", "DK", "SE"], b)
            try await bring(lines, into: b)
            #expect(try await b.number("select count(*) from market_state") == 2, "the one taken back, and one")
            #expect(try await bring(lines, into: b).new == 0)
        }
    }

    @Test("a series edited here since is refused, until that is taken back")
    func editedSeries() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("n")
            try await bring(exported(a), into: b)
            var ours = SeriesFacts()
            ours.note = "ours"
            _ = try await b.editSeries("n", ours, dryRun: false)
            _ = try await a.editSeries("n", SeriesFacts(title: "N new"), dryRun: false)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            #expect(refused.message == "series \"n\" was changed here since it was last imported (operation 2)")
            #expect(refused.hint == "adapt undo 2 takes it back, then the file can come in")
            try await undo(2, b)
            #expect(try await bring(exported(a), into: b).new == 1)
        }
    }

    @Test("what was taken back here stays so, and that is told with the operations that bring it back")
    func takenBackHere() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("n")
            try await a.register("n/en")
            try await a.register("n/es", from: "n/en")
            let lines = try await exported(a)
            #expect(try await bring(lines, into: b).takenBack == [])
            try await undo(3, b)
            try await undo(2, b)
            let again = try await bring(lines, into: b)
            #expect((again.new, again.takenBack.map(\.by)) == (0, [5, 4]))
            for operation in again.takenBack.map(\.by) { try await undo(operation, b) }
            #expect(try await bring(lines, into: b).takenBack == [])
            #expect(try await b.editionLines("n").count == 2)
            // What the file itself takes back is no news.
            try await undo(3, a)
            #expect(try await bring(exported(a), into: b).takenBack == [])
            #expect(try await bring(exported(a), into: b).takenBack == [])
        }
    }

    @Test("what was undone here alone stands in nobody's way: something else may go by its name here")
    func undoneHere() async throws {
        try await twoCatalogues { a, b in
            func add(_ kind: String, _ title: String, _ workspace: Workspace) async throws {
                _ = try await workspace.addElement(ElementPath("ending"), ElementFacts(kind: kind), dryRun: false)
                _ = try await workspace.addSource(
                    Code("rank", for: "source"), SourceFacts(title: title), dryRun: false)
            }
            try await add("beat", "Weekly", a)
            try await bring(exported(a), into: b)
            try await undo(2, b)
            try await undo(1, b)
            try await add("ending", "Monthly", b)
            try await a.addSeries("n")
            #expect(try await bring(exported(a), into: b).new == 1)
            #expect(try await b.texts("select kind from element_as_of(9223372036854775807)") == ["ending"])
            #expect(try await b.texts("select title from source_live(9223372036854775807)") == ["Monthly"])
        }
    }

    @Test("figures that were taken back here come again by importing their file, which is said where they are missed")
    func figuresTakenBackHere() async throws {
        try await twoCatalogues { a, b in
            try await Stage.prepare(a)
            func read(_ day: Int, _ workspace: Workspace) async throws {
                var options = ImportReach.Options(today: Catalogue.today)
                options.registersMissing = true
                try await workspace.load(
                    "title,metric,source,from,until,value\nHeat,views,src,2026-01-\(day),2026-01-\(day),5\n", options)
            }
            try await read(12, a)
            let lines = try await exported(a)
            try await bring(lines, into: b)
            let last = try await b.lastOperation()
            try await undo(last, b)
            let again = try await bring(lines, into: b)
            #expect(again.takenBack == [.init(by: last + 1, file: "reach.csv")])
            try await read(13, a)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            let way =
                "import \"reach.csv\" again (adapt import reach FILE --register-missing), then the file can come in"
            for what in ["series \"heat\"", "edition \"heat/main\""] {
                let told = "\(what) was taken back here since it was last imported (operation \(last + 1))"
                #expect(([refused.message] + refused.details).contains { $0.contains(told) }, "\(refused)")
            }
            #expect((refused.message + (refused.hint ?? "") + refused.details.joined()).contains(way), "\(refused)")
            try await read(12, b)
            #expect(try await bring(exported(a), into: b).new == 1)
            #expect(try await b.number("select count(*) from weekly_reach") == 1)
        }
    }

    @Test("where an import of figures that both took back, or registered what was edited, is missed, no undo is named")
    func figuresLost() async throws {
        let acts: [@Sendable (Workspace, Int) async throws -> Void] = [
            { _ = try await $0.undo($1) },
            { workspace, _ in
                var facts = EditionFacts()
                facts.title = "Heat 2"
                _ = try await EditEdition(edition: EditionReference(parsing: "heat/main"), facts: facts)
                    .run(in: workspace, dryRun: false)
            },
        ]
        for act in acts {
            try await twoCatalogues { a, b in
                try await Stage.prepare(a)
                var options = ImportReach.Options(today: Catalogue.today)
                options.registersMissing = true
                try await a.load("title,metric,source,week,value\nHeat,views,src,2026-W02,5\n", options)
                try await bring(exported(a), into: b)
                let last = try await b.lastOperation()
                try await undo(last, b)
                try await act(a, last)
                let refused = try await refusal { try await bring(exported(a), into: b) }
                let told = [refused.message, refused.hint ?? ""] + refused.details
                #expect(
                    told.contains { $0.contains("figures are not brought back by an undo: record here by hand") },
                    "\(told)")
                #expect(!told.contains { $0.contains("adapt undo \(last + 1)") }, "\(told)")
            }
        }
    }

    @Test("what was added, taken back, added again and brought back comes in as it counts")
    func addedAgain() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addElement(ElementPath("ending"), ElementFacts(label: "1"), dryRun: false)
            try await a.addSource("s")
            try await undo(1, a)
            try await undo(2, a)
            _ = try await a.addElement(ElementPath("ending"), ElementFacts(label: "2"), dryRun: false)
            try await a.addSource("s")
            for operation in [5, 6, 3, 4] { try await undo(operation, a) }
            let lines = try await exported(a)
            try await bring(lines, into: b)
            #expect(try await exported(b) == lines)
            for cut in 1...10 {
                let sql =
                    "select label from element_as_of(\(cut)) union all select title from source_live(\(cut)) order by 1"
                #expect(try await a.texts(sql) == b.texts(sql), "\(cut)")
            }
            #expect(try await b.texts("select label from element_as_of(9223372036854775807)") == ["1"])
        }
    }

    @Test("a copy of a catalogue that went its own way is refused, and of two in one file the second")
    func copies() async throws {
        let seed = try await Catalogue.empty { workspace in
            try await workspace.addSeries("a")
            return try await exported(workspace)
        }
        // Databases of the template that keep its name are copies of one catalogue.
        try await Databases.migrated { first in
            try await Catalogue.open(first) { one in
                try await one.addSeries("only-here")
                let here = try await exported(one)
                try await Catalogue.empty { two in
                    try await two.addSeries("only-there")
                    let there = try await exported(two)
                    let refused = try await refusal { try await bring(there, into: one) }
                    #expect(refused.message.hasPrefix("operation 1 of catalogue "), "\(refused.message)")
                    #expect(refused.message.contains("\"series add only-here\" by mia of 20"))
                    #expect(refused.message.contains("\"series add only-there\" by mia of 20"))
                    #expect(
                        refused.hint
                            == "the file is of a copy of the same catalogue that went its own way; record here by hand what only the copy has"
                    )
                    try await Catalogue.empty { three in
                        try await makeOwn(three)
                        let both = try await refusal { try await bring(here + there, into: three) }
                        #expect(both.message.contains(" stands in the file twice"), "\(both.message)")
                        try await bring(here, into: three)
                        #expect(try await refusal { try await bring(seed, into: three) }.kind == .input)
                    }
                }
            }
        }
    }

    @Test("what was taken back here stands in nobody's way; what came and was taken back here is not brought again")
    func takenBack() async throws {
        try await twoCatalogues { a, b in
            for workspace in [a, b] {
                try await workspace.addSeries("n")
                try await workspace.register("n/no", title: workspace.author)
            }
            try await undo(2, b)
            try await undo(1, b)
            try await bring(exported(a), into: b)
            #expect(try await b.editions(of: "n")["title"] == ["mia"])
            try await undo(6, b)
            try await undo(5, b)
            try await a.decide("n/no", "ending", .value("x"))
            let refused = try await refusal { try await bring(exported(a), into: b) }
            let told = [refused.message] + refused.details
            #expect(
                told.contains {
                    $0.contains("series \"n\" was taken back here since it was last imported (operation 8)")
                })
            #expect(
                told.contains {
                    $0.contains("edition \"n/no\" was changed here since it was last imported (operation 7)")
                })
        }
    }

    @Test("what both took back is refused, not brought back by two undos")
    func takenBackTwice() async throws {
        try await twoCatalogues { a, b in
            try await addTerm("sport:x", a)
            try await bring(exported(a), into: b)
            try await undo(1, a)
            try await undo(1, b)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            #expect(refused.message == "operation 1 was taken back here (operation 2), and in the file too")
            try await undo(2, b)
            try await bring(exported(a), into: b)
            #expect(try await names(b) == [])
        }
    }

    @Test("moments never run backwards in an empty database, and the round trip stays equal")
    func moments() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("a")
            try await b.addSeries("b")
            try await bring(exported(a), into: b)
            let lines = try await exported(b)
            try await Catalogue.empty { c in
                try await makeOwn(c)
                try await bring(lines, into: c)
                #expect(try await exported(c) == lines)
                #expect(
                    try await c.number(
                        "select count(*) from operation o join operation p on p.operation_id = o.operation_id + 1 where p.at <= o.at"
                    ) == 0)
                #expect(
                    try await c.texts("select operation_as_of(at)::text from operation order by operation_id") == [
                        "1", "2",
                    ])
            }
        }
    }

    @Test("a file twice in one is the file once; two catalogues one below the other are both, with words of their own")
    func twiceInOne() async throws {
        try await twoCatalogues { a, b in
            for (workspace, path) in [(a, "alpha"), (b, "beta")] {
                try await workspace.addSeries("s-\(path)")
                try await workspace.register("s-\(path)/en")
                try await workspace.decide("s-\(path)/en", path, .value(path))
            }
            let (first, second) = (try await exported(a), try await exported(b))
            try await a.decide("s-alpha/en", "alpha", .value("more"))
            let later = try await exported(a)
            try await Catalogue.empty { c in
                try await makeOwn(c)
                let receipt = try await bring(first + first, into: c)
                #expect(receipt.read == 6 && receipt.new == 3)
                #expect(try await exported(c) == first)
            }
            try await Catalogue.empty { c in
                try await makeOwn(c)
                #expect(try await bring(first + second + later, into: c).new == 7)
                #expect(try await c.resolved("s-alpha/en", "alpha").state == .value(ElementValue("more")))
                #expect(try await c.resolved("s-beta/en", "beta").state == .value(ElementValue("beta")))
            }
        }
    }
}
