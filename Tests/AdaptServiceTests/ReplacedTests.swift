import AdaptModel
import Testing

@testable import AdaptService

@Suite("What is said instead of somebody's word")
struct ReplacedTests {
    @Test("of many who speak at once each is told the word before its own, so that none is replaced unseen")
    func atOnce() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { workspace in
                try await workspace.addSeries("s")
                try await workspace.register("s/a")
            }
            let (people, words) = (6, 5)
            let told = try await Catalogue.people(people, url) { person, workspace -> [(said: Int, before: Int?)] in
                var told: [(said: Int, before: Int?)] = []
                for number in 0..<words {
                    let receipt = try await workspace.decide("s/a", "hook.words", .value("\(person) \(number)"))
                    told.append((receipt.operation.number, receipt.result.replaced.first?.operation.number))
                }
                return told
            }.flatMap { $0 }.sorted { $0.said < $1.said }
            #expect(told.count == people * words)
            #expect(told.map(\.before) == [nil] + told.dropLast().map { Optional($0.said) })
        }
    }

    /// Edits `s/b` as `author`, and what that replaces.
    private func edit(
        _ author: String, _ url: String, _ change: @escaping @Sendable (inout EditEdition) -> Void
    ) async throws -> [String] {
        try await Catalogue.open(url, author: author) { workspace -> [String] in
            var edit = EditEdition(edition: try EditionReference(parsing: "s/b"), facts: EditionFacts())
            change(&edit)
            return try await edit.run(in: workspace, dryRun: false).result.replaced.map { old in
                "\(old.what) \(old.value ?? "-") (\(old.author), \(old.operation.number))"
            }
        }
    }

    @Test("is told of a fact of an edition with who changed it last, whatever else was said since or taken back")
    func facts() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { mia in
                try await mia.addSeries("s")
                try await mia.register("s/a")
                try await mia.register("s/b", from: "s/a")
            }
            #expect(try await edit("jun", url) { $0.facts.platform = "one" } == [])
            #expect(try await edit("mia", url) { $0.facts.note = "n" } == [])
            #expect(try await edit("kim", url) { $0.facts.platform = "two" } == ["platform one (jun, 4)"])
            #expect(
                try await edit("mia", url) { edit in
                    (edit.facts.platform, edit.facts.note) = ("two", "m")
                    edit.lineage = LineageFacts(method: .dub)
                } == ["note n (mia, 5)", "method remake (mia, 3)"])
            #expect(try await edit("jun", url) { $0.withdrawal.fields = ["platform"] } == ["platform two (kim, 6)"])
            #expect(try await edit("mia", url) { $0.facts.platform = "three" } == [])
            try await Catalogue.open(url) { mia in
                try await mia.undo(9)
                try await mia.undo(8)
            }
            #expect(
                try await edit("mia", url) { edit in
                    (edit.facts.platform, edit.facts.title) = ("four", "U")
                    edit.withdrawal.lineage = true
                } == [
                    "title T (mia, 3)", "platform two (kim, 6)", "from a (mia, 3)", "method dub (mia, 7)",
                    "certainty asserted (mia, 3)",
                ])
        }
    }

    @Test("is told of what kind of title one was, and how a source was drawn on")
    func ofSeveral() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { mia in
                try await mia.addSeries("s")
                try await mia.register("s/a")
                try await mia.register("s/b", from: "s/a")
                try await mia.register("s/c")
            }
            let source = EditionReference(series: "s", edition: "c")
            #expect(try await edit("jun", url) { $0.facts.aliases = [Alias("Bee", kind: .former)] } == [])
            #expect(
                try await edit("kim", url) { $0.facts.aliases = [Alias("Bee", kind: .season, language: "es")] } == [
                    "alias \"Bee\" former (jun, 5)"
                ])
            #expect(try await edit("jun", url) { $0.lineage = LineageFacts(alsoFrom: [source]) } == [])
            #expect(
                try await edit("mia", url) { edit in
                    edit.facts.aliases = [Alias("Bee", kind: .working)]
                    edit.lineage = LineageFacts(certainty: .disputed, alsoFrom: [source])
                } == [
                    "certainty asserted (mia, 3)", "alias \"Bee\" season/es (kim, 6)",
                    "also_from s/c unknown, asserted (jun, 7)",
                ])
        }
    }

    @Test("is told of a decision where it says something else, or loses its reasons, note or evidence")
    func grounds() async throws {
        try await Catalogue.sample { workspace async throws in
            func say(_ words: String, _ reasons: [Reason], _ note: String?) async throws -> [[String]] {
                let request = Decide.Request(
                    try ElementPath("male_lead.nature"), .value(words), reasons: reasons, note: note)
                return try await Decide(edition: EditionReference(parsing: "hockey-star/en"), requests: [request])
                    .run(in: workspace, verb: "set", dryRun: false).result.replaced.map { old in
                        [old.state, old.value ?? "-"] + old.grounds
                    }
            }
            _ = try await workspace.decide("hockey-star/en", "male_lead.nature", .inherit)
            #expect(try await say("kind", [.talent, .budget], "n") == [])
            #expect(try await say("kind", [.budget, .talent], "m") == [["value", "kind", "note \"n\""]])
            #expect(try await say("kind", [.budget], "m") == [["value", "kind", "talent"]])
            #expect(try await say("kind", [.budget, .talent], nil) == [])
            #expect(try await say("vain", [], "") == [["value", "kind", "budget talent", "note \"m\""]])
            _ = try await workspace.decide("hockey-star/en", "male_lead.nature", .absent)
            #expect(try await say("vain", [], nil) == [["absent", "-"]])
        }
    }
}
