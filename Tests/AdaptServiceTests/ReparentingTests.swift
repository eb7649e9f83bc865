import AdaptModel
import AdaptService
import Testing

@Suite("Another parent")
struct ReparentingTests {
    @Test("a keep holds what the parent of its time said, and is outdated under another that says otherwise")
    func keep() async throws {
        try await Catalogue.sample { workspace in
            try await register("a", from: nil, "one", workspace)
            try await register("b", from: nil, "two", workspace)
            try await register("c", from: "a", nil, workspace)
            let edit = EditEdition(
                edition: try EditionReference(parsing: "hockey-star/c"), facts: EditionFacts(),
                lineage: LineageFacts(parent: try EditionReference(parsing: "hockey-star/b")))
            _ = try await edit.run(in: workspace, dryRun: false)

            let sheet = try await workspace.sheet(of: EditionReference(parsing: "hockey-star/c"))
            let nature = try #require(sheet.elements.first { $0.element == "male_lead.nature" })
            #expect(nature.resolved.state == .value(ElementValue("one")))
            #expect(nature.resolved.outdated)
            // What is not named stays.
            #expect(sheet.facts.first { $0.name == "method" }?.value == "dub")
            #expect(sheet.facts.first { $0.name == "parent" }?.value == "b")

            let outdated = try await workspace.outdated(in: "hockey-star")
            #expect(
                outdated.rows.map { $0.prefix(5).map { $0 ?? "" } } == [
                    ["hockey-star/c", "male_lead.nature", "keep", "one", "two"]
                ])
        }
    }

    private func register(_ code: String, from parent: String?, _ nature: String?, _ workspace: Workspace) async throws
    {
        var facts = EditionFacts()
        facts.title = "Edition \(code)"
        let lineage = parent.map {
            LineageFacts(parent: EditionReference(series: "hockey-star", edition: $0), method: .dub)
        }
        let statement = nature.map { Decide.Request.Statement.value($0) } ?? .keep
        let registration = RegisterEdition(
            series: "hockey-star", code: code, facts: facts, lineage: lineage,
            decisions: [Decide.Request(try ElementPath("male_lead.nature"), statement)])
        _ = try await registration.run(in: workspace, dryRun: false)
    }
}
