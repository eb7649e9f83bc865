import AdaptModel
import AdaptSQL
import Testing

@testable import AdaptService

@Suite("Undo of several operations, and of what was said twice")
struct UndoSeveralTests {
    private static func edit(
        _ name: String, _ workspace: Workspace, _ change: (inout EditionFacts) -> Void = { _ in },
        drawingOn source: String? = nil
    ) async throws {
        var facts = EditionFacts()
        // What is so already is recorded again only beside something new.
        facts.note = "after operation \(try await workspace.lastOperation())"
        change(&facts)
        var lineage = LineageFacts()
        lineage.alsoFrom = try source.map { [try EditionReference(parsing: $0)] } ?? []
        _ = try await EditEdition(
            edition: EditionReference(parsing: name), facts: facts, lineage: source == nil ? nil : lineage
        ).run(in: workspace, dryRun: false)
    }

    @Test("several in a row are taken back at once, so that all is as before the first; and brought again at once")
    func row() async throws {
        try await Catalogue.sample { workspace in
            let before = try await workspace.sheet(of: EditionReference(parsing: "hockey-star/es")).elements.count
            let first = try await workspace.lastOperation() + 1
            try await workspace.decide("hockey-star/es", "ending.kind", .value("open"))
            try await workspace.decide("hockey-star/es", "setting.city", .value("Madrid"))
            _ = try await Undo(OperationID(first)).run(in: workspace, dryRun: false)
            try await workspace.register("hockey-star/mx", from: "hockey-star/es")
            let done = try await Undo.run(first...first + 3, in: workspace, dryRun: false)
            // The first was taken back already, and what took it back stays.
            #expect(done.result.map(\.operation.number) == [first + 3, first + 1])
            #expect(
                try await workspace.sheet(of: EditionReference(parsing: "hockey-star/es")).elements.count == before)
            let gone = try await refusal { _ = try await workspace.find(EditionReference(parsing: "hockey-star/mx")) }
            #expect(gone.message.contains("is not registered"))
            _ = try await Undo.run(first + 4...first + 5, in: workspace, dryRun: false)
            #expect(try await workspace.resolved("hockey-star/mx", "setting.city").state == .value(.init("Madrid")))
            #expect(try await workspace.check().allSatisfy { $0.wrong == 0 })
        }
    }

    @Test("where one of several is refused nothing is taken back")
    func allOrNone() async throws {
        try await Catalogue.sample { workspace in
            let first = try await workspace.lastOperation() + 1
            try await workspace.register("hockey-star/mx", from: "hockey-star/es")
            try await workspace.decide("hockey-star/es", "ending.kind", .value("open"))
            try await workspace.decide("hockey-star/mx", "ending.kind", .value("shut"))
            let refused = try await refusal { _ = try await Undo.run(first...first + 1, in: workspace, dryRun: false) }
            #expect(refused.hint == "take back operation \(first + 2) first: adapt undo \(first + 2)")
            #expect(try await workspace.lastOperation() == first + 2)
            #expect(try await workspace.resolved("hockey-star/es", "ending.kind").state == .value(.init("open")))
        }
    }

    @Test("what rests on many imports is looked for by one statement, whose parts are planned once")
    func lookedForOnce() async throws {
        try await Catalogue.empty { workspace in
            let plan = try await workspace.texts(
                "explain (costs off) " + Queries.record["rested_on"], [[1, 2], [3, 4], 4]
            ).joined(separator: "\n")
            #expect(plan.contains("Function Scan on rests_on_decisions"), "\(plan)")
        }
    }

    @Test("a label, an alias, an identifier and a source said twice stay where one of the two is taken back")
    func twice() async throws {
        try await Catalogue.sample { workspace in
            func said() async throws -> [String] {
                let terms = try await workspace.terms(vocabulary: "sport")
                let editions = try await workspace.editions(of: "hockey-star", edition: "es")
                return [
                    terms["labels"].compactMap { $0 }.joined(separator: "|"), editions["aliases"][0] ?? "",
                    editions["identifiers"][0] ?? "", editions["draws_on"][0] ?? "",
                ]
            }
            let acts: [@Sendable () async throws -> Void] = [
                {
                    // Beside something new it is recorded again, which alone it is not.
                    _ = try await workspace.record("term label", message: nil, dryRun: false) { recorder in
                        let found = try await recorder.rows(Queries.record["term_by_name"], ["sport", "ice_hockey"])
                        try await recorder.addLabels([("de", "Eishockey")], ofTerm: try found[0].get("term_id"))
                    }
                },
                { try await Self.edit("hockey-star/es", workspace, { $0.aliases = [Alias("Uno", kind: .former)] }) },
                { try await Self.edit("hockey-star/es", workspace, { $0.identifiers = ["imdb:tt0000001"] }) },
                { try await Self.edit("hockey-star/es", workspace, drawingOn: "my-assertive-lover/us") },
            ]
            for (index, act) in acts.enumerated() {
                let before = try await said()
                try await act()
                let (first, once) = (try await workspace.lastOperation(), try await said())
                #expect(once != before, "act \(index) says something")
                try await act()
                #expect(try await said() == once, "act \(index) said twice reads as said once")
                // What is said of an edition rests on what was said before; a label stands by itself.
                let order = index == 0 ? [first, first + 1] : [first + 1, first]
                _ = try await Undo(OperationID(order[0])).run(in: workspace, dryRun: false)
                #expect(try await said() == once, "act \(index) is still said")
                _ = try await Undo(OperationID(order[1])).run(in: workspace, dryRun: false)
                #expect(try await said() == before)
            }
            _ = try await workspace.find(EditionReference(parsing: "hockey-star/es"))
        }
    }

    @Test("an edition with an identifier said twice is found by it")
    func identified() async throws {
        try await Catalogue.sample { workspace in
            for _ in 0..<2 {
                try await Self.edit("hockey-star/es", workspace, { $0.identifiers = ["imdb:tt0000001"] })
            }
            #expect(try await workspace.find(EditionReference(parsing: "imdb:tt0000001")).name == "hockey-star/es")
        }
    }

    @Test("of what very much rests on, a few are told and that there are more")
    func many() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSeries("s")
            let base = try await workspace.lastOperation()
            try await workspace.register(
                "s/e", [Decide.Request(try ElementPath("plot.one"), .value("1"), mayBeNew: true)])
            for number in 0..<12 {
                try await workspace.decide("s/e", "plot.one", .value("\(number)"))
            }
            let refused = try await refusal {
                _ = try await Undo(OperationID(base + 1)).run(in: workspace, dryRun: false)
            }
            #expect(refused.details.count == 11 && refused.details[10].hasPrefix("... and "))
            #expect(refused.hint == "take back operation \(base + 13) first: adapt undo \(base + 13)")
            #expect(try await workspace.number("select count(*) from undo_obstacle(\(base + 1), 3)") == 3)
        }
    }
}
