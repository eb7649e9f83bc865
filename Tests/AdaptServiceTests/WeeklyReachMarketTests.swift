import AdaptModel
import Testing

@testable import AdaptService

@Suite("Weekly reach over markets and currencies")
struct WeeklyReachMarketTests {
    @Test("never adds currencies: one is asked for, and a week is not refused for that of the week before")
    func currencies() async throws {
        try await Stage.with { workspace in
            try await workspace.load(
                "edition,metric,source,week,value,currency\ns/kr,revenue,src,2026-W02,5,USD\n"
                    + "s/kr,revenue,src,2026-W03,7,EUR\ns/us,revenue,src,2026-W03,9,EUR\n"
                    + "s/us,revenue,src,2026-W04,1,EUR\ns/us,revenue,src,2026-W04,2,USD\n")
            let third = try await WeeklyReachTests.report(workspace, "2026-W03", edition: "s/kr")
            #expect(third.weeks[0].total.low == 7)
            #expect(third.weeks[0].lines[0].previous == nil)
            for (week, weeks) in [("2026-W03", 2), ("2026-W04", 1)] {
                let refusal = try await refusal { _ = try await WeeklyReachTests.report(workspace, week, weeks: weeks) }
                #expect(refusal.message == "revenue in several currencies cannot be added or compared (rule 7)")
                #expect(refusal.hint == "choose one, as in --currency EUR" && refusal.details == ["EUR", "USD"])
            }
            var request = WeeklyReach(week: try Week(parsing: "2026-W04"), weeks: 3)
            request.currency = "EUR"
            #expect(try await request.run(in: workspace).weeks.map(\.total.low) == [0, 16, 1])
            request.currency = "USD"
            #expect(try await request.run(in: workspace).weeks.map(\.total.low) == [5, 0, 2])
            var scope = ReadingScope(week: request.week, source: "src")
            let refused = try await refusal { _ = try await workspace.ranking(scope) }
            #expect(refused.hint == "choose one, as in --currency EUR")
            scope.currency = "USD"
            #expect(try await workspace.ranking(scope).lines.map(\.total?.low) == [2])
            (request.currency, scope.currency) = ("JPY", "JPY")
            for unknown in [
                try await refusal { _ = try await request.run(in: workspace) },
                try await refusal { _ = try await workspace.ranking(scope) },
            ] {
                #expect(unknown.message == "no figure of revenue is in currency \"JPY\"")
                #expect(unknown.hint == "choose of EUR, USD")
            }
        }
    }

    @Test(
        "of a market that holds others has the figures of its own, and names those of the others, which are not in it")
    func sets() async throws {
        try await Stage.with { workspace in
            _ = try await workspace.addMarket(
                try Code("asia", for: "market"), name: "Asia", territories: ["KR", "JP"], dryRun: false)
            let header = "edition,market,metric,source,week,value\n"
            try await workspace.load(
                header + "s/kr,kr,impressions,src,2026-W02,5\nt/jp,asia,impressions,src,2026-W02,7\n"
                    + "s/us,us,impressions,src,2026-W02,9\nt/jp,jp,impressions,src,2026-W03,11\n")
            func report(_ market: String?, _ week: String = "2026-W02") async throws -> ReachReport {
                try await WeeklyReach(week: try Week(parsing: week), market: market).run(in: workspace)
            }
            let asia = try await report("asia")
            #expect(asia.weeks[0].total.low == 7)
            #expect(asia.marketsWithin == ["kr"])
            #expect(try await report("asia", "2026-W03").marketsWithin == ["jp"])
            #expect(try await report("kr").marketsWithin == [])
            #expect(try await report(nil, "2026-W03").marketsWithin == [])
            let scope = ReadingScope(week: try Week(parsing: "2026-W02"), market: "asia")
            #expect(try await workspace.ranking(scope).marketsWithin == ["kr"])
        }
    }

