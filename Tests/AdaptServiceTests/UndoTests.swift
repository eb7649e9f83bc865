import AdaptModel
import Testing

@testable import AdaptService

@Suite("Undo")
struct UndoTests {
    @Test("of a parent's value is a change as any other: what was decided on it is outdated, what was before is not")
    func parentTakenBack() async throws {
        try await Catalogue.empty { workspace async throws in
            try await workspace.addSeries("s")
            try await workspace.register("s/en")
            for code in ["before", "after", "kept"] { try await workspace.register("s/" + code, from: "s/en") }
            func outdated() async throws -> [String] {
                let listed = try await workspace.outdated(in: "s")
                return listed.rows.map { row in [0, 3, 4].map { row[$0] ?? "" }.joined(separator: " ") }
            }
            try await workspace.decide("s/en", "ending", .value("A"))
            try await workspace.decide("s/before", "ending", .value("x"))
            try await workspace.decide("s/kept", "ending", .keep)
            let changed = try await workspace.decide("s/en", "ending", .value("B"))
            try await workspace.decide("s/after", "ending", .value("y"))
            #expect(try await outdated() == ["s/before A B", "s/kept A B"])
            let undone = try await Undo(changed.operation).run(in: workspace, dryRun: false)
            #expect(try await outdated() == ["s/after B A"])
            #expect(try await workspace.resolved("s/after", "ending").outdated)
            let matrix = try await workspace.matrix(of: "s")
            #expect(matrix.rows.first?.cells.count(where: \.content.resolved.outdated) == 1)
            // It is so already but for what has moved on, which saying it again settles.
            #expect(try await !workspace.decide("s/after", "ending", .value("y")).wasSo)
            #expect(try await outdated() == [])
            _ = try await Undo(undone.operation).run(in: workspace, dryRun: false)
            #expect(try await outdated() == ["s/after A B", "s/before A B", "s/kept A B"])
            // As of each moment it is as it was then.
            #expect(
                try await workspace.outdated(in: "s", asOf: OperationID(undone.operation.number - 1)).rows.count == 2)
            #expect(try await workspace.resolved("s/en", "ending", asOf: undone.operation).state.words == "A")
        }
    }

    @Test("of a correction marked minor leaves what was decided on it as it is; that of another parent is a change")
    func minorTakenBack() async throws {
        try await Catalogue.empty { workspace async throws in
            try await workspace.addSeries("s")
            for code in ["en", "us"] { try await workspace.register("s/" + code) }
            try await workspace.register("s/es", from: "s/en")
            try await workspace.decide("s/en", "ending", .value("A"))
            try await workspace.decide("s/us", "ending", .value("C"))
            let minor = try await workspace.decide("s/en", "ending", .value("A!"), minor: true)
            try await workspace.decide("s/es", "ending", .value("y"))
            _ = try await Undo(minor.operation).run(in: workspace, dryRun: false)
            #expect(try await !workspace.resolved("s/es", "ending").outdated)
            let moved = try await EditEdition(
                edition: EditionReference(parsing: "s/es"), facts: EditionFacts(),
                lineage: LineageFacts(parent: EditionReference(parsing: "s/us"))
            ).run(in: workspace, dryRun: false)
            try await workspace.decide("s/es", "ending", .value("z"))
            #expect(try await !workspace.resolved("s/es", "ending").outdated)
            _ = try await Undo(moved.operation).run(in: workspace, dryRun: false)
            #expect(try await workspace.resolved("s/es", "ending").outdated)
            #expect(try await workspace.lineage(of: "s").roots.map(\.edition) == ["s/en", "s/us"])
        }
    }

    /// Everything that the catalogue says, as texts: equal where nothing counts differently.
    private func everything(_ workspace: Workspace, asOf cut: OperationID = .now) async throws -> [String] {
        let (series, editions) = (try await workspace.series(asOf: cut), try await workspace.editions(asOf: cut))
        let texts = [
            "\(series.selecting(series.columns.filter { $0 != "revision" }))",
            "\(editions.selecting(editions.columns.filter { $0 != "revision" }))",
            "\(try await workspace.elements(asOf: cut))", "\(try await workspace.terms(asOf: cut))",
            "\(try await workspace.markets(asOf: cut))", "\(try await workspace.sources(asOf: cut))",
            "\(try await workspace.outdated(asOf: cut).selecting(["edition", "element", "parent_was", "parent_is"]))",
            "\(try await workspace.notes(asOf: cut))",
            "\(try await WeeklyReach(week: Week(parsing: "2026-W02")).run(in: workspace, asOf: cut))",
        ]
        return texts + (try await workspace.profileTexts(of: editions, asOf: cut))
    }

    @Test("takes back a registration, a decision, an edit, a vocabulary, an import: all is as before, then as after")
    func there_and_back() async throws {
        try await Catalogue.sample { workspace in
            let acts: [@Sendable () async throws -> Void] = [
                {
                    try await workspace.register("hockey-star/kr", market: "kr", language: "ko", from: "hockey-star/en")
                },
                {
                    try await workspace.decide(
                        "hockey-star/en", "male_lead.sport", .value("sport:association_football"))
                },
                { try await workspace.decide("hockey-star/es", "male_lead.nature", .value("gentle")) },
                { try await workspace.addSource("other") },
                {
                    var facts = EditionFacts()
                    facts.title = "Otro"
                    facts.aliases = [Alias("Uno", kind: .former)]
                    facts.identifiers = ["imdb:tt0000001"]
                    _ = try await EditEdition(edition: EditionReference(parsing: "hockey-star/es"), facts: facts)
                        .run(in: workspace, dryRun: false)
                },
                { _ = try await workspace.addElement(ElementPath("ending"), ElementFacts(), dryRun: false) },
                {
                    _ = try await workspace.renameElement(
                        ElementPath("male_lead.sport"), to: ElementPath("male_lead.game"), dryRun: false)
                },
                {
                    _ = try await workspace.mergeTerm(
                        "sport:ice_hockey", into: "sport:association_football", dryRun: false)
                },
                {
                    _ = try await workspace.addMarket(
                        Code("nordic", for: "market"), name: "Nordic", territories: ["SE", "NO"], dryRun: false)
                },
                { try await workspace.addSeries("new-story") },
            ]
            for (index, act) in acts.enumerated() {
                let before = try await everything(workspace)
                try await act()
                let (done, after) = (try await workspace.lastOperation(), try await everything(workspace))
                #expect(before != after, "act \(index) changes something")
                #expect(try await workspace.undo(nil).operation.number == done)
                #expect(try await everything(workspace) == before, "act \(index) is taken back")
                #expect(try await everything(workspace, asOf: OperationID(done)) == after, "as of then it counted")
                let taken = try await workspace.lastOperation()
                let again = try await workspace.undo(taken)
                #expect(again.countsAgain)
                #expect(try await everything(workspace) == after, "act \(index) counts again")
                #expect(try await workspace.undo(taken + 1).countsAgain == false)
                #expect(try await everything(workspace) == before)
                #expect(try await everything(workspace, asOf: OperationID(taken + 1)) == after)
                #expect(try await workspace.check().allSatisfy { $0.wrong == 0 })
                // What was taken back can be said again.
                try await act()
                #expect(try await everything(workspace) == after, "act \(index) is done again")
                _ = try await workspace.undo(nil)
            }
        }
    }

    @Test("takes back an import with its weeks; the same file then goes in again")
    func imports() async throws {
        try await Stage.with { workspace in
            func week() async throws -> [String] {
                try await workspace.texts(
                    "select format('%s %s %s %s %s', week, subject_id, low, figures, days) from weekly_reach order by 1"
                )
            }
            let first = Stage.header + Stage.row("s/kr", 5, 11, "100") + Stage.row("s/us", 5, 11, "7")
            let second =
                Stage.header + Stage.row("s/kr", 5, 11, "120", published: 2) + Stage.row("s/us", 12, 18, "9")
            try await workspace.load(first)
            let one = try await week()
            try await workspace.load(second)
            let both = try await week()
            #expect(one != both)
            _ = try await workspace.undo(nil)
            #expect(try await week() == one)
            #expect(try await workspace.check().allSatisfy { $0.wrong == 0 })
            let refused = try await refusal { _ = try await workspace.undo(try await workspace.lastOperation()) }
            #expect(refused.message.contains("is not brought back"))
            let receipt = try await workspace.load(second)
            #expect(receipt.new == 1 && receipt.revised == 1)
            #expect(try await week() == both)
        }
    }

    @Test("refuses where a later import said the same figures again, which are stored once")
    func confirmedImports() async throws {
        try await Stage.with { workspace in
            try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "100"))
            let first = try await workspace.lastOperation()
            try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "100") + Stage.row("s/us", 5, 11, "7"))
            let refused = try await refusal { _ = try await workspace.undo(first) }
            #expect(refused.message == "operation \(first) cannot be taken back: what came later rests on it")
            #expect(refused.details.first?.contains("says figures of") == true)
            _ = try await workspace.undo(first + 1)
            _ = try await workspace.undo(first)
            #expect(try await workspace.number("select count(*) from weekly_reach") == 0)
        }
    }

    @Test("takes back, without a number, what was brought again; the log says which undo was taken back itself")
    func broughtAgain() async throws {
        try await Catalogue.sample { workspace in
            try await workspace.addSource("other")
            let done = try await workspace.lastOperation()
            _ = try await workspace.undo(done)
            _ = try await workspace.undo(done + 1)
            let log = try await workspace.log(limit: 3)
            #expect(log["undone_by"] == [nil, "\(done + 2)", nil])
            let early = try await workspace.log(limit: 3, asOf: OperationID(done + 1))
            #expect(early["undone_by"].prefix(2) == [nil, "\(done + 1)"])
            let refused = try await refusal { _ = try await workspace.undo(done + 1) }
            #expect(
                refused.message == "operation \(done + 1) was taken back already, by operation \(done + 2): "
                    + "operation \(done) counts again")
            #expect(refused.hint == "to take operation \(done) back: adapt undo \(done)")
            let again = try await workspace.undo(nil)
            #expect(again.operation.number == done && !again.countsAgain)
            #expect(
                try await workspace.log(limit: 4)["undone_by"] == [nil, "\(done + 3)", "\(done + 2)", "\(done + 3)"])
            #expect(try await workspace.undo(done + 3).countsAgain)
            #expect(try await workspace.undo(done).countsAgain == false)
            #expect(try await workspace.check().allSatisfy { $0.wrong == 0 })
        }
    }
}
