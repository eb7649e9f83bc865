import AdaptModel
import Testing

@testable import AdaptService

@Suite("An element that got another vocabulary")
struct ElementVocabularyTests {
    @discardableResult
    private func edit(
        _ path: String, _ facts: ElementFacts, without withdrawn: [String] = [], in workspace: Workspace
    ) async throws -> Receipt<EditElement.Result> {
        try await EditElement(try ElementPath(path), facts, withdrawn: withdrawn).run(in: workspace, dryRun: false)
    }

    @Test("got it where no edition says or keeps what is no term of it; what does is listed")
    func vocabulary() async throws {
        try await Stage.with { workspace async throws in
            _ = try await workspace.addTerm("sport:hockey", labels: [("en", "ice hockey")], dryRun: false)
            try await workspace.decide("s/kr", "lead.sport", .value("ice hockey"))
            try await workspace.decide("s/us", "lead.sport", .keep)
            let sport = ElementFacts(vocabulary: "sport")
            let refused = try await refusal { try await edit("lead.sport", sport, in: workspace) }
            #expect(refused.message == "values of element \"lead.sport\" are no terms of vocabulary \"sport\"")
            #expect(refused.details == ["  s/kr \"ice hockey\"", "  s/us \"ice hockey\""])
            try await workspace.decide("s/kr", "lead.sport", .inherit)
            // What is kept is held as it was.
            let held = try await refusal { try await edit("lead.sport", sport, in: workspace) }
            #expect(held.details == ["  s/us \"ice hockey\""])
            try await workspace.decide("s/us", "lead.sport", .inherit)
            let given = try await edit("lead.sport", sport, in: workspace).operation
            try await workspace.decide("s/kr", "lead.sport", .value("ice hockey"))
            let state = try await workspace.resolved("s/kr", "lead.sport").state
            #expect(state == .value(ElementValue("ice hockey", term: "sport:hockey")))
            // What was said by it rests on it.
            #expect(try await refusal { _ = try await workspace.undo(given.number) }.kind == .rule)
            let words = try await refusal {
                try await edit("lead.sport", ElementFacts(), without: ["vocabulary"], in: workspace)
            }
            #expect(words.message == "values of element \"lead.sport\" are terms of its vocabulary")
        }
    }

    @Test("keeps words that were withdrawn before it from counting again, and is not brought again beside them")
    func undone() async throws {
        try await Stage.with { workspace async throws in
            func undo(_ operation: OperationID) async throws -> OperationID {
                try await Undo(operation).run(in: workspace, dryRun: false).operation
            }
            try await workspace.decide("s/kr", "lead.sport", .value("hockey"))
            let withdrawn = try await workspace.decide("s/kr", "lead.sport", .inherit).operation
            let given = try await edit("lead.sport", ElementFacts(vocabulary: "sport"), in: workspace).operation
            let refused = try await refusal { _ = try await undo(withdrawn) }
            #expect(
                refused.details.first?.hasSuffix("gives element \"lead.sport\" another vocabulary") == true,
                "\(refused)")
            let back = try await undo(given)
            _ = try await undo(withdrawn)
            #expect(try await workspace.resolved("s/kr", "lead.sport").state == .value(ElementValue("hockey")))
            #expect(try await refusal { _ = try await undo(back) }.kind == .rule)
        }
    }

    @Test("comes from another catalogue, or says there what it takes here, only where all that is said is of it")
    func exchanged() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addElement(ElementPath("x.a"), ElementFacts(), dryRun: false)
            try await bring(exported(a), into: b)
            try await b.addSeries("sb")
            try await b.register("sb/en")
            try await b.decide("sb/en", "x.a", .value("go"))
            try await edit("x.a", ElementFacts(vocabulary: "sport"), in: a)
            let coming = try await refusal { try await bring(exported(a), into: b) }
            let (has, says) = ("has vocabulary \"sport\"", "and \"sb/en\" says \"go\" of it")
            let first = "\(has) in the file (operation 2), \(says) here (operation 4), which is no value of that"
            #expect("\(coming)".contains(first), "\(coming)")
            let going = try await refusal { try await bring(exported(b), into: a) }
            let second = "\(has) here (operation 2), \(says) in the file (operation 4), which is no value of that"
            #expect("\(going)".contains(second), "\(going)")
            _ = try await b.undo(4)
            try await bring(exported(a), into: b)
            #expect(try await bring(exported(b), into: a).new == 4)
            #expect(try await exported(a).count == exported(b).count)
        }
    }

    @Test("or label by a file that comes in, and is called otherwise by it, is told, also where both had it")
    func labelled() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addElement(ElementPath("x.a"), ElementFacts(label: "Theirs"), dryRun: false)
            _ = try await b.addElement(ElementPath("x.a"), ElementFacts(label: "Mine"), dryRun: false)
            try await edit("x.a", ElementFacts(vocabulary: "sport"), in: a)
            let receipt = try await bring(exported(a), into: b)
            #expect(receipt.united == [])
            #expect(receipt.renamed.map(\.words) == ["label x.a \"Mine\" -> \"Theirs\" (mia, operation 3)"])
        }
    }
}