    @Test("never adds figures of overlapping markets; disjoint ones are a lower bound of everywhere")
    func markets() async throws {
        try await Stage.with { workspace in
            _ = try await workspace.addMarket(
                try Code("asia", for: "market"), name: "Asia", territories: ["KR", "JP"], dryRun: false)
            let header = "edition,market,metric,source,week,value\n"
            try await workspace.load(
                header + "t/jp,jp,impressions,src,2026-W02,5\nt/jp,kr,impressions,src,2026-W02,7\n")
            let disjoint = try await WeeklyReachTests.report(workspace, series: "t")
            #expect(disjoint.weeks[0].total.low == 12)
            #expect(disjoint.weeks[0].total.comparator == .atLeast)
            try await workspace.load(header + "t/jp,asia,impressions,src,2026-W02,13\n")
            let refusal = try await refusal { _ = try await WeeklyReachTests.report(workspace, series: "t") }
            #expect(refusal.message == "figures of overlapping markets cannot be added (rule 7)")
            #expect(refusal.details == ["asia", "jp", "kr"])
            // Everywhere holds them all: it counts alone, and nothing is added.
            let everywhere = try await workspace.load(header + "t/jp,,impressions,src,2026-W02,90\n")
            #expect(try await WeeklyReachTests.report(workspace, series: "t").weeks[0].total.low == 90)
            _ = try await Undo(everywhere.operation).run(in: workspace, dryRun: false)
            // What a market holds is that of the moment asked for.
            let then = OperationID(try await workspace.lastOperation())
            try await workspace.connection.run(
                "insert into market_state select 'asia', begin_operation('mia', 'test', null, null), 'Asia', '{CN}'")
            #expect(try await WeeklyReachTests.report(workspace, series: "t").weeks[0].total.low == 25)
            let asked = WeeklyReach(week: try Week(parsing: "2026-W02"), series: "t")
            #expect(
                try await AdaptServiceTests.refusal { _ = try await asked.run(in: workspace, asOf: then) }.kind == .rule
            )
        }
    }

    @Test("of a market is what was measured there, and of everywhere what is made for it: as the line by market")
    func ofMarket() async throws {
        try await Stage.with { workspace in
            let header = "edition,market,metric,source,week,value\n"
            try await workspace.load(
                header + "s/us,,impressions,src,2026-W02,100\ns/kr,us,impressions,src,2026-W02,7\n"
                    + "s/kr,,impressions,src,2026-W02,1000\nt/jp,kr,impressions,src,2026-W02,>4\n"
                    + "s/us-2 + s/kr,us,impressions,src,2026-W03,9\n")
            var whole = WeeklyReach(week: try Week(parsing: "2026-W03"), weeks: 2)
            whole.breaksDown = true
            let parts = try await whole.run(in: workspace).parts.filter { $0.kind == .market }
            #expect(parts.map(\.name) == ["kr", "us"])
            for part in parts {
                let own = try await WeeklyReachTests.report(workspace, "2026-W03", weeks: 2, market: part.name)
                for (week, sum) in zip(own.weeks, part.weeks) {
                    guard case .total(let total) = sum else { continue }
                    #expect(
                        "\(total.total)" == "\(week.total)" && total.reported == week.reported,
                        "\(part.name) \(week.week)")
                    #expect(total.expected == week.expected, "\(part.name) \(week.week)")
                }
            }
            let us = try await WeeklyReachTests.report(workspace, market: "us").weeks[0].lines
            #expect(us.map(\.editions) == [["s/us"], ["s/kr"], ["s/us-2"]])
            #expect(us.map { $0.total?.low } == [100, 7, nil])
            var made = WeeklyReach(week: try Week(parsing: "2026-W02"))
            made.madeFor = "kr"
            let forKorea = try await made.run(in: workspace).weeks[0]
            #expect(forKorea.lines.filter(\.counted).map { $0.total?.low } == [1000])
            made.market = "us"
            #expect(try await made.run(in: workspace).weeks[0].total.low == 7)
            #expect(try await WeeklyReachTests.report(workspace, market: "world").weeks[0].total.low == 1105)
            let unknown = try await refusal { _ = try await WeeklyReachTests.report(workspace, market: "usa") }
            #expect(unknown.message == "market \"usa\" is not known")
        }
    }
}
