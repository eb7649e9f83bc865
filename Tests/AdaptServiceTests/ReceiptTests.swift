import AdaptModel
import Testing

@testable import AdaptService

@Suite("The receipt of an import")
struct ReceiptTests {
    static let file =
        Stage.header + Stage.row("s/kr", 5, 11, "100") + Stage.row("s/us", 5, 7, ">20K")
        + Stage.row("s/us", 8, 20, "3") + Stage.row("t/jp", 5, 11, "-")

    @Test("counts every row once, and names the weeks that changed")
    func counts() async throws {
        try await Stage.with { workspace in
            let receipt = try await workspace.load(Self.file)
            #expect((receipt.read, receipt.new, receipt.revised, receipt.unchanged) == (4, 3, 0, 0))
            #expect((receipt.older, receipt.refused, receipt.notReported, receipt.unplaced) == (0, 0, 1, 1))
            #expect(receipt.weeks == ["2026-W02"])
            #expect(receipt.sameAs == nil)
            let last = try await workspace.texts("select max(operation_id)::text from operation")
            #expect(receipt.operation.map { [String($0.number)] } == last)
            #expect(try await workspace.derivedDifferences() == [])
        }
    }

    @Test("of the same bytes again: nothing new, and the operation that had them")
    func sameBytes() async throws {
        try await Stage.with { workspace in
            let first = try await workspace.load(Self.file)
            let before = try await workspace.counts()
            let again = try await workspace.load(Self.file)
            #expect((again.new, again.revised, again.unchanged, again.notReported) == (0, 0, 3, 1))
            #expect(again.sameAs == first.operation)
            #expect(again.operation == nil)
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("of the same rows and one more: only that one is new")
    func oneMore() async throws {
        try await Stage.with { workspace in
            try await workspace.load(Self.file)
            let more = try await workspace.load(Self.file + Stage.row("s/kr", 12, 18, "7"))
            #expect((more.read, more.new, more.unchanged) == (5, 1, 3))
            #expect(more.weeks == ["2026-W03"])
            #expect(try await workspace.texts("select count(*)::text from observation") == ["4"])
        }
    }

    @Test("the same figures in other words are unchanged, and make no operation")
    func otherWords() async throws {
        try await Stage.with { workspace in
            try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "1200000"))
            let before = try await workspace.counts()
            let again = try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "1.2M"))
            #expect((again.new, again.revised, again.unchanged, again.operation) == (0, 0, 1, nil))
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("a later vintage replaces the figure in reports and deletes nothing")
    func later() async throws {
        try await Stage.with { workspace in
            let first = try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "100"))
            let second = try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "130", published: 2))
            #expect((second.new, second.revised, second.weeks) == (0, 1, ["2026-W02"]))
            #expect(try await workspace.total("2026-W02", series: "s") == ">= 130.. 1")
            let cut = try #require(first.operation)
            #expect(try await workspace.total("2026-W02", series: "s", asOf: cut) == ">= 100.. 1")
            #expect(try await workspace.texts("select low::text from observation order by 1") == ["100", "130"])
        }
    }

    @Test("an older vintage that comes late is kept, and changes no report")
    func older() async throws {
        try await Stage.with { workspace in
            try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "130", published: 9))
            let weeks = try await workspace.texts("select w::text from weekly_reach w")
            let late = try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "100", published: 2))
            #expect((late.new, late.revised, late.older, late.weeks) == (0, 0, 1, []))
            let between = try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "115", published: 5))
            #expect((between.new, between.revised, between.older, between.weeks) == (0, 0, 1, []))
            #expect(try await workspace.texts("select w::text from weekly_reach w") == weeks)
            #expect(try await workspace.texts("select count(*)::text from observation") == ["3"])
        }
    }

    @Test("of a dry run says what would be done, and leaves nothing")
    func dryRun() async throws {
        try await Stage.with { workspace in
            let before = try await workspace.counts()
            let tried = try await workspace.load(Self.file, dryRun: true)
            #expect(tried.new == 3)
            #expect(try await workspace.counts() == before)
            let done = try await workspace.load(Self.file)
            #expect(done == tried)
        }
    }
}
