import AdaptModel
import Testing

@testable import AdaptService

@Suite("Further sources make no circle")
struct SourceCycleTests {
    private func drawOn(_ edition: String, _ sources: String..., in workspace: Workspace) async throws {
        _ = try await EditEdition(
            edition: EditionReference(parsing: edition), facts: EditionFacts(),
            lineage: LineageFacts(alsoFrom: sources.map { try EditionReference(parsing: $0) })
        ).run(in: workspace, dryRun: false)
    }

    @Test("an edition draws neither on itself nor on what comes from it, also over parents and several series")
    func refused() async throws {
        try await Stage.with { workspace async throws in
            try await drawOn("t/jp", "s/us", in: workspace)
            let before = try await workspace.counts()
            for (edition, source) in [("s/kr", "s/kr"), ("s/us", "t/jp"), ("s/kr", "t/jp")] {
                let refusal = try await refusal { try await drawOn(edition, source, in: workspace) }
                #expect(refusal.message == "edition would become its own ancestor")
                #expect(refusal.details == ["\"\(source)\" descends from \"\(edition)\""])
            }
            #expect(try await workspace.counts() == before)
            try await drawOn("t/jp", "s/us-2", in: workspace)
        }
    }

    @Test("what was taken back may be drawn on the other way, and then is not brought back")
    func undone() async throws {
        try await Stage.with { workspace async throws in
            try await drawOn("t/jp", "s/us", in: workspace)
            let undo = try await Undo().run(in: workspace, dryRun: false)
            try await drawOn("s/us", "t/jp", in: workspace)
            let refusal = try await refusal { _ = try await Undo(undo.operation).run(in: workspace, dryRun: false) }
            #expect(refusal.message == "edition would become its own ancestor")
        }
    }

    @Test("a file of editions tells the circle with the lines that close it")
    func file() async throws {
        try await Stage.with { workspace async throws in
            let refusal = try await refusal {
                try await workspace.editions(
                    "series,code,title,also_from\ns,a,A,t/b\nt,b,B,s/a\n", BulkEditionTests.newSeries)
            }
            #expect(
                refusal.message.hasPrefix(
                    "edition would become its own ancestor: s/a (line 2) from t/b (line 3) from s/a (line 2)"))
        }
    }
}
