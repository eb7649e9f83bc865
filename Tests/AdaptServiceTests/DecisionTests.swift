import AdaptModel
import Testing

@testable import AdaptService

@Suite("Decisions")
struct DecisionTests {
    @Test("each statement resolves as it says, and inherit takes it back")
    func statements() async throws {
        try await Catalogue.sample { workspace in
            let (edition, path) = ("hockey-star/es", "male_lead.nature")
            let cases: [(Decide.Request.Statement, ElementState, ResolvedElement.Basis)] = [
                (.value("kind"), .value(ElementValue("kind")), .own), (.absent, .absent, .own),
                (.unknown, .unknown, .own), (.keep, try await workspace.resolved("hockey-star/en", path).state, .kept),
                (.inherit, try await workspace.resolved("hockey-star/en", path).state, .inherited),
            ]
            for (index, (statement, state, basis)) in cases.enumerated() {
                let receipt = try await workspace.decide(edition, path, statement)
                #expect(receipt.result.revision == index + 2)
                let resolved = try await workspace.resolved(edition, path)
                #expect(resolved.state == state)
                #expect(resolved.basis == basis)
            }
        }
    }

    @Test("a reason said twice is one")
    func reasons() throws {
        let request = Decide.Request(
            try ElementPath("male_lead.sport"), .value("chess"), reasons: [.belief, .localTaste, .belief])
        #expect(request.reasons == [.belief, .localTaste])
    }

    @Test("a keep holds the parent's value as it was, follows corrections marked minor, and turns outdated")
    func keep() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSeries("s")
            try await workspace.register("s/a")
            try await workspace.register("s/b", from: "s/a")
            let nothing = try await refusal { try await workspace.decide("s/b", "hook.words", .keep) }
            #expect(nothing.message.contains("cannot be kept: its parent records no value of it"))
            let source = try await refusal { try await workspace.decide("s/a", "hook.words", .keep) }
            #expect(source.message.hasSuffix("of \"s/a\" cannot be kept: the edition has no parent to keep it from"))
            #expect(
                source.hint == "say its own value: adapt set s/a hook.words=VALUE; "
                    + "or name its parent first: adapt edition edit s/a --from CODE")
            try await workspace.decide("s/a", "hook.words", .value("teh slap"))
            try await workspace.decide("s/b", "hook.words", .keep)
            try await workspace.decide("s/a", "hook.words", .value("the slap"), minor: true)
            #expect(try await workspace.resolved("s/b", "hook.words").state == .value(ElementValue("the slap")))
            #expect(try await !workspace.resolved("s/b", "hook.words").outdated)
            try await workspace.decide("s/a", "hook.words", .value("the kiss"))
            let kept = try await workspace.resolved("s/b", "hook.words")
            #expect(kept.state == .value(ElementValue("the slap")))
            #expect(kept.outdated)
            // What it was taken on is said as corrected, which is what it holds.
            let outdated = try await workspace.outdated(in: "s")
            #expect(outdated["parent_was"] == ["the slap"])
            #expect(outdated["parent_is"] == ["the kiss"])
        }
    }

    @Test("a path nobody has used is refused with the nearest, unless it may be new")
    func unknownPath() async throws {
        try await Catalogue.sample { workspace in
            let before = try await workspace.counts()
            let refusal = try await refusal {
                try await workspace.decide("hockey-star/es", "male_lead.sprot", .value("x"), mayBeNew: false)
            }
            #expect(refusal.message == "element \"male_lead.sprot\" is not known")
            #expect(refusal.hint == "did you mean male_lead.sport? add --new to use a path for the first time")
            #expect(try await workspace.counts() == before)
            try await workspace.decide("hockey-star/es", "male_lead.age", .value("30"))
            #expect(try await workspace.elements(path: "male_lead.age")["kind"] == ["character"])
        }
    }

    @Test("a label that two terms share asks which, unless the edition's language has only one")
    func ambiguousTerm() async throws {
        try await Catalogue.sample { workspace in
            _ = try await workspace.addTerm(
                "sport:american_football", labels: [("en-US", "football"), ("de", "Football")], dryRun: false)
            for (code, language) in [("gb", "en-GB"), ("us", "en-US"), ("kr", "ko")] {
                try await workspace.register("hockey-star/\(code)", language: language, from: "hockey-star/en")
            }
            func sport(_ code: String, _ words: String) async throws -> ElementState {
                try await workspace.decide("hockey-star/" + code, "male_lead.sport", .value(words))
                return try await workspace.resolved("hockey-star/" + code, "male_lead.sport").state
            }
            #expect(try await sport("gb", "football") == .value(ElementValue("", term: "sport:association_football")))
            #expect(try await sport("us", "FOOTBALL") == .value(ElementValue("", term: "sport:american_football")))
            #expect(try await sport("kr", "fútbol") == .value(ElementValue("", term: "sport:association_football")))
            let which = try await refusal { _ = try await sport("kr", "football") }
            #expect(which.message == "value \"football\" of \"male_lead.sport\" can mean 2 terms")
            #expect(which.details == ["sport:american_football", "sport:association_football"])
            #expect(
                try await sport("kr", "sport:american_football")
                    == .value(ElementValue("", term: "sport:american_football")))
            let unknown = try await refusal { _ = try await sport("kr", "sport:ice_hokey") }
            #expect(unknown.hint?.contains("sport:ice_hockey") == true)
        }
    }

    @Test("an author is one person, however the accents of the name are composed")
    func author() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url, author: "Jose\u{301}") { try await $0.addSeries("s") }
            try await Catalogue.open(url, author: "Jos\u{e9}") { workspace in
                let author = try await workspace.texts("select author from operation")[0]
                #expect(Array(author.unicodeScalars) == Array("Jos\u{e9}".unicodeScalars))
                #expect(try await Undo().run(in: workspace, dryRun: false).result.operation == OperationID(1))
            }
        }
    }

    @Test("nothing is written to a moment, and no edition derives from one")
    func pastIsNotWritten() async throws {
        try await Stage.with { workspace in
            let before = try await workspace.counts()
            let past = try EditionReference(parsing: "s/us@1")
            let lineage = LineageFacts(parent: past, method: .dub)
            let writers: [() async throws -> Void] = [
                { try await workspace.decide("s/us@1", "hook.words", .value("x")) },
                { try await workspace.register("s/new", from: "s/us@2026-11-23") },
                {
                    _ = try await EditEdition(edition: past, facts: EditionFacts(), lineage: LineageFacts(method: .dub))
                        .run(in: workspace, dryRun: false)
                },
                {
                    _ = try await EditEdition(
                        edition: EditionReference(parsing: "s/us-2"), facts: EditionFacts(), lineage: lineage
                    ).run(in: workspace, dryRun: false)
                },
            ]
            for write in writers {
                let refusal = try await refusal { try await write() }
                #expect(refusal.kind == .usage)
                #expect(refusal.message.hasSuffix(" names a moment"))
            }
            #expect(try await workspace.counts() == before)
        }
    }
}
