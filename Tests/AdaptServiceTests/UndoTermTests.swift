import AdaptModel
import Testing

@testable import AdaptService

@Suite("Undo of what terms are called")
struct UndoTermTests {
    /// Terms `g:soccer` and `g:football`, and an element that takes them.
    private func terms(_ body: @Sendable (Workspace) async throws -> Void) async throws {
        try await Catalogue.empty { workspace in
            _ = try await workspace.addTerm("g:soccer", labels: [("en", "soccer"), ("es", "el balón")], dryRun: false)
            _ = try await workspace.addTerm("g:football", labels: [("en", "football")], dryRun: false)
            _ = try await workspace.addElement(ElementPath("lead.game"), ElementFacts(vocabulary: "g"), dryRun: false)
            try await workspace.addSeries("s")
            try await workspace.register("s/a", language: "en")
            try await body(workspace)
        }
    }

    @Test(
        "a merger is not taken back where a later decision names what it gave up, by any of its words",
        arguments: ["soccer", "Soccer", "EL BALON", "g:soccer"])
    func throughMerger(word: String) async throws {
        try await terms { workspace in
            _ = try await workspace.mergeTerm("g:soccer", into: "g:football", dryRun: false)
            let merged = try await workspace.lastOperation()
            try await workspace.decide("s/a", "lead.game", .value(word))
            let refused = try await refusal { try await workspace.undo(merged) }
            #expect(refused.message == "operation \(merged) cannot be taken back: what came later rests on it")
            #expect(refused.details.count == 1)
            #expect(
                refused.details[0].hasSuffix("decides \"lead.game\" of \"s/a\" by the word \"\(word)\""),
                "\(refused.details)")
            try await workspace.undo(merged + 1)
            try await workspace.undo(merged)
            try await workspace.decide("s/a", "lead.game", .value("soccer"))
            #expect(
                try await workspace.resolved("s/a", "lead.game").state == .value(ElementValue("", term: "g:soccer")))
            // The decision of then must not come again: the word means another term now.
            let again = try await refusal { try await workspace.undo(merged + 2) }
            #expect(again.kind == .rule)
        }
    }

    @Test("a merger is taken back beside decisions that name the other term, and those from before it")
    func besideMerger() async throws {
        try await terms { workspace in
            try await workspace.register("s/b", language: "en")
            try await workspace.decide("s/b", "lead.game", .value("soccer"))
            _ = try await workspace.mergeTerm("g:soccer", into: "g:football", dryRun: false)
            let merged = try await workspace.lastOperation()
            try await workspace.decide("s/a", "lead.game", .value("football"))
            try await workspace.undo(merged)
            for (edition, term) in [("s/a", "g:football"), ("s/b", "g:soccer")] {
                #expect(
                    try await workspace.resolved(edition, "lead.game").state == .value(ElementValue("", term: term)))
            }
        }
    }

    @Test("a merger comes and goes over what was decided while it did not count")
    func overMerger() async throws {
        try await terms { workspace in
            _ = try await workspace.mergeTerm("g:soccer", into: "g:football", dryRun: false)
            let merged = try await workspace.lastOperation()
            try await workspace.undo(merged)
            try await workspace.decide("s/a", "lead.game", .value("soccer"))
            for (number, term) in [(merged + 1, "g:football"), (merged + 3, "g:soccer")] {
                try await workspace.undo(number)
                #expect(
                    try await workspace.resolved("s/a", "lead.game").state == .value(ElementValue("", term: term)))
            }
        }
        // So says the model of the random history too.
        let decision = HistoryModel.Operation(facts: [.decides("s/a", element: 0, .term(1), minor: false)])
        var model = HistoryModel()
        model.append(.init(facts: [.merges(1, into: 0)]))
        var merged = model
        merged.append(decision)
        #expect(merged.obstacle(toUndoing: 1) != nil)
        for operation in [.init(undoes: 1), decision] { model.append(operation) }
        #expect(model.obstacle(toUndoing: 2) == nil)
    }

    @Test("nor where the term that is left was named, labelled or merged with a third one since")
    func namedSince() async throws {
        let later: [(String, @Sendable (Workspace) async throws -> Void)] = [
            (
                "labels term \"g:football\"",
                { _ = try await $0.labelTerm("g:soccer", labels: [("fr", "le foot")], dryRun: false) }
            ),
            (
                "names term \"g:footie\" anew",
                { _ = try await $0.renameTerm("g:football", to: "g:footie", dryRun: false) }
            ),
            (
                "merges term \"g:football\" too",
                { _ = try await $0.mergeTerm("g:polo", into: "g:soccer", dryRun: false) }
            ),
        ]
        for (says, act) in later {
            try await terms { workspace in
                _ = try await workspace.addTerm("g:polo", labels: [], dryRun: false)
                _ = try await workspace.mergeTerm("g:soccer", into: "g:football", dryRun: false)
                let merged = try await workspace.lastOperation()
                try await act(workspace)
                let refused = try await refusal { try await workspace.undo(merged) }
                #expect(refused.details.first?.hasSuffix(says) == true, "\(refused.details)")
            }
        }
    }

    @Test("a label is not taken back where a later decision was made by it alone")
    func label() async throws {
        try await terms { workspace in
            _ = try await workspace.labelTerm("g:football", labels: [("en", "footie")], dryRun: false)
            let labelled = try await workspace.lastOperation()
            try await workspace.decide("s/a", "lead.game", .value("football"))
            try await workspace.undo(labelled)
            try await workspace.undo(labelled + 2)
            try await workspace.decide("s/a", "lead.game", .unknown)
            try await workspace.decide("s/a", "lead.game", .value("Footie"))
            let refused = try await refusal { try await workspace.undo(labelled + 3) }
            #expect(refused.details.count == 1)
            #expect(refused.details[0].hasSuffix("decides \"lead.game\" of \"s/a\" by the word \"Footie\""))
            // The same word from elsewhere holds the decision up.
            _ = try await workspace.labelTerm("g:football", labels: [("fr", "FOOTIE")], dryRun: false)
            try await workspace.undo(labelled + 3)
        }
    }

    @Test("an edition that came to have an identifier meanwhile does not share it by an undo of an undo")
    func identifier() async throws {
        try await terms { workspace in
            try await workspace.register("s/b")
            func identify(_ edition: String) async throws {
                var facts = EditionFacts()
                facts.identifiers = ["imdb:tt0000001"]
                _ = try await EditEdition(edition: EditionReference(parsing: edition), facts: facts)
                    .run(in: workspace, dryRun: false)
            }
            try await identify("s/a")
            let done = try await workspace.lastOperation()
            try await workspace.undo(done)
            try await identify("s/b")
            let refused = try await refusal { try await workspace.undo(done + 1) }
            #expect(refused.details.first?.hasSuffix("gives the name \"imdb:tt0000001\" to another") == true)
            try await workspace.undo(done + 2)
            try await workspace.undo(done + 1)
        }
    }
}
