import AdaptModel
import Testing

@testable import AdaptService

@Suite("The latest week")
struct LatestWeekTests {
    @Test("is that with figures of the source, metric, market, currency and editions asked for; else that of all")
    func asked() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "1") + Stage.row("s/us", 12, 18, "2")
                    + Stage.row("s/kr + s/us", 19, 25, "3", metric: "views")
                    + Stage.row("t/jp", 26, 31, "4", source: "other"))
            let week = try Week(parsing: "2026-W01")
            func latest(
                _ source: String? = nil, _ metric: String? = nil, market: String? = nil,
                _ change: (inout WeeklyReach) throws -> Void = { _ in }
            ) async throws -> String {
                var request = WeeklyReach(week: week, metric: metric, source: source, market: market)
                try change(&request)
                return try await workspace.latestWeek(for: request).map { "\($0)" } ?? "none"
            }
            #expect(try await latest() == "2026-W05")
            #expect(try await latest("src") == "2026-W04")
            #expect(try await latest("src", "impressions") == "2026-W03")
            #expect(try await latest("src", "impressions", market: "kr") == "2026-W02")
            #expect(try await latest("src", market: "kr") == "2026-W04")
            #expect(try await latest("src", "impressions", market: "world") == "2026-W03")
            #expect(try await latest("src", "impressions") { $0.madeFor = "kr" } == "2026-W02")
            #expect(try await latest { $0.series = "s" } == "2026-W04")
            #expect(
                try await latest("src", "impressions") { $0.edition = try EditionReference(parsing: "s/kr") }
                    == "2026-W02")
            #expect(try await latest { $0.currency = "EUR" } == "2026-W05")
            let last = OperationID(try await workspace.lastOperation())
            let then = try await workspace.latestWeek(
                for: WeeklyReach(week: week, metric: "impressions", source: "src"), asOf: last)
            #expect(then.map { "\($0)" } == "2026-W03")
        }
    }

    @Test("is read with the figures at one moment, whoever writes meanwhile")
    func oneMoment() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { workspace async throws in
                try await Stage.prepare(workspace)
                try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "1"))
                let totals = try await workspace.atOneMoment {
                    var totals = [try await workspace.total("2026-W02")]
                    _ = try await Catalogue.open(url, author: "ben") { other async throws in
                        try await other.load(Stage.header + Stage.row("s/kr", 5, 11, "2", published: 2))
                    }
                    totals.append(try await workspace.total("2026-W02"))
                    return totals
                }
                #expect(totals[0].hasPrefix(">= 1") && totals[0] == totals[1])
                #expect(try await workspace.total("2026-W02").hasPrefix(">= 2"))
            }
        }
    }
}
