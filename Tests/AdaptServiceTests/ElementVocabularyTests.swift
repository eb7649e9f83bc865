import AdaptModel
import Testing

@testable import AdaptService

@Suite("An element that got another vocabulary")
struct ElementVocabularyTests {
    @discardableResult
    func edit(
        _ path: String, _ facts: ElementFacts, without withdrawn: [String] = [], in workspace: Workspace
    ) async throws -> Receipt<EditElement.Result> {
        try await EditElement(try ElementPath(path), facts, withdrawn: withdrawn).run(in: workspace, dryRun: false)
    }

    private static let kept = "  s/us \"ice hockey\" (kept)"

    /// What is listed, without what is said of it.
    private func listed(_ refusal: Refusal) -> [String] {
        refusal.details.map { line in String(line.prefix { $0 != ":" }) }
    }

    @Test("got it where no edition says or keeps what is no term of it; what does is listed")
    func vocabulary() async throws {
        try await Stage.with { workspace async throws in
            _ = try await workspace.addTerm("sport:hockey", labels: [("en", "ice hockey")], dryRun: false)
            try await workspace.decide("s/kr", "lead.sport", .value("ice hockey"))
            try await workspace.decide("s/us", "lead.sport", .keep)
            let sport = ElementFacts(vocabulary: "sport")
            let refused = try await refusal { try await edit("lead.sport", sport, in: workspace) }
            let not = "are not said as terms of vocabulary \"sport\""
            #expect(refused.message == "values of element \"lead.sport\" \(not)")
            #expect(listed(refused) == ["  s/kr \"ice hockey\"", Self.kept])
            try await workspace.decide("s/kr", "lead.sport", .inherit)
            // What is kept is held as it was, and cannot be kept again.
            let held = try await refusal { try await edit("lead.sport", sport, in: workspace) }
            let own = "adapt set s/us lead.sport=sport:hockey --minor (its parent has it otherwise now)"
            #expect(held.details == ["\(Self.kept): \(own)"])
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

    @Test("gets it once all is said by its terms, as what is listed says how, and what was said stays as it was")
    func advice() async throws {
        try await Stage.with { workspace async throws in
            for (code, label) in [("hockey", "ice hockey"), ("bandy", "bandy"), ("rink_bandy", "Bandy")] {
                _ = try await workspace.addTerm("sport:\(code)", labels: [("en", label)], dryRun: false)
            }
            try await workspace.decide("s/kr", "lead.sport", .value("ice hockey"))
            try await workspace.decide("s/us", "lead.sport", .keep)
            try await workspace.decide("s/us-2", "lead.sport", .value("bandy"))
            try await workspace.decide("t/jp", "lead.sport", .value("kendo"))
            let sport = ElementFacts(vocabulary: "sport")
            let refused = try await refusal { try await edit("lead.sport", sport, in: workspace) }
            let bandy = "adapt set s/us-2 lead.sport=TERM --minor, where TERM is sport:bandy or sport:rink_bandy"
            #expect(
                refused.details == [
                    "  s/kr \"ice hockey\": adapt set s/kr lead.sport=sport:hockey --minor",
                    "  s/us-2 \"bandy\": \(bandy)", "  t/jp \"kendo\": no term of it yet",
                    "\(Self.kept): adapt inherit s/us lead.sport, then adapt keep s/us lead.sport",
                ])
            #expect(refused.hint?.contains("what is no term yet: adapt term add") == true)
            _ = try await workspace.addTerm("sport:kendo", labels: [], dryRun: false)
            for (edition, code) in [("s/kr", "hockey"), ("s/us-2", "bandy"), ("t/jp", "kendo")] {
                try await workspace.decide(edition, "lead.sport", .value("sport:\(code)"), minor: true)
            }
            try await workspace.decide("s/us", "lead.sport", .inherit)
            try await workspace.decide("s/us", "lead.sport", .keep)
            try await edit("lead.sport", sport, in: workspace)
            #expect(
                try await workspace.resolved("s/us", "lead.sport").state
                    == .value(ElementValue("ice hockey", term: "sport:hockey")))
        }
    }

    @Test("words of several of its terms are advised as the edition's language tells, as they are read then")
    func language() async throws {
        try await Stage.with { workspace async throws in
            _ = try await workspace.addTerm(
                "sport:association", labels: [("en-GB", "football"), ("en-US", "soccer")], dryRun: false)
            _ = try await workspace.addTerm("sport:american", labels: [("en-US", "football")], dryRun: false)
            try await workspace.register("s/uk", language: "en-GB")
            try await workspace.decide("s/uk", "lead.sport", .value("football"))
            let refused = try await refusal {
                try await edit("lead.sport", ElementFacts(vocabulary: "sport"), in: workspace)
            }
            #expect(
                refused.details == [
                    "  s/uk \"football\": adapt set s/uk lead.sport=sport:association --minor"
                ])
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

    @Test("is not in the way of a word that an edition keeps in one catalogue alone, but refused beside it")
    func kept() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("n")
            try await a.register("n/en")
            try await a.register("n/es", from: "n/en")
            try await a.decide("n/en", "x.a", .value("go"))
            try await bring(exported(a), into: b)
            try await b.decide("n/es", "x.a", .keep)
            try await a.decide("n/en", "x.a", .inherit)
            try await edit("x.a", ElementFacts(vocabulary: "sport"), in: a)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            let (has, keeps) = ("has vocabulary \"sport\" in the file (operation 6)", "and \"n/es\" keeps \"go\" of it")
            #expect(
                refused.message
                    == "element \"x.a\" \(has), \(keeps) here (operation 5), which is no value of that")
            _ = try await b.undo(5)
            #expect(try await bring(exported(a), into: b).new == 2)
        }
    }

    @Test("that it was made with is asked too where words of it come, also where those only made it")
    func madeWith() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("n")
            try await a.register("n/en")
            try await a.decide("n/en", "x.a", .value("go"))
            _ = try await b.addElement(ElementPath("x.a"), ElementFacts(vocabulary: "sport"), dryRun: false)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            let (has, says) = ("has vocabulary \"sport\" here (operation 1)", "and \"n/en\" says \"go\" of it")
            #expect(
                refused.message
                    == "element \"x.a\" \(has), \(says) in the file (operation 3), which is no value of that")
        }
    }

    @Test("or label by a file that comes in, and is called otherwise by it, is told, also where both had it")
    func labelled() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addElement(ElementPath("x.a"), ElementFacts(label: "Theirs"), dryRun: false)
            _ = try await b.addElement(ElementPath("x.a"), ElementFacts(label: "Mine"), dryRun: false)
            try await edit("x.a", ElementFacts(vocabulary: "sport"), in: a)
            let first = try await bring(exported(a), into: b)
            let one = "element \"x.a\" is one with the one here (operation 1)"
            #expect(first.united == [one + ", and called \"Mine\" as here, not \"Theirs\""])
            #expect(first.renamed == [])
            try await edit("x.a", ElementFacts(label: "Ours"), in: a)
            let second = try await bring(exported(a), into: b)
            #expect(second.united == [])
            #expect(second.renamed.map(\.words) == ["label x.a \"Mine\" -> \"Ours\" (mia, operation 4)"])
        }
    }
}
