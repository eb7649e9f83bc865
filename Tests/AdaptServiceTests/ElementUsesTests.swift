import AdaptModel
import AdaptSQL
import Postgres
import Testing

@testable import AdaptService

@Suite("What editions say of an element")
struct ElementUsesTests {
    /// Series in each of which the word of an edition on `ending` stands on another one's in its own way.
    private func prepare(_ workspace: Workspace) async throws {
        for series in ["alone", "back", "moved", "parent", "still"] { try await workspace.addSeries(series) }
        // The parent says nothing of it itself.
        try await workspace.register("alone/en")
        try await workspace.decide("alone/en", "hook", .value("a"))
        try await workspace.register("alone/es", from: "alone/en")
        try await workspace.decide("alone/es", "ending", .value("x"))
        try await workspace.decide("alone/en", "hook", .value("b"))
        for series in ["back", "moved", "parent", "still"] {
            try await workspace.register("\(series)/en")
            try await workspace.decide("\(series)/en", "ending", .value("a"))
            try await workspace.register("\(series)/es", from: "\(series)/en")
            try await workspace.decide("\(series)/es", "ending", series == "back" ? .value("x") : .keep)
        }
        try await workspace.decide("moved/en", "ending", .value("b"))
        // Another element moves on, this one does not.
        try await workspace.decide("still/en", "hook", .value("b"))
        try await workspace.register("parent/de")
        try await workspace.decide("parent/de", "ending", .value("d"))
        let edit = EditEdition(
            edition: try EditionReference(parsing: "parent/es"), facts: EditionFacts(),
            lineage: LineageFacts(parent: try EditionReference(parsing: "parent/de")))
        _ = try await edit.run(in: workspace, dryRun: false)
        try await workspace.decide("back/en", "ending", .value("c"))
        try await workspace.undo(nil)
    }

    @Test("is outdated where the list of all that is outdated says so, and as of a moment where it said so then")
    func outdated() async throws {
        try await Catalogue.empty { workspace async throws in
            try await prepare(workspace)
            let last = try await workspace.lastOperation()
            var counts: Set<Int> = []
            for number in (last - 6)...last {
                let cut = OperationID(number)
                let uses = try await workspace.uses(ofElement: "ending", asOf: cut)
                let told = zip(uses["edition"], uses["outdated"]).filter { $0.1 != nil }.map(\.0)
                let all = try await workspace.outdated(asOf: cut)
                let listed = zip(all["edition"], all["element"]).filter { $0.1 == "ending" }.map(\.0)
                #expect(told == listed, "as of operation \(number)")
                counts.insert(told.count)
            }
            #expect(counts.count > 2, "\(counts)")
        }
    }

    @Test("is looked at only in series in which two editions ever spoke of it, and alone")
    func spokenOf() async throws {
        try await Catalogue.empty { workspace async throws in
            try await prepare(workspace)
            let codes = try await workspace.texts(Queries.series["codes_spoken_of"], [Int.max, "ending"])
            #expect(codes == ["back", "moved", "parent", "still"])
            let element = try await workspace.number("select element_id from element_path where path = 'ending'")
            let said = try await workspace.texts(
                "select count(*)::text from (\(Queries.series["decisions_of"])) d",
                [Int.max, ["alone", "still"], [element] as [Int]])
            #expect(said == ["3"])
        }
    }
}
