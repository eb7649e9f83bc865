import AdaptModel
import Testing

@testable import AdaptService

@Suite("Weekly reach")
struct WeeklyReachTests {
    static func report(
        _ workspace: Workspace, _ week: String = "2026-W02", weeks: Int = 1, series: String? = nil,
        edition: String? = nil, metric: String? = nil, source: String? = nil, market: String? = nil
    ) async throws -> ReachReport {
        try await WeeklyReach(
            week: try Week(parsing: week), weeks: weeks, series: series,
            edition: try edition.map { try EditionReference(parsing: $0) }, metric: metric, source: source,
            market: market
        ).run(in: workspace)
    }

    @Test("of the sample: over 70 million jointly and once, four editions not registered, 1.18 million in no total")
    func sample() async throws {
        try await Catalogue.sample { workspace in
            let reach = try await Self.report(workspace, series: "my-assertive-lover")
            let week = try #require(reach.weeks.first)
            let counted = week.lines.filter(\.counted)
            #expect(counted.map(\.editions) == [["my-assertive-lover/hmt", "my-assertive-lover/us"]])
            #expect(counted[0].scope == .joint)
            #expect(counted[0].flags == ["window_inferred"])
            #expect(counted[0].total?.comparator == .more)
            #expect(counted[0].total?.value == 70_000_000)
            #expect(counted[0].total?.low == 70_000_001)
            #expect(week.total.low == 70_000_001)
            let included = week.lines.filter { $0.flags.contains("included") }
            #expect(included.map(\.editions) == [["my-assertive-lover/hmt"], ["my-assertive-lover/us"]])
            #expect(included.allSatisfy { $0.total == nil })
            #expect(reach.unregistered.map { $0.asserted - $0.registered } == [4])
            #expect(reach.unplaced.isEmpty)

            let all = try await Self.report(workspace)
            #expect(all.weeks[0].total.low == 70_000_001)
            #expect(all.unplaced.count == 1)
            #expect(all.unplaced[0].subject == "hockey-star/es single-scene")
            #expect(all.unplaced[0].figure == Figure(.equal, 1_180_000, estimated: true))
            #expect(all.unplaced[0].days == 2)
            #expect(all.unplaced[0].window == nil)
        }
    }

    @Test("of one member of a joint figure does not count it, and says that it reaches beyond")
    func member() async throws {
        try await Catalogue.sample { workspace in
            let reach = try await Self.report(workspace, edition: "my-assertive-lover/us")
            #expect(reach.weeks[0].total.figures == 0)
            #expect(reach.weeks[0].total.low == 0)
            let line = try #require(reach.weeks[0].lines.first)
            #expect(line.scope == .joint)
            #expect(!line.counted)
            #expect(line.flags.contains("beyond_scope"))
        }
    }

