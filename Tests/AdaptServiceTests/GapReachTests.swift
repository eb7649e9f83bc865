import AdaptModel
import Testing

@testable import AdaptService

@Suite("Gaps by reach")
struct GapReachTests {
    @Test("count a joint figure for each of its editions where it is more than the edition's own")
    func joint() async throws {
        try await Stage.with { workspace async throws in
            for name in ["s/kr", "s/us", "s/us-2"] { try await workspace.decide(name, "plot.end", .unknown) }
            try await workspace.load(
                Stage.header + Stage.row("s/us", 5, 11, "10") + Stage.row("s/us-2", 5, 11, "200")
                    + Stage.row("s/kr", 5, 11, "50") + Stage.row("s/us + s/us-2", 12, 18, "7")
                    + Stage.row("s/us + s/us-2", 5, 11, ">120"))
            let week = try Week(parsing: "2026-W02")
            let gaps = try await Gaps(reach: WeeklyReach(week: week, metric: "impressions", source: "src"))
                .run(in: workspace)
            #expect(gaps.map(\.subject) == ["s/us-2", "s/us", "s/kr"])
            #expect(gaps.map { $0.reach?.low } == [200, 121, 50])
            #expect(gaps.map(\.isJoint) == [false, true, false])
        }
    }

    @Test("have the figures of reach, those of unregistered editions the sum of their series")
    func figures() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.addSeries("u")
            try await workspace.register("u/en")
            for series in ["s", "t", "u"] {
                var facts = SeriesFacts()
                facts.asserted = 9
                _ = try await workspace.editSeries(series, facts, dryRun: false)
            }
            try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "100") + Stage.row("s/us", 5, 11, ">50")
                    + Stage.row("s/us + s/us-2", 5, 11, "70") + Stage.row("t/jp", 5, 11, "10K-50K"))
            let week = try Week(parsing: "2026-W02")
            let gaps = try await Gaps(
                reach: WeeklyReach(week: week, metric: "impressions", source: "src")
            ).run(in: workspace).filter { $0.kind == .unregistered }
            #expect(gaps.map(\.subject) == ["t", "s", "u"])
            #expect(gaps.map { $0.reach?.low } == [10_000, 170, nil])
            for gap in gaps {
                let report = try await WeeklyReach(
                    week: week, series: gap.subject, metric: "impressions", source: "src"
                ).run(in: workspace)
                #expect(gap.reach == report.weeks.last?.figure)
                #expect(gap.marks == report.weeks.last?.marks)
            }
        }
    }
}
