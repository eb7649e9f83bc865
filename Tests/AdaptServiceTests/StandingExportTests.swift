import AdaptModel
import Testing

@testable import AdaptService

@Suite("Standing exports")
struct StandingExportTests {
    private func export(
        _ workspace: Workspace, market: String? = nil, format: String = "csv", first: String? = nil, last: String? = nil
    ) async throws -> StandingExport {
        var request = WeeklyReach(week: try Week(parsing: "2026-W02"))
        request.market = market
        return try await workspace.standingExport(
            of: request,
            in: StandingScope(
                first: try first.map { try Week(parsing: $0) }, last: try last.map { try Week(parsing: $0) }),
            format: format)
    }

    private func weeks(_ export: StandingExport) -> [String] { export.report.weeks.map { "\($0.week)" } }

    @Test("hold every week at first, then those with new and restated figures, and the last again where nothing is new")
    func goesOn() async throws {
        try await Stage.with { workspace in
            try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "1") + Stage.row("s/kr", 12, 18, "2")
                    + Stage.row("s/kr", 19, 25, "3"))
            let first = try await export(workspace)
            #expect(weeks(first) == ["2026-W02", "2026-W03", "2026-W04"])
            #expect(first.since.number == 0 && !first.isRepeated)
            try await workspace.note(first)

            let again = try await export(workspace)
            #expect(again.isRepeated)
            #expect("\(again.report)" == "\(first.report)")
            try await workspace.note(again)
            #expect(try await workspace.number("select count(*) from reach_export") == 1)

