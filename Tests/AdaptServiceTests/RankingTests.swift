import AdaptModel
import Testing

@testable import AdaptService

@Suite("Ranking")
struct RankingTests {
    @Test("goes by what is guaranteed, shares places, and knows last week, peak, weeks on the list, new and re-entry")
    func places() async throws {
        try await Stage.with { workspace in
            let row = RankingFile.row
            try await workspace.load(
                RankingFile.header + row("s/kr", 2, "50") + row("s/us", 2, "90") + row("t/jp", 2, "7")
                    + row("s/kr", 3, "40") + row("s/us", 3, "40")
                    + row("s/kr", 4, "30") + row("s/us", 4, "30") + row("s/us-2", 4, "99") + row("t/jp", 4, "8"))
            #expect(
                try await workspace.ranking("2026-W04").places == [
                    "1 s/us-2 - 1 1 new", "2 s/kr 1 1 3", "2 s/us 1 1 3", "4 t/jp - 3 2 re-entry",
                ])
            #expect(try await workspace.ranking("2026-W03").places == ["1 s/kr 2 1 2", "1 s/us 1 1 2"])
            #expect(try await workspace.ranking("2026-W05").lines.isEmpty)
        }
    }

    @Test("flags bounds that overlap with those of any further down, not of the next one alone")
    func boundsFurtherDown() async throws {
        try await Stage.with { workspace in
            let row = RankingFile.row
            try await workspace.load(
                RankingFile.header + row("s/kr", 2, "60") + row("s/us", 2, "50") + row("s/us-2", 2, "20+")
                    + row("t/jp", 2, "9"))
            #expect(
                try await workspace.ranking("2026-W02").places == [
                    "1 s/kr - 1 1 new !", "2 s/us - 2 1 new !", "3 s/us-2 - 3 1 new", "4 t/jp - 4 1 new",
                ])
        }
    }

    @Test("flags bounds that overlap with the next one's; joint figures have no place and take none")
    func bounds() async throws {
        try await Stage.with { workspace in
            let row = RankingFile.row
            try await workspace.load(
                RankingFile.header + row("s/kr", 2, "50") + row("s/us", 2, ">40") + row("t/jp", 2, "10-30")
                    + row("s/us-2", 2, "10") + row("s/us + s/us-2", 2, "900"))
            let found = try await workspace.ranking("2026-W02")
            #expect(
                found.places == [
                    "1 s/kr - 1 1 new !", "2 s/us - 2 1 new", "3 s/us-2 - 3 1 new !", "3 t/jp - 3 1 new",
                    "- s/us+s/us-2 - - -",
                ])
            #expect(found.lines.last?.scope == .joint)
        }
    }

    @Test("flags a figure of more days than one further down, which may be ahead, and a joint one beyond the market")
    func scope() async throws {
        try await Stage.with { workspace in
            let row = Stage.row
            try await workspace.load(
                Stage.header + row("s/kr", 5, 11, "60", 1, "src", "impressions")
                    + row("s/us", 5, 11, "50", 1, "src", "impressions")
                    + row("t/jp", 5, 5, "40", 1, "src", "impressions")
                    + row("s/us + s/kr", 12, 18, "90", 1, "src", "impressions"))
            #expect(
                try await workspace.ranking("2026-W02").places == [
                    "1 s/kr - 1 1 new !", "2 s/us - 2 1 new !", "3 t/jp - 3 1 new",
                ])
            let there = try await workspace.ranking("2026-W03", market: "us")
            #expect(there.lines.map(\.isBeyondScope) == [true])
            #expect(try await workspace.ranking("2026-W03").lines.map(\.isBeyondScope) == [false])
        }
    }
}
