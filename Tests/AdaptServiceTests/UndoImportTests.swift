import AdaptModel
import Testing

@testable import AdaptService

@Suite("Undo of what has just been imported")
struct UndoImportTests {
    // Nobody has counted the rows yet: whatever the planner thinks, each thing said is looked up once.
    @Test("a sheet of thousands of decisions in editions of one parent is taken back, and brought again")
    func sheet() async throws {
        try await Catalogue.sample { workspace in
            let codes = (1...200).map { "c\($0)" }
            try await workspace.editions(
                "series,code,title,language,from\n"
                    + codes.map { "hockey-star,\($0),\($0),en,en\n" }.joined())
            let said = codes.flatMap { code in (1...20).map { "hockey-star/\(code),some.e\($0),v\n" } }
            try await workspace.elements(
                "edition,element,value\n" + said.joined(), .with { $0.mayAddElements = true })
            let counted = "select count(*) from decision_live(9223372036854775807) where value = 'v'"
            #expect(try await workspace.number(counted) == 4_000)
            let last = try await Undo().run(in: workspace, dryRun: false)
            #expect(try await workspace.number(counted) == 0)
            _ = try await Undo(last.operation).run(in: workspace, dryRun: false)
            #expect(try await workspace.number(counted) == 4_000)
        }
    }
}
