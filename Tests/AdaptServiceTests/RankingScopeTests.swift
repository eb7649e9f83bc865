import AdaptModel
import Testing

@testable import AdaptService

@Suite("Ranking of figures of markets, people and creatives")
struct RankingScopeTests {
    @Test("takes what was measured in the market asked for before what was measured everywhere")
    func markets() async throws {
        try await Stage.with { workspace in
            let header = "edition,market,metric,source,week,value\n"
            try await workspace.load(
                header + "s/kr,,impressions,src,2026-W02,100\ns/kr,us,impressions,src,2026-W02,9\n"
                    + "s/us,,impressions,src,2026-W02,20\nt/jp,jp,impressions,src,2026-W02,3\n"
                    + "t/jp,kr,impressions,src,2026-W02,4\n")
            #expect(
                try await workspace.ranking("2026-W02", market: "us").places == [
                    "1 s/us - 1 1 new", "2 s/kr - 2 1 new",
                ])
            let all = try await workspace.ranking("2026-W02")
            #expect(all.lines.map(\.editions) == [["s/kr"], ["s/us"], ["t/jp"]])
            #expect(all.lines.map(\.total?.low) == [100, 20, 7])
            #expect(all.lines.map(\.total?.comparator) == [.equal, .equal, .atLeast])
            #expect(all.lines[2].measuredIn == ["jp", "kr"])
        }
    }

    @Test("ranks people by a week's one figure, and refuses figures that do not add up to one")
    func people() async throws {
        try await Stage.with { workspace in
            let people = "unique_reach"
            try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "1", metric: people)
                    + Stage.row("s/us", 5, 11, "2", metric: people) + Stage.row("s/us", 12, 14, "2", metric: people)
                    + Stage.row("s/us", 15, 18, "2", metric: people))
            #expect(
                try await workspace.ranking("2026-W02", metric: people).places == [
                    "1 s/us - 1 1 new", "2 s/kr - 2 1 new",
                ])
            let windows = try await refusal { _ = try await workspace.ranking("2026-W03", metric: people) }
            #expect(windows.message.hasPrefix("unique_reach of several windows cannot be added to a week of \"s/us\""))
            try await workspace.load(
                "edition,market,metric,source,week,value\n"
                    + "t/jp,jp,unique_reach,src,2026-W04,3\nt/jp,kr,unique_reach,src,2026-W04,4\n")
            let markets = try await refusal { _ = try await workspace.ranking("2026-W04", metric: people) }
            #expect(markets.message.hasPrefix("unique_reach of several markets cannot be added for \"t/jp\""))
            #expect(markets.details == ["jp", "kr"])
        }
    }

    @Test("adds creatives up to a lower bound where the edition has no figure of its own")
    func creatives() async throws {
        try await Catalogue.sample { workspace in
            try await workspace.load(
                "edition,creative,metric,source,week,value\n"
                    + "hockey-star/es,single-scene,impressions,socialpeta-2026-w02,2026-W02,300\n"
                    + "second-life/ko,back-in-class,impressions,socialpeta-2026-w02,2026-W02,200\n"
                    + "second-life/ko,,impressions,socialpeta-2026-w02,2026-W02,250\n")
            let found = try await workspace.ranking("2026-W02", source: "socialpeta-2026-w02")
            #expect(found.lines.map(\.rank) == [1, 2, nil])
            #expect(found.lines[0].scope == .creative)
            #expect(found.lines[0].total?.comparator == .atLeast)
            #expect(found.lines[1].total?.low == 250)
        }
    }

    @Test("a sum of markets or creatives that passes 64 bits is a refusal with the edition's name")
    func overflow() async throws {
        try await Stage.with { workspace in
            _ = try await workspace.load(
                "edition,market,metric,source,week,value\ns/kr,us,impressions,src,2026-W02,9000000000000000000\n"
                    + "s/kr,kr,impressions,src,2026-W02,9000000000000000000\ns/us,,impressions,src,2026-W03,1\n")
            let found = try await refusal { _ = try await workspace.ranking("2026-W02") }
            #expect(found.kind == .rule)
            #expect(found.message == "sum of figures of \"s/kr\" passes 9,223,372,036,854,775,807")
            // Of a week that is only looked back at, nothing is told.
            #expect(try await workspace.ranking("2026-W03").places == ["1 s/us - 1 1 new"])
        }
    }
}