            try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "9", published: 2) + Stage.row("s/us", 26, 31, "4"))
            let second = try await export(workspace)
            // The week after a restated one is compared with it.
            #expect(weeks(second) == ["2026-W02", "2026-W03", "2026-W05"])
            #expect(second.report.weeks.map(\.total.low) == [9, 2, 4])
            #expect(second.report.weeks[1].lines.first?.previous?.low == 9)
            #expect(second.since == first.until)
            // The week before is looked at, though it is not in the file.
            #expect(second.report.weeks[2].lines.first?.weeksOnList == 1)
            // Not noted: whoever did not get the file gets it the next time.
            #expect(weeks(try await export(workspace)) == ["2026-W02", "2026-W03", "2026-W05"])
        }
    }

    @Test("a status or market by which editions are chosen is a change of the weeks that those have figures of")
    func chosen() async throws {
        try await Stage.with { workspace in
            try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "1") + Stage.row("s/us", 12, 18, "2")
                    + Stage.row("s/us + s/kr", 19, 25, "3") + Stage.row("t/jp", 26, 31, "4"))
            func promoted() async throws -> StandingExport {
                var request = WeeklyReach(week: try Week(parsing: "2026-W02"))
                request.statuses = [.inPromotion]
                return try await workspace.standingExport(
                    of: request, in: StandingScope(first: nil, last: nil), format: "csv")
            }
            try await workspace.note(try await promoted())
            try await workspace.note(try await export(workspace))
            try await workspace.note(try await export(workspace, market: "us"))
            var promotion = EditionFacts()
            promotion.status = .inPromotion
            _ = try await EditEdition(edition: EditionReference(parsing: "s/kr"), facts: promotion, lineage: nil).run(
                in: workspace, dryRun: false)
            let now = try await promoted()
            #expect(weeks(now) == ["2026-W02", "2026-W03", "2026-W04", "2026-W05"])
            #expect(now.report.weeks.map(\.reported) == [1, 0, 0, 0])
            // Where all are asked for, a status changes no figure.
            #expect(try await export(workspace).isRepeated)
            var facts = EditionFacts()
            facts.market = "us"
            _ = try await EditEdition(edition: EditionReference(parsing: "t/jp"), facts: facts, lineage: nil).run(
                in: workspace, dryRun: false)
            #expect(weeks(try await export(workspace, market: "us")).contains("2026-W05"))
        }
    }

    @Test("what was taken back is a change of its weeks, and so is importing it again")
    func undone() async throws {
        try await Stage.with { workspace in
            try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "1"))
            try await workspace.load(Stage.header + Stage.row("s/kr", 12, 18, "2"))
            try await workspace.note(try await export(workspace))
            _ = try await Undo(nil).run(in: workspace, dryRun: false)
            let taken = try await export(workspace)
            #expect(weeks(taken) == ["2026-W03"])
            #expect(taken.report.weeks[0].reported == 0)
            try await workspace.note(taken)
            #expect(try await export(workspace).isRepeated)
            // An import that was taken back is brought again by importing it again.
            try await workspace.load(Stage.header + Stage.row("s/kr", 12, 18, "2"))
            let brought = try await export(workspace)
            #expect(brought.report.weeks.map(\.total.low) == [2])
            #expect(!brought.isRepeated)
        }
    }

    @Test("each kind goes by itself: source and metric, market, format; and no further than the weeks asked for")
    func kinds() async throws {
        try await Stage.with { workspace in
            try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "1") + Stage.row("s/us", 12, 18, "2"))
            try await workspace.note(try await export(workspace))
            #expect(try await export(workspace).isRepeated)
            #expect(!(try await export(workspace, format: "xlsx").isRepeated))
            #expect(!(try await export(workspace, market: "us").isRepeated))
            #expect(weeks(try await export(workspace, format: "jsonl", last: "2026-W02")) == ["2026-W02"])
            #expect(weeks(try await export(workspace, format: "jsonl", first: "2026-W03")) == ["2026-W03"])
            let refusal = try await refusal { _ = try await export(workspace, format: "jsonl", first: "2026-W09") }
            #expect(refusal.message == "no figure lies in a week that was asked for")
        }
    }

    @Test("a job over some weeks takes nothing from one over all")
    func someWeeks() async throws {
        try await Stage.with { workspace in
            let rows = (5, 12)
            try await workspace.load(
                Stage.header + Stage.row("s/kr", rows.0, 11, "1") + Stage.row("s/kr", rows.1, 18, "2"))
            try await workspace.note(try await export(workspace))
            let one = try await export(workspace, first: "2026-W02", last: "2026-W02")
            try await workspace.note(one)
            try await workspace.load(
                Stage.header + Stage.row("s/kr", rows.0, 11, "3", published: 2)
                    + Stage.row("s/kr", rows.1, 18, "4", published: 2))
            let changed = try await export(workspace, first: "2026-W02", last: "2026-W02")
            #expect(weeks(changed) == ["2026-W02"] && changed.since == one.until)
            try await workspace.note(changed)
            try await workspace.load(Stage.header + Stage.row("s/kr", rows.0, 11, "5", published: 3))
            try await workspace.note(try await export(workspace, first: "2026-W02", last: "2026-W02"))
            let all = try await export(workspace)
            #expect(weeks(all) == ["2026-W02", "2026-W03"])
            #expect(all.report.weeks.map(\.total.low) == [5, 4])
        }
    }

    @Test("over the last weeks goes on when it is asked for later ones: a week that was not asked for is new to it")
    func rolling() async throws {
        try await Stage.with { workspace in
            try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "1") + Stage.row("s/kr", 12, 18, "2")
                    + Stage.row("s/kr", 19, 25, "3"))
            let one = try await export(workspace, first: "2026-W02", last: "2026-W03")
            #expect(weeks(one) == ["2026-W02", "2026-W03"] && one.before == nil)
            try await workspace.note(one)
            let two = try await export(workspace, first: "2026-W03", last: "2026-W04")
            #expect(weeks(two) == ["2026-W04"] && two.before == one.until && !two.isRepeated)
            try await workspace.note(two)
            let again = try await export(workspace, first: "2026-W03", last: "2026-W04")
            #expect(again.isRepeated && weeks(again) == ["2026-W04"])
            try await workspace.load(Stage.header + Stage.row("s/kr", 12, 18, "9", published: 2))
            // What it is not asked for waits, but for what is compared with it; a week without a figure is none.
            let next = try await export(workspace, first: "2026-W04", last: "2026-W05")
            #expect(!next.isRepeated && weeks(next) == ["2026-W04"])
            #expect(next.report.weeks[0].lines.first?.previous?.low == 9)
            let back = try await export(workspace, first: "2026-W03", last: "2026-W04")
            #expect(weeks(back) == ["2026-W03", "2026-W04"] && back.since == two.until)
            #expect(back.report.weeks[0].total.low == 9)
            #expect(weeks(try await export(workspace, first: "2026-W02", last: "2026-W04")).count == 3)
        }
    }

    @Test("the same file again holds what was known then, whatever has been edited since")
    func repeatedAsItWas() async throws {
        try await Stage.with { workspace in
            try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "1"))
            let first = try await export(workspace)
            try await workspace.note(first)
            try await workspace.register("s/late", title: "Late", market: "us", from: "s/kr")
            let again = try await export(workspace)
            #expect(again.isRepeated)
            #expect(again.report.weeks[0].lines.map(\.editions) == first.report.weeks[0].lines.map(\.editions))
        }
    }
}
