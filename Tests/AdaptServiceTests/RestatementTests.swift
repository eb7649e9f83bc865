import AdaptModel
import Testing

@testable import AdaptService

@Suite("Figures restated")
struct RestatementTests {
    private func restated(
        _ workspace: Workspace, _ week: String = "2026-W02", weeks: Int = 1, source: String? = nil,
        metric: String? = nil, market: String? = nil, of subject: String? = nil, asOf cut: OperationID = .now
    ) async throws -> [String] {
        try await workspace.restatements(
            ReadingScope(
                week: try Week(parsing: week), weeks: weeks, source: source, metric: metric, market: market,
                subject: try subject.map { try EditionReference(parsing: $0) }), asOf: cut
        ).map { line in
            let name = line.editions.joined(separator: " + ")
            return "\(name) \(line.window.first) \(line.old.figure.comparator.rawValue)\(line.old.figure.low) -> "
                + "\(line.new.figure.comparator.rawValue)\(line.new.figure.low) \(line.change.map(String.init) ?? "-")"
        }
    }

    private func prepare(_ workspace: Workspace) async throws {
        try await workspace.load(
            Stage.header + Stage.row("s/kr", 5, 11, "100") + Stage.row("s/us", 5, 11, ">50")
                + Stage.row("s/kr + s/us-2", 5, 11, "7") + Stage.row("t/jp", 12, 18, "9"))
        // s/us is said again unchanged, which is no revision.
        try await workspace.load(
            Stage.header + Stage.row("s/kr", 5, 11, "90", published: 8)
                + Stage.row("s/us", 5, 11, ">50", published: 8)
                + Stage.row("s/kr + s/us-2", 5, 11, "8", published: 8) + Stage.row("t/jp", 12, 18, "~10", published: 8))
        try await workspace.load(
            Stage.header + Stage.row("s/kr", 5, 11, "95", published: 9)
                + Stage.row("s/us", 5, 11, "60", published: 9))
    }

    @Test("a file that was applied before is told to be restated since, and how it counts again; taken back, it is not")
    func appliedBefore() async throws {
        try await Stage.with { workspace async throws in
            func text(_ value: String, _ other: String) -> String {
                "edition,metric,source,week,value\ns/kr,impressions,src,2026-W02,\(value)\n"
                    + "s/us,impressions,src,2026-W02,\(other)\n"
            }
            let first = try await workspace.load(text("5", "1"))
            #expect(try await workspace.load(text("5", "1")).restatedBy == nil)
            try await workspace.load(text("5", "1") + "t/jp,impressions,src,2026-W02,8\n")
            #expect(try await workspace.load(text("5", "1")).restatedBy == nil)
            let later = try await workspace.load(text("5", "2"))
            let again = try await workspace.load(text("5", "1"))
            #expect((again.sameAs, again.restatedBy) == (first.operation, later.operation))
            var options = ImportReach.Options(today: Catalogue.today)
            options.published = Catalogue.today
            #expect(try await workspace.load(text("5", "1"), dryRun: true, options).revised == 1)
            _ = try await workspace.undo(later.operation?.number)
            #expect(try await workspace.load(text("5", "1")).restatedBy == nil)
        }
    }

    @Test("of several editions name them in one order, as reports and rankings do")
    func order() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.register("s/ar", title: "A", from: "s/kr")
            for (value, day) in [("7", 1), ("8", 2)] {
                try await workspace.load(Stage.header + Stage.row("s/kr + s/ar", 5, 11, value, published: day))
            }
            let week = try Week(parsing: "2026-W02")
            let names = ["s/ar", "s/kr"]
            let report = try await WeeklyReach(week: week).run(in: workspace)
            #expect(report.weeks[0].lines.first { $0.scope == .joint }?.editions == names)
            #expect(report.weeks[0].lines.first { $0.scope == .joint }?.title == "A + K")
            let ranking = try await workspace.ranking(ReadingScope(week: week), asOf: .now)
            #expect(ranking.lines.first { $0.scope == .joint }?.editions == names)
            #expect(try await workspace.restatements(ReadingScope(week: week)).map(\.editions) == [names])
        }
    }

    @Test("are listed with old and new, every step of a figure restated twice, and what was said again is none")
    func steps() async throws {
        try await Stage.with { workspace in
            try await prepare(workspace)
            let all = try await restated(workspace)
            #expect(
                all == [
                    "s/kr 2026-01-05 =100 -> =90 -10", "s/kr 2026-01-05 =90 -> =95 5", "s/us 2026-01-05 >51 -> =60 -",
                    "s/kr + s/us-2 2026-01-05 =7 -> =8 1",
                ])
            #expect(try await restated(workspace, "2026-W03") == ["t/jp 2026-01-12 =9 -> ~10 -"])
            #expect(try await restated(workspace, "2026-W03", weeks: 2).count == 5)
            #expect(try await restated(workspace, "2026-W01").isEmpty)
        }
    }

    @Test("can be asked for by edition, series, market, source and metric; a joint figure is of each of its editions")
    func scopes() async throws {
        try await Stage.with { workspace in
            try await prepare(workspace)
            #expect(try await restated(workspace, of: "s/us-2") == ["s/kr + s/us-2 2026-01-05 =7 -> =8 1"])
            #expect(try await restated(workspace, of: "t").isEmpty)
            #expect(
                try await restated(workspace, market: "us") == [
                    "s/us 2026-01-05 >51 -> =60 -", "s/kr + s/us-2 2026-01-05 =7 -> =8 1",
                ])
            // The world is everywhere.
            #expect(try await restated(workspace, market: "world") == restated(workspace))
            #expect(try await restated(workspace, source: "other").isEmpty)
            #expect(try await restated(workspace, metric: "views").isEmpty)
            let source = try await refusal { _ = try await restated(workspace, source: "srx") }
            #expect(source.hint == "did you mean src?")
            let metric = try await refusal { _ = try await restated(workspace, metric: "impresions") }
            #expect(metric.hint == "did you mean impressions?")
        }
    }

    @Test("do not count where the import was taken back, and count as of before that")
    func undone() async throws {
        try await Stage.with { workspace in
            try await prepare(workspace)
            let before = OperationID(try await workspace.lastOperation())
            _ = try await Undo(before).run(in: workspace, dryRun: false)
            #expect(
                try await restated(workspace) == [
                    "s/kr 2026-01-05 =100 -> =90 -10", "s/kr + s/us-2 2026-01-05 =7 -> =8 1",
                ])
            #expect(try await restated(workspace, asOf: before).count == 4)
            #expect(try await restated(workspace, asOf: OperationID(before.number - 1)).count == 2)
        }
    }
}
