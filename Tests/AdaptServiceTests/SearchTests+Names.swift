import AdaptModel
import Testing

@testable import AdaptService

/// Names that people paste are found, and how near a thing is is told by what it was found by.
extension SearchTests {
    /// The first that is found, without what is empty.
    private func first(_ words: String, _ workspace: Workspace) async throws -> [String] {
        let rows = try await Search(words).run(in: workspace).found.rows
        return rows.first.map { $0.compactMap { $0 } } ?? []
    }

    @Test("an edition by its name, an identifier in any case, a code with a typo; blanks around do not matter")
    func pasted() async throws {
        try await Catalogue.sample { workspace async throws in
            var facts = EditionFacts()
            facts.identifiers = ["imdb:tt0000007"]
            _ = try await EditEdition(edition: EditionReference(parsing: "hockey-star/es"), facts: facts)
                .run(in: workspace, dryRun: false)
            for words in ["hockey-star/es", "Hockey-Star/ES ", "TT0000007", " IMDB:tt0000007"] {
                let row = try await first(words, workspace)
                #expect(Array(row.prefix(2)) == ["edition", "hockey-star/es"], "\(words): \(row)")
                #expect(row.last == "1.00", "\(words): \(row)")
            }
            for (words, series) in [("hockey-star", "hockey-star"), ("secnd life", "second-life")] {
                let names = try await found(words, workspace, kind: .series)
                #expect(names == [series], "\(words)")
            }
            let terms = try await found("asociation footbal", workspace, kind: .term)
            #expect(terms == ["sport:association_football"])
            let notes = try await Search("Takeaway", kind: .note).run(in: workspace).found
            #expect(notes.rows.count == 4 && Set(notes["score"]) == ["1.00"])
        }
    }

    @Test("an element by a path that it has or had, though its label says something else")
    func paths() async throws {
        try await Catalogue.sample { workspace async throws in
            var facts = ElementFacts()
            facts.label = "도시"
            _ = try await workspace.addElement(ElementPath("setting.harbour"), facts, dryRun: false)
            let now = try await first("setting.harbour", workspace)
            #expect(now == ["element", "setting.harbour", "도시", "1.00"])
            _ = try await workspace.renameElement(
                ElementPath("setting.harbour"), to: ElementPath("setting.quay"), dryRun: false)
            let former = try await first("setting.harbuor", workspace)
            #expect(Array(former.prefix(3)) == ["element", "setting.quay", "setting.harbour"])
        }
    }

    @Test("signs alone are found where they stand, and are like nothing")
    func signs() async throws {
        try await Catalogue.sample { workspace async throws in
            try await workspace.decide("hockey-star/en", "male_lead.odds", .value("100 % \"sure\""))
            for words in ["%", "\"", " % "] {
                let names = try await found(words, workspace, kind: .value)
                #expect(names == ["hockey-star/en male_lead.odds"], "\(words)")
            }
            for words in ["__", "?", "%%"] {
                let names = try await found(words, workspace, kind: .value)
                #expect(names == [], "\(words)")
            }
        }
    }
}
