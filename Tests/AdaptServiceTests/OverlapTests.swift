import AdaptModel
import Testing

@testable import AdaptService

@Suite("Windows that overlap")
struct OverlapTests {
    private func refused(_ workspace: Workspace, _ rows: [String]) async throws -> Refusal {
        let before = try await workspace.counts()
        let refusal = try await refusal { try await workspace.load(Stage.header + rows.joined()) }
        #expect(try await workspace.counts() == before)
        #expect(refusal.kind == .input)
        return refusal
    }

    @Test("in a file are refused with both lines")
    func inFile() async throws {
        try await Stage.with { workspace in
            let refusal = try await refused(
                workspace,
                [
                    Stage.row("s/kr", 5, 11, "1"), Stage.row("s/us", 5, 11, "1"), Stage.row("s/kr", 12, 18, "1"),
                    Stage.row("s/kr", 11, 11, "1"), Stage.row("s/us", 6, 7, "1"),
                ])
            #expect(refusal.place?.line == 5)
            #expect(
                refusal.message.hasPrefix("window 2026-01-11..2026-01-11 overlaps 2026-01-05..2026-01-11 in line 2"))
            #expect(refusal.details.count == 1)
            #expect(refusal.details[0].hasPrefix("reach.csv:6: window 2026-01-06..2026-01-07 overlaps"))
            #expect(refusal.details[0].contains("in line 3"))
        }
    }

    @Test("with a window that is known are refused with its file and line")
    func withKnown() async throws {
        try await Stage.with { workspace in
            try await workspace.load(Stage.header + Stage.row("s/us", 5, 11, "1") + Stage.row("s/kr", 5, 11, "1"))
            let refusal = try await refused(workspace, [Stage.row("s/kr", 11, 12, "1")])
            #expect(refusal.place?.line == 2)
            #expect(
                refusal.message
                    == "window 2026-01-11..2026-01-12 overlaps 2026-01-05..2026-01-11 in line 3 of reach.csv,"
                    + " already imported")
        }
    }

    @Test("of other editions, metrics, sources or markets do not overlap; nor do neighbours")
    func apart() async throws {
        try await Stage.with { workspace async throws in
            let rows = [
                Stage.row("s/kr", 5, 11, "1"), Stage.row("s/us", 6, 7, "1"),
                Stage.row("s/kr", 6, 7, "1", metric: "views"), Stage.row("s/kr", 6, 7, "1", source: "other"),
                Stage.row("s/kr + s/us", 6, 7, "1"), Stage.row("s/kr", 12, 18, "1"), Stage.row("s/kr", 4, 4, "1"),
            ]
            #expect(try await workspace.load(Stage.header + rows.joined()).new == rows.count)
        }
    }

    @Test("one window with two figures of one publication is refused with both lines; of two, both are kept")
    func contradiction() async throws {
        try await Stage.with { workspace in
            let refusal = try await refused(
                workspace,
                [Stage.row("s/kr", 5, 11, "1"), Stage.row("s/us", 5, 11, "1"), Stage.row("s/kr", 5, 11, ">1")])
            #expect(refusal.place?.line == 4)
            #expect(refusal.message == "figure differs from the one of the same window in line 2")
            let receipt = try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "2", published: 2) + Stage.row("s/kr", 5, 11, "1"))
            #expect((receipt.new, receipt.revised) == (1, 1))
            #expect(try await workspace.texts("select low::text from weekly_reach") == ["2"])
            #expect(try await workspace.derivedDifferences() == [])
        }
    }
}
