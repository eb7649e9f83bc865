import AdaptModel
import Testing

@testable import AdaptService

/// Notes are found as titles are.
extension SearchTests {
    /// Says something in a note of a series, of an edition and on what that says.
    private func note(_ workspace: Workspace) async throws {
        let reefs = SeriesFacts(title: "Reefs", note: "a storm at night in Málaga")
        _ = try await workspace.addSeries(try Code("reefs", for: "series"), reefs, dryRun: false)
        let es = try EditionReference(parsing: "hockey-star/es")
        var facts = EditionFacts()
        facts.note = "filmed in the old harbour"
        _ = try await EditEdition(edition: es, facts: facts).run(in: workspace, dryRun: false)
        let request = Decide.Request(
            try ElementPath("male_lead.name"), .value("Ana"), note: "renamed for rádio", mayBeNew: true)
        _ = try await Decide(edition: es, requests: [request]).run(in: workspace, verb: "set", dryRun: false)
    }

    @Test("finds notes of series, of editions and on what they say without accents, and with a typo")
    func notes() async throws {
        try await Catalogue.sample { workspace async throws in
            try await note(workspace)
            let expected: [String: String?] = [
                "malaga": "reefs", "strom at night": "reefs", "stomr": "reefs", "old harbuor": "hockey-star/es",
                "hrabour": "hockey-star/es", "radio": "hockey-star/es male_lead.name",
                "renamd for radio": "hockey-star/es male_lead.name", "raido": "hockey-star/es male_lead.name",
                "reversls of power": "takeaway", "fomulras": nil, "formluas": "takeaway",
            ]
            for (words, name) in expected {
                let names = try await found(words, workspace, kind: .note)
                #expect(names == [name].compactMap { $0 }, "\(words)")
                let all = try await found(words, workspace)
                #expect(all.first == name, "\(words): \(all)")
            }
        }
    }

    @Test("where no typo is forgiven, notes are found by parts of words, without accents")
    func plainNotes() async throws {
        try await Catalogue.sample { workspace async throws in
            try await note(workspace)
            try await workspace.dropTrigrams()
            for (words, count) in [("malaga", 1), ("harb", 1), ("radio", 1), ("old harbuor", 0), ("raido", 0)] {
                let rows = try await Search(words, kind: .note).run(in: workspace).found.rows
                #expect(rows.count == count, "\(words)")
            }
        }
    }

    @Test("what holds the words with a mistake goes before what is less alike")
    func mistakes() async throws {
        try await Catalogue.sample { workspace async throws in
            // Half of the letters in a row are those of the word.
            try await workspace.decide("hockey-star/en", "male_lead.v1", .value("lvo"))
            let names = try await found("Lvoer", workspace)
            #expect(names.first == "my-assertive-lover" && names.last == "hockey-star/en male_lead.v1", "\(names)")
        }
    }
}
