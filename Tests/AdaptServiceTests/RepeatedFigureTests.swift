import AdaptModel
import Testing

@testable import AdaptService

@Suite("Figures said again, published later")
struct RepeatedFigureTests {
    private static func file(_ value: String, published: Int) -> String {
        Stage.header + Stage.row("s/kr", 5, 11, value, published: published)
    }

    @Test("count as published then: what was published before that and comes in later is the older one")
    func between() async throws {
        try await Stage.with { workspace async throws in
            let first = try await workspace.load(Self.file("10", published: 12))
            let again = try await workspace.load(Self.file("10", published: 20))
            #expect((again.new, again.revised, again.unchanged, again.repeated, again.weeks) == (0, 0, 1, 1, []))
            let between = try await workspace.load(Self.file("12", published: 15))
            #expect((between.new, between.revised, between.older, between.weeks) == (0, 0, 1, []))
            #expect(try await workspace.total("2026-W02") == ">= 10.. 1")
            #expect(try await workspace.derivedDifferences() == [])
            let same = try await workspace.load(Self.file("10", published: 20))
            #expect((same.unchanged, same.notReported, same.sameAs) == (1, 0, again.operation))
            // It stands by itself; without it the one between is the newest.
            _ = try await Undo(first.operation).run(in: workspace, dryRun: false)
            #expect(try await workspace.total("2026-W02") == ">= 10.. 1")
            _ = try await Undo(again.operation).run(in: workspace, dryRun: false)
            #expect(try await workspace.total("2026-W02") == ">= 12.. 1")
            #expect(try await workspace.derivedDifferences() == [])
        }
    }

    @Test("are no revision, and no change that a standing job hands on; the next revision is one step")
    func noNews() async throws {
        try await Stage.with { workspace async throws in
            func export() async throws -> StandingExport {
                try await workspace.standingExport(
                    of: WeeklyReach(week: try Week(parsing: "2026-W02")), in: StandingScope(first: nil, last: nil),
                    format: "csv")
            }
            try await workspace.load(Self.file("10", published: 12))
            try await workspace.note(try await export())
            try await workspace.load(Self.file("10", published: 20))
            #expect(try await export().isRepeated)
            try await workspace.load(Self.file("11", published: 21))
            #expect(!(try await export().isRepeated))
            let steps = try await workspace.restatements(ReadingScope(week: try Week(parsing: "2026-W02")), asOf: .now)
            #expect(steps.map { "\($0.old.figure.low) \($0.new.figure.low)" } == ["10 11"])
        }
    }

    @Test("are a change where they are taken back: what was published between counts then, and is handed on")
    func takenBack() async throws {
        try await Stage.with { workspace async throws in
            func export() async throws -> StandingExport {
                try await workspace.standingExport(
                    of: WeeklyReach(week: try Week(parsing: "2026-W02")), in: StandingScope(first: nil, last: nil),
                    format: "csv")
            }
            try await workspace.load(Self.file("10", published: 12))
            let again = try await workspace.load(Self.file("10", published: 20))
            try await workspace.load(Self.file("12", published: 15))
            let first = try await export()
            #expect(first.report.weeks.map(\.total.low) == [10])
            try await workspace.note(first)
            _ = try await Undo(again.operation).run(in: workspace, dryRun: false)
            let second = try await export()
            #expect(!second.isRepeated && second.report.weeks.map(\.total.low) == [12])
        }
    }

    @Test("in a file of history whose publication is not stated take no room")
    func notStated() async throws {
        try await Stage.with { workspace async throws in
            let header = "edition,metric,source,week,value\n"
            let row = "s/kr,views,src,2026-W02,10\n"
            try await workspace.load(header + row)
            var later = ImportReach.Options(today: Catalogue.today + 7)
            let receipt = try await workspace.load(header + row + "s/kr,views,src,2026-W03,11\n", later)
            #expect((receipt.new, receipt.unchanged, receipt.repeated) == (1, 1, 0))
            #expect(try await workspace.number("select count(*) from observation") == 2)
            later.today = Catalogue.today + 8
            #expect(try await workspace.load(header + row + "\n", later).operation == nil)
        }
    }

    @Test("in one file, and in a catalogue that goes out and in, are the same")
    func outAndIn() async throws {
        let lines = try await Stage.with { workspace async throws in
            let rows = [("10", 12), ("10", 20)].map { Stage.row("s/kr", 5, 11, $0.0, published: $0.1) }
            let receipt = try await workspace.load(Stage.header + rows.joined())
            #expect((receipt.new, receipt.unchanged, receipt.repeated, receipt.weeks) == (1, 1, 1, ["2026-W02"]))
            return try await exported(workspace)
        }
        #expect(lines.count { $0.contains("\"repeated\"") } == 1)
        try await Catalogue.empty { workspace async throws in
            _ = try await bring(lines, into: workspace)
            #expect(try await exported(workspace) == lines)
            let older = try await workspace.load(Self.file("12", published: 15))
            #expect((older.older, older.weeks) == (1, []))
        }
    }
}
