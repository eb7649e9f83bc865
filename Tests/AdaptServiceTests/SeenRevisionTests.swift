import AdaptModel
import Testing

@testable import AdaptService

@Suite("A revision that was not seen")
struct SeenRevisionTests {
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

    @Test("a revision that is not there yet is refused as such: nothing is told to have changed since")
    func revisionToCome() async throws {
        try await Stage.with { workspace in
            try await workspace.decide("s/us", "hook.words", .value("x"))
            for (seen, words) in [(3, "no revision 3 yet"), (Int.max, "no revision \(Int.max) yet")] {
                let refusal = try await refusal {
                    try await workspace.decide("s/us", "hook.words", .value("y"), ifRevision: seen)
                }
                #expect(refusal.kind == .rule && refusal.details.isEmpty)
                #expect(refusal.message == "edition \"s/us\" has \(words): it is at 2")
                #expect(refusal.hint == "look at it with: adapt edition show s/us; then repeat with --if-revision 2")
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
                        " UTC: edition edit s/us status=in_review title, alias Vee, method",
                        "  status (not recorded) -> \"in_review\"",
                        "  title \"U\" -> \"V\"", "  method \"remake\" -> \"dub\"", "  alias (not recorded) -> \"Vee\"",
                        " UTC: set s/us hook.words", "  hook.words \"x\" -> (absent)",
                    ].map { $0.hasPrefix("  ") ? $0 : String($0.dropFirst()) })
        }
    }

    @Test("of more than the refusal tells it is the newest that it tells, with who did it, and how many came before")
    func newest() async throws {
        try await Stage.with { workspace in
            let requests = try (10..<55).map { number in
                try Decide.Request(ElementPath("hook.w\(number)"), .value("x"), mayBeNew: true)
            }
            _ = try await Decide(edition: EditionReference(parsing: "s/us"), requests: requests)
                .run(in: workspace, verb: "set", dryRun: false)
            try await workspace.decide("s/us", "hook.w10", .value("last"))
            let refusal = try await refusal {
                try await workspace.decide("s/us", "hook.w10", .unknown, ifRevision: 1)
            }
            #expect(refusal.details.count == 41 && refusal.details.first == "... and 8 more before")
            #expect(refusal.details.dropFirst().first?.contains(" UTC: set") == true, "\(refusal.details)")
            #expect(refusal.details.dropFirst(2).first == "  hook.w18 (not recorded) -> \"x\"")
            #expect(refusal.details.last == "  hook.w10 \"x\" -> \"last\"")
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
}
