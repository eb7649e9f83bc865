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

    @Test("count editions without a parent as registered, but for the source where it is known which one it is")
    func withoutParent() async throws {
        try await Stage.with { workspace async throws in
            for edition in ["t/kr", "t/us"] { try await workspace.register(edition) }
            for series in ["s", "t"] {
                var facts = SeriesFacts()
                facts.asserted = 6
                _ = try await workspace.editSeries(series, facts, dryRun: false)
            }
            func missing() async throws -> [Gap] {
                try await Gaps().run(in: workspace).filter { $0.kind == .unregistered }
            }
            #expect(try await missing().map(\.count) == [4, 3])
            #expect(try await missing().map(\.marks) == [[], ["at_least"]])
            #expect(
                try await workspace.assertedEditions(of: "t", asOf: .now).first?.inFull
                    == "6 editions asserted, at most 3 registered, at least 3 not")
            try await workspace.addSeries("zz")
            var facts = SeriesFacts()
            facts.asserted = 3
            _ = try await workspace.editSeries("zz", facts, dryRun: false)
            #expect(try await missing().map(\.marks) == [[], ["at_least"], []], "of none registered all are missing")
            _ = try await workspace.undo(nil)
            try await workspace.register("t/de", from: "t/jp")
            #expect(try await missing().map(\.count) == [4, 3])
            #expect(try await missing().map(\.marks) == [[], []])
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
                #expect(gap.marks.filter { $0 != "at_least" } == report.weeks.last?.marks ?? [])
            }
        }
    }
}
