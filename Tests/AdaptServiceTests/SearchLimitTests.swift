import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("The best few of a search")
struct SearchLimitTests {
    /// All that is found, of which the first few are what is found of so many.
    @discardableResult
    private func all(
        _ words: String, _ workspace: Workspace, asOf cut: OperationID = .now
    ) async throws -> [[String?]] {
        let all = try await Search(words, limit: 1000).run(in: workspace, asOf: cut).found.rows
        #expect(!all.isEmpty && all.count < 1000, "\(words): \(all.count)")
        for limit in 1...max(1, min(all.count, 30)) {
            let few = try await Search(words, limit: limit).run(in: workspace, asOf: cut)
            #expect(few.found.rows == Array(all.prefix(limit)), "\(words), \(limit)")
            #expect(few.isCut == (limit < all.count), "\(words), \(limit)")
        }
        return all
    }

    /// Says things that are as much alike as titles of the sample are, more or less.
    private func fill(_ workspace: Workspace) async throws {
        for (edition, value) in [("es", "hockye"), ("es", "ice hockey"), ("en", "hockey"), ("en", "some hockeys")] {
            try await workspace.decide("hockey-star/\(edition)", "male_lead.v\(value.count)", .value(value))
        }
        // Found by its path, it is shown by a label that is nothing like the words.
        var facts = ElementFacts()
        facts.label = "도시"
        _ = try await workspace.addElement(ElementPath("setting.harbour"), facts, dryRun: false)
        try await workspace.decide("hockey-star/en", "setting.city", .value("hard rock"))
    }

    @Test("are the first of all, whether titles or what editions decide are more alike")
    func few() async throws {
        try await Catalogue.sample { workspace async throws in
            try await fill(workspace)
            for words in ["harbour", "hockey", "hockye", "hokey", "ice hocky", "love", "사랑", "the", "star", "ho"] {
                let all = try await all(words, workspace)
                #expect(words == "harbour" || Set(all.map { $0[0] }).count > 1, "\(words)")
            }
        }
    }

    @Test("are so too where no typo is forgiven")
    func plain() async throws {
        try await Catalogue.sample { workspace async throws in
            try await fill(workspace)
            try await workspace.dropTrigrams()
            for words in ["harbour", "hockey", "hockye", "love", "사랑", "the", "star", "ho"] {
                try await all(words, workspace)
            }
        }
    }

    @Test("words are looked for up to some length, as the database counts it, which takes no second")
    func longest() async throws {
        try await Catalogue.sample { workspace async throws in
            var random = Seeded(20_000)
            let letters = Array("abcdefghijklmnopqrstuvwxyz")
            let long = String((0..<Search.longest).map { _ in letters[random.pick(below: letters.count)] })
            try await workspace.decide("hockey-star/en", "plot.long", .value("so \(long)ng"))
            let start = ContinuousClock.now
            let found = try await Search("  \(long)\n").run(in: workspace).found
            #expect(found["name"] == ["hockey-star/en plot.long"], "\(found["text"])")
            #expect(ContinuousClock.now - start < .seconds(5))
            for words in [long + "n", "e" + String(repeating: "\u{301}", count: Search.longest)] {
                let refusal = await #expect(throws: Refusal.self) { try await Search(words).run(in: workspace) }
                #expect(refusal?.kind == .usage, "\(String(describing: refusal))")
                #expect(refusal?.message == "words to search for are longer than 1000 characters")
                #expect(refusal?.hint == "a part of them finds what holds them")
            }
        }
    }

    @Test("are so too as of a moment, whatever was said since")
    func before() async throws {
        try await Catalogue.sample { workspace async throws in
            try await fill(workspace)
            let then = OperationID(try await workspace.lastOperation())
            let words = ["hockey", "hokey", "star"]
            var known: [[[String?]]] = []
            for word in words { known.append(try await all(word, workspace)) }
            for (edition, value) in [("es", "hockey"), ("en", "hockey star")] {
                try await workspace.decide("hockey-star/\(edition)", "male_lead.v10", .value(value))
            }
            try await workspace.decide("hockey-star/en", "male_lead.v6", .value("chess"))
            try await workspace.addSeries("star", title: "Hockey")
            for (word, known) in zip(words, known) {
                #expect(try await all(word, workspace, asOf: then) == known, "\(word)")
                #expect(try await all(word, workspace) != known, "\(word)")
            }
        }
    }

    @Test("of one score go by what they are, then by name, whichever of them were looked for first")
    func ties() async throws {
        try await Catalogue.sample { workspace async throws in
            let es = try EditionReference(parsing: "hockey-star/es")
            var (facts, element) = (EditionFacts(), ElementFacts())
            (facts.note, element.label) = ("by the harbour at night", "a harbour view")
            _ = try await EditEdition(edition: es, facts: facts).run(in: workspace, dryRun: false)
            _ = try await workspace.addElement(ElementPath("setting.view"), element, dryRun: false)
            _ = try await workspace.addTerm("place:pier", labels: [("en", "old harbour pier")], dryRun: false)
            try await workspace.decide("hockey-star/en", "setting.city", .value("harbour of stones"))
            let noted = Decide.Request(
                try ElementPath("setting.city"), .value("Bogotá"), note: "seen from the harbour", mayBeNew: true)
            _ = try await Decide(edition: es, requests: [noted]).run(in: workspace, verb: "set", dryRun: false)
            let found = try await all("harbour", workspace)
            #expect(
                found.map { [$0[0], $0[1], $0[4]] } == [
                    ["element", "setting.view", "0.95"], ["value", "hockey-star/en setting.city", "0.95"],
                    ["term", "place:pier", "0.95"], ["note", "hockey-star/es", "0.95"],
                    ["note", "hockey-star/es setting.city", "0.95"],
                ], "\(found)")
            try await workspace.dropTrigrams()
            #expect(try await all("harbour", workspace) == found)
        }
    }
}
