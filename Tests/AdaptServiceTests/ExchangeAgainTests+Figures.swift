import AdaptModel
import Testing

@testable import AdaptService

/// Figures that were taken back here: they come again by their own file.
extension ExchangeAgainTests {
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
}
