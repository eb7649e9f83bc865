import AdaptModel
import Testing

@testable import AdaptService

@Suite("The status of an edition")
struct StatusTests {
    private func move(_ status: Status, _ workspace: Workspace, dryRun: Bool = false) async throws {
        var facts = EditionFacts()
        facts.status = status
        _ = try await EditEdition(edition: EditionReference(series: "s", edition: "a"), facts: facts)
            .run(in: workspace, dryRun: dryRun)
    }

    @Test("moves along the way to the market, one step at a time, and never out of a final one")
    func moves() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSeries("s")
            try await workspace.register("s/a", title: "T", language: "ko")
            let way: [Status] = [
                .proposed, .licensed, .inAdaptation, .inReview, .inAdaptation, .inReview, .approved, .inPromotion,
                .paused, .inPromotion, .ended,
            ]
            for status in way {
                try await move(status, workspace)
                for other in Status.allCases where other != status && !status.next.contains(other) {
                    let refusal = try await refusal { try await move(other, workspace, dryRun: true) }
                    #expect(
                        refusal.message == "status of \"s/a\" cannot go from \(status.rawValue) to \(other.rawValue)")
                }
                for other in status.next { try await move(other, workspace, dryRun: true) }
            }
            let row = try await workspace.editions(of: "s")
            #expect(row["status"] == ["ended"])
            #expect(row["title"] == ["T"])
            #expect(row["language"] == ["ko"])
            #expect(row["revision"] == ["\(way.count + 1)"])
        }
    }
}