    @Test("never adds sources or metrics: it lists them and asks which")
    func sources() async throws {
        try await Stage.with { workspace in
            let rows = [
                Stage.row("s/kr", 5, 11, "1"), Stage.row("s/us", 5, 11, "2", source: "other"),
                Stage.row("s/us", 5, 11, "2", metric: "views"),
            ]
            try await workspace.load(Stage.header + rows.joined())
            let refusal = try await refusal { _ = try await Self.report(workspace) }
            #expect(refusal.kind == .rule)
            #expect(refusal.message == "figures of different sources or metrics are never added (rule 7)")
            #expect(
                refusal.details == [
                    "--source other --metric impressions", "--source src --metric impressions",
                    "--source src --metric views",
                ])
            let one = try await Self.report(workspace, series: "s", metric: "impressions", source: "src")
            #expect(one.weeks[0].total.low == 1)
            let none = try await self.refused(workspace, metric: "installs")
            #expect(none.message == "no figures of metric \"installs\" are recorded")
            let near = try await self.refused(workspace, metric: "impresions")
            #expect(
                near.hint == "did you mean impressions? there are figures of --source other --metric impressions; "
                    + "--source src --metric impressions; --source src --metric views")
            let misspelt = try await self.refused(workspace, metric: nil, source: "scr")
            #expect(misspelt.hint?.hasPrefix("did you mean src?") == true)
        }
    }

    private func refused(
        _ workspace: Workspace, metric: String?, series: String? = nil, edition: String? = nil, source: String? = nil
    ) async throws -> Refusal {
        try await refusal {
            _ = try await Self.report(workspace, series: series, edition: edition, metric: metric, source: source)
        }
    }

    @Test("never adds people, over editions or over windows", arguments: ["unique_reach", "viewers", "titles_active"])
    func people(_ metric: String) async throws {
        try await Stage.with { workspace in
            let rows = [
                Stage.row("s/kr", 5, 11, "1", metric: metric), Stage.row("s/us", 5, 7, "2", metric: metric),
                Stage.row("s/us", 8, 11, "2", metric: metric),
            ]
            try await workspace.load(Stage.header + rows.joined())
            let windows = try await refused(workspace, metric: metric, edition: "s/us")
            #expect(windows.message.hasPrefix("\(metric) of several windows cannot be added to a week"))
            #expect(windows.details == ["s/us has 2 windows in 2026-W02"])
            // Of all editions it is no sum either, and the culprit is told.
            let all = try await refused(workspace, metric: metric)
            #expect(all.message.hasPrefix("\(metric) of several editions cannot be added"))
            #expect(all.details == ["s/us has 2 windows in 2026-W02"])
            try await workspace.load(
                Stage.header + Stage.row("s/kr", 12, 18, "1", metric: metric)
                    + Stage.row("s/us", 12, 18, "1", metric: metric))
            let editions = try await refusal { _ = try await Self.report(workspace, "2026-W03", metric: metric) }
            #expect(editions.message.hasPrefix("\(metric) of several editions cannot be added"))
            #expect(editions.kind == .rule)
            // W02 cannot be added up, which is no reason to refuse W03.
            let one = try await Self.report(workspace, "2026-W03", edition: "s/us", metric: metric)
            #expect(one.weeks[0].total.low == 1)
            #expect(one.weeks[0].lines[0].previous == nil)
        }
    }

    @Test("never adds people of a joint figure to those of another edition; one figure a week is no sum")
    func peopleJointly() async throws {
        try await Stage.with { workspace in
            let rows = [
                Stage.row("s/kr + s/us", 5, 11, "9", metric: "unique_reach"),
                Stage.row("s/us-2", 5, 11, "4", metric: "unique_reach"),
                Stage.row("s/kr", 12, 18, "1", metric: "unique_reach"),
                Stage.row("s/us", 19, 25, "2", metric: "unique_reach"),
            ]
            try await workspace.load(Stage.header + rows.joined())
            let refusal = try await refused(workspace, metric: "unique_reach", series: "s")
            #expect(refusal.message.hasPrefix("unique_reach of several editions cannot be added"))
            let weeks = try await Self.report(workspace, "2026-W04", weeks: 2, series: "s", metric: "unique_reach")
            #expect(weeks.weeks.map(\.total.low) == [1, 2])
        }
    }

    @Test("never adds people of one edition over markets, in the whole, by series or in a ranking")
    func peopleOfMarkets() async throws {
        try await Stage.with { workspace in
            try await workspace.load(
                "edition,market,metric,source,week,value\ns/kr,us,unique_reach,src,2026-W02,100\n"
                    + "s/kr,kr,unique_reach,src,2026-W02,50\ns/us,us,unique_reach,src,2026-W03,7\n")
            let refusal = try await refused(workspace, metric: "unique_reach")
            #expect(
                refusal.message
                    == "unique_reach of several markets cannot be added: it counts the same people again (rule 7)")
            #expect(refusal.details == ["kr", "us"] && refusal.hint == "choose one with --market")
            let one = try await Self.report(workspace, metric: "unique_reach", market: "us")
            #expect(one.weeks[0].total.low == 100)
            // W02 cannot be added up, which is no reason to refuse W03.
            #expect(try await Self.report(workspace, "2026-W03", metric: "unique_reach").weeks[0].total.low == 7)
        }
    }

    @Test("weeks on the list in a market are the same however many weeks are asked for, and those of the ranking")
    func weeksOnList() async throws {
        try await Stage.with { workspace in
            let header = "edition,market,metric,source,week,value\n"
            try await workspace.load(
                header + "s/kr,,impressions,src,2026-W01,5\ns/kr,,impressions,src,2026-W02,5\n"
                    + "s/kr,us,impressions,src,2026-W05,5\ns/us,,impressions,src,2026-W01,4\n"
                    + "s/us,us,impressions,src,2026-W02,4\ns/us,us,impressions,src,2026-W05,4\n")
            for weeks in [1, 2, 8] {
                let lines =
                    try await Self.report(workspace, "2026-W05", weeks: weeks, market: "us").weeks.last?.lines ?? []
                #expect(lines.prefix(2).map(\.editions) == [["s/kr"], ["s/us"]])
                #expect(lines.prefix(2).map(\.weeksOnList) == [1, 3], "\(weeks) weeks")
            }
            let ranking = try await workspace.ranking(
                ReadingScope(week: try Week(parsing: "2026-W05"), source: "src", market: "us"))
            #expect(ranking.lines.map(\.weeksOnList) == [1, 3])
        }
    }

    @Test("places are those of the ranking, though an edition has a line for each market")
    func placesOfRanking() async throws {
        try await Stage.with { workspace in
            let header = "edition,market,metric,source,week,value\n"
            try await workspace.load(
                header + "s/kr,us,impressions,src,2026-W02,50\ns/kr,kr,impressions,src,2026-W02,50\n"
                    + "s/us,,impressions,src,2026-W02,60\nt/jp,,impressions,src,2026-W02,100\n")
            let lines = try await Self.report(workspace).weeks[0].lines.filter { $0.rank != nil }
            let ranking = try await workspace.ranking(
                ReadingScope(week: try Week(parsing: "2026-W02"), source: "src"))
            let places = Dictionary(ranking.lines.map { ($0.editions, $0.rank) }) { first, _ in first }
            #expect(lines.map(\.name) == ["s/kr", "s/kr", "t/jp", "s/us"])
            #expect(lines.map(\.rank) == [1, 1, 1, 3])
            #expect(lines.allSatisfy { places[$0.editions] == $0.rank })
        }
    }

    @Test("tells the week before, the change, the rank and the weeks on the list")
    func history() async throws {
        try await Stage.with { workspace in
            let rows = [
                Stage.row("s/kr", 5, 11, "100"), Stage.row("s/us", 5, 11, "300"), Stage.row("s/us-2", 5, 11, ">50"),
                Stage.row("s/kr", 12, 18, "300"), Stage.row("s/us", 12, 18, "250"), Stage.row("s/us-2", 12, 18, "60"),
            ]
            try await workspace.load(Stage.header + rows.joined())
            let reach = try await Self.report(workspace, "2026-W03", weeks: 2, series: "s")
            #expect(reach.weeks.map(\.week.description) == ["2026-W02", "2026-W03"])
            let lines = reach.weeks[1].lines
            #expect(lines.map(\.editions) == [["s/kr"], ["s/us"], ["s/us-2"]])
            #expect(lines.map { $0.previous?.low } == [100, 300, 51])
            #expect(lines.map(\.change) == [200, -50, nil])
            #expect(lines.map(\.rank) == [1, 2, 3])
            #expect(lines.map(\.previousRank) == [2, 1, 3])
            #expect(lines.map(\.weeksOnList) == [2, 2, 2])
            #expect(reach.weeks[1].total.low == 610)
            #expect(reach.weeks[1].total.comparator == .equal)
        }
    }
}
