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

    @Test("a revision that was not seen is not written over: the refusal names its author and what was done")
    func staleRevision() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url, author: "mia") { mia in
                try await mia.addSeries("s")
                try await mia.register("s/a")
                _ = try await Catalogue.open(url, author: "jun") { jun in
                    try await jun.decide("s/a", "hook.words", .value("x"), ifRevision: 1)
                }
                let before = try await mia.counts()
                let refusal = try await refusal {
                    try await mia.decide("s/a", "hook.words", .value("y"), ifRevision: 1)
                }
                #expect(refusal.kind == .rule)
                #expect(refusal.message == "edition \"s/a\" is at revision 2, not 1")
                #expect(refusal.details.count == 2)
                #expect(refusal.details[0].hasPrefix("jun at 2"))
                #expect(refusal.details[0].hasSuffix("set s/a hook.words"))
                #expect(refusal.details[1] == "  hook.words (not recorded) -> \"x\"")
                #expect(try await mia.counts() == before)
                try await mia.decide("s/a", "hook.words", .value("y"), ifRevision: 2)
            }
        }
    }

    @Test("the refusal tells what was inherited before a change and after it was withdrawn, also under an older path")
    func inheritedBefore() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSeries("s")
            try await workspace.register("s/a")
            try await workspace.register("s/b", from: "s/a")
            try await workspace.decide("s/a", "hook.words", .value("the slap"))
            try await workspace.decide("s/b", "hook.words", .value("the kiss"))
            try await workspace.decide("s/a", "hook.words", .absent)
            try await workspace.decide("s/b", "hook.words", .inherit)
            _ = try await workspace.renameElement(
                ElementPath("hook.words"), to: ElementPath("hook.first"), dryRun: false)
            let refusal = try await refusal {
                try await workspace.decide("s/b", "hook.first", .unknown, ifRevision: 1)
            }
            #expect(
                refusal.details.filter { $0.hasPrefix("  ") } == [
                    "  hook.first \"the slap\" (inherited) -> \"the kiss\"",
                    "  hook.first \"the kiss\" -> (absent) (inherited)",
                ])
        }
    }

    @Test("the refusal tells every operation since the revision seen, with what it changed")
    func changesSince() async throws {
        try await Stage.with { workspace in
            try await workspace.decide("s/us", "hook.words", .value("x"))
            var facts = EditionFacts()
            (facts.title, facts.status) = ("V", .inReview)
            facts.aliases = [Alias("Vee")]
            _ = try await EditEdition(
                edition: EditionReference(parsing: "s/us"), facts: facts, lineage: LineageFacts(method: .dub)
            ).run(in: workspace, dryRun: false)
            try await workspace.decide("s/us", "hook.words", .absent)
            let refusal = try await refusal {
                try await workspace.decide("s/us", "hook.words", .unknown, ifRevision: 2)
            }
            let lines = refusal.details.map { $0.hasPrefix("  ") ? $0 : String($0.drop { $0 != ":" }.dropFirst(4)) }
            #expect(
                lines
                    == [
                        " UTC: edition edit s/us status=in_review", "  status (not recorded) -> \"in_review\"",
                        "  title \"U\" -> \"V\"", "  method \"remake\" -> \"dub\"", "  alias (not recorded) -> \"Vee\"",
                        " UTC: set s/us hook.words", "  hook.words \"x\" -> (absent)",
                    ].map { $0.hasPrefix("  ") ? $0 : String($0.dropFirst()) })
        }
    }

    @Test("the refusal tells what an undo changed, what it brought again, and reasons and notes that went")
    func changesOfUndo() async throws {
        try await Stage.with { workspace in
            func say(_ value: String, _ reasons: [Reason], _ note: String?) async throws {
                let request = Decide.Request(
                    try ElementPath("hook.words"), .value(value), reasons: reasons, note: note, mayBeNew: true)
                _ = try await Decide(edition: EditionReference(parsing: "s/us"), requests: [request])
                    .run(in: workspace, verb: "set", dryRun: false)
            }
            func told(since revision: Int) async throws -> [String] {
                try await refusal {
                    try await workspace.decide("s/us", "hook.words", .unknown, ifRevision: revision)
                }.details.filter { $0.hasPrefix("  ") }
            }
            try await say("x", [.localTaste, .budget], "why")
            try await say("x", [.talent], "")
            #expect(
                try await told(since: 2) == [
                    "  hook.words \"x\", local_taste budget -> \"x\", talent",
                    "  hook.words note \"why\" -> (not recorded)",
                ])
            _ = try await Undo().run(in: workspace, dryRun: false)
            #expect(
                try await told(since: 3) == [
                    "  hook.words \"x\", talent -> \"x\", local_taste budget",
                    "  hook.words note (not recorded) -> \"why\"",
                ])
            var facts = EditionFacts()
            (facts.title, facts.aliases) = ("V", [Alias("Vee")])
            _ = try await EditEdition(
                edition: EditionReference(parsing: "s/us"), facts: facts, lineage: LineageFacts(method: .dub)
            ).run(in: workspace, dryRun: false)
            let edit = try await workspace.lastOperation()
            _ = try await Undo(OperationID(edit)).run(in: workspace, dryRun: false)
            #expect(
                try await told(since: 5) == [
                    "  title \"V\" -> \"U\"", "  method \"dub\" -> \"remake\"", "  alias \"Vee\" -> (not recorded)",
                ])
            _ = try await Undo(OperationID(edit + 1)).run(in: workspace, dryRun: false)
            #expect(
                try await told(since: 6) == [
                    "  title \"U\" -> \"V\"", "  method \"remake\" -> \"dub\"", "  alias (not recorded) -> \"Vee\"",
                ])
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
