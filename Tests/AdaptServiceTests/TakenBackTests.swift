import AdaptModel
import Postgres
import Testing

@testable import AdaptService

@Suite("What was taken back, and what had not been said yet", .timeLimit(.minutes(30)))
struct TakenBackTests {
    @Test("a series that is taken back answers as before of the time before; one added later is refused of it")
    func seriesAsOf() async throws {
        try await Catalogue.empty { workspace async throws in
            try await workspace.addSource("src")
            let first = OperationID(try await workspace.lastOperation())
            try await workspace.addSeries("s")
            try await workspace.register(
                "s/en", [Decide.Request(ElementPath("ending"), .value("happy"), mayBeNew: true)])
            try await workspace.register("s/es", from: "s/en")
            let cut = OperationID(try await workspace.lastOperation())
            func answers() async throws -> [String] {
                [
                    "\(try await workspace.series("s", asOf: cut))",
                    "\(try await workspace.editions(of: "s", asOf: cut))",
                    "\(try await workspace.lineage(of: "s", asOf: cut))",
                    "\(try await workspace.matrix(of: "s", asOf: cut))",
                    "\(try await workspace.sheet(of: EditionReference(parsing: "s/es"), asOf: cut))",
                    "\(try await workspace.changes(by: .element, in: "s", asOf: cut))",
                    "\(try await Gaps(series: "s").run(in: workspace, asOf: cut))",
                    "\(try await workspace.outdated(in: "s", asOf: cut))",
                ]
            }
            let before = try await answers()
            _ = try await Undo.run(first.number + 1...cut.number, in: workspace, dryRun: false)
            #expect(try await answers() == before)
            let gone = try await refusal { _ = try await workspace.series("s") }
            let undo = try await workspace.lastOperation()
            #expect(gone.message == "series \"s\" is not known")
            #expect(gone.hint == "operation \(undo) took it back: adapt undo \(undo) brings it back")
            #expect(
                try await refusal { _ = try await workspace.find(EditionReference(parsing: "s/es")) }.hint == gone.hint)
            _ = try await Undo(OperationID(undo)).run(in: workspace, dryRun: true)

            try await workspace.addSeries("later")
            for series in ["later", "s"] {
                let refused = try await refusal { _ = try await workspace.editions(of: series, asOf: first) }
                #expect(refused.message.hasPrefix("series \"\(series)\" was not known yet") == (series == "later"))
                #expect(refused.kind == .rule)
            }
        }
    }

    @Test("a revision by which an edition was taken back is told to be that, whatever came after")
    func revisionOfUndo() async throws {
        try await Catalogue.empty { workspace async throws in
            try await workspace.addSeries("s")
            try await workspace.register("s/en", title: "First")
            let registered = try await workspace.lastOperation()
            try await workspace.undo(registered)
            let gone = try await refusal { _ = try await workspace.find(EditionReference(parsing: "s/en")) }
            #expect(gone.message == "edition \"s/en\" is not registered")
            #expect(
                gone.hint
                    == "operation \(registered + 1) took it back: adapt undo \(registered + 1) brings it back; adapt log s/en tells what it was"
            )
            try await workspace.register("s/en", title: "Second")
            func title(_ revision: Int) async throws -> String {
                let reference = try EditionReference(parsing: "s/en@\(revision)")
                return try await workspace.compare(reference, reference).left.title
            }
            #expect(try await title(1) == "First")
            #expect(try await title(3) == "Second")
            let refused = try await refusal { _ = try await title(2) }
            #expect(refused.kind == .rule)
            #expect(
                refused.message
                    == "edition \"s/en\" was taken back by its revision 2 (operation \(registered + 1))")
        }
    }

    @Test("an edition that went with the figures that registered it is brought back by their file, and that is said")
    func registeredByFigures() async throws {
        try await Stage.with { workspace in
            var options = ImportReach.Options(today: Catalogue.today)
            options.registersMissing = true
            let text = "title,season,metric,source,week,value\nK,K: Season 2,views,src,2026-W02,5\n"
            let registered = try await workspace.load(text, options).registered[0]
            let undone = try await workspace.lastOperation() + 1
            _ = try await Undo().run(in: workspace, dryRun: false)
            let gone = try await refusal { _ = try await workspace.find(EditionReference(parsing: registered)) }
            #expect(
                gone.hint
                    == "operation \(undone) took back the import of \"reach.csv\" that registered it: import that file again "
                    + "(adapt import reach FILE --register-missing); adapt log \(registered) tells what it was")
            #expect(try await workspace.load(text, options).registered == [registered])
            _ = try await workspace.find(EditionReference(parsing: registered))
        }
    }

    @Test("check names an edition that counts in a series that does not")
    func editionWithoutSeries() async throws {
        try await Stage.with { workspace async throws in
            func proof() async throws -> (wrong: Int, named: String?)? {
                try await workspace.check().first { $0.what.hasPrefix("every edition") }.map { ($0.wrong, $0.named) }
            }
            let before = try #require(try await proof())
            #expect(before.wrong == 0 && before.named == nil)
            // As nothing but a mistake of ours can make it.
            _ = try await workspace.connection.query(
                """
                insert into undone (operation_id, since)
                select x.operation_id, (select max(operation_id) from operation)
                from series_state x join series s on s.series_id = x.series_id where s.code = 't'
                """)
            let after = try #require(try await proof())
            #expect(after.wrong > 0 && after.named?.hasPrefix("t/") == true)
        }
    }

    @Test("what a nearer ancestor decides is what is kept: a farther one's decision is taken back freely")
    func nearer() async throws {
        try await Catalogue.empty { workspace async throws in
            try await workspace.addSeries("s")
            try await workspace.register("s/gp", [Decide.Request(ElementPath("ending"), .value("a"), mayBeNew: true)])
            try await workspace.register("s/p", from: "s/gp", [Decide.Request(ElementPath("ending"), .value("b"))])
            try await workspace.decide("s/gp", "ending", .value("c"))
            let target = try await workspace.lastOperation()
            try await workspace.register("s/c", from: "s/p", [Decide.Request(ElementPath("ending"), .keep)])
            try await workspace.undo(target)
            #expect(try await workspace.resolved("s/c", "ending").state.words == "b")
            // What it does keep stays.
            try await workspace.decide("s/p", "ending", .inherit)
            try await workspace.decide("s/gp", "ending", .value("d"))
            let kept = try await workspace.lastOperation()
            try await workspace.decide("s/c", "ending", .keep)
            let refused = try await refusal { try await workspace.undo(kept) }
            #expect(refused.details.first?.contains("keeps \"ending\" of \"s/c\" as \"s/gp\" has it") == true)
        }
    }

    @Test("an edition that has withdrawn what it said of an element is not counted as saying something of it")
    func withdrawn() async throws {
        try await Catalogue.empty { workspace async throws in
            func editions() async throws -> [String?] { try await workspace.elements(path: "ending")["editions"] }
            try await workspace.addSeries("s")
            try await workspace.register("s/en", [Decide.Request(ElementPath("ending"), .value("a"), mayBeNew: true)])
            try await workspace.register("s/es", from: "s/en", [Decide.Request(ElementPath("ending"), .value("b"))])
            #expect(try await editions() == ["2"])
            try await workspace.decide("s/es", "ending", .inherit)
            #expect(try await editions() == ["1"])
            #expect(try await workspace.uses(ofElement: "ending").rows.count == 1)
            try await workspace.decide("s/es", "ending", .value("c"))
            #expect(try await editions() == ["2"])
            try await workspace.decide("s/es", "ending", .inherit)
            try await workspace.decide("s/en", "ending", .inherit)
            #expect(try await editions() == ["0"])
        }
    }

    @Test("registering again what was taken back says the same of it, and tells the revision that it now has")
    func registeredAgain() async throws {
        try await Stage.with { workspace async throws in
            func register() async throws -> (Int, String) {
                var facts = EditionFacts()
                facts.title = "E"
                let done = try await RegisterEdition(
                    series: "s", code: "es", facts: facts,
                    lineage: LineageFacts(alsoFrom: [EditionReference(parsing: "t/jp")])
                ).run(in: workspace, dryRun: false)
                let listed = try await workspace.editions(of: "s", edition: "es")
                return (
                    done.result.revision, "\(listed.selecting(listed.columns.filter { $0 != "revision" }))"
                )
            }
            let first = try await register()
            try await workspace.undo(nil)
            let again = try await register()
            #expect(first.1 == again.1)
            #expect((first.0, again.0) == (1, 3))
        }
    }
}
