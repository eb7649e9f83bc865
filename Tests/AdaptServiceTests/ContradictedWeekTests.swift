import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("Figures less than their own parts, in the database")
struct ContradictedWeekTests {
    private static let source = "socialpeta-2026-w02"

    /// Some figures of a week: of two editions, both jointly, and of creatives, everywhere and in markets.
    private func rows(_ week: Week, _ random: inout Seeded) -> String {
        let owners = [
            "hockey-star/en,", "hockey-star/es,", "hockey-star/en + hockey-star/es,", "hockey-star/es,single-scene",
            "second-life/ko,", "second-life/ko,back-in-class",
        ]
        var text = ""
        for owner in owners {
            for market in ["", "us", "kr"] where Bool.random(using: &random) {
                let value = ["10", "20", "30", "~20", "20+", "<40", "10-30"].randomElement(using: &random) ?? "10"
                let last = Int.random(in: 0..<6, using: &random) == 0 ? week.monday + 4 : week.sunday
                text += "\(owner),\(market),views,\(Self.source),\(week.monday),\(last),\(value)\n"
            }
        }
        return text
    }

    @Test("are the same ones in a ranking and a snapshot as in a report, over random weeks")
    func agree() async throws {
        try await Catalogue.sample { workspace async throws in
            var random = Seeded(for: "contradictions")
            let (seed, start) = (random.seed, try Week(parsing: "2025-W02"))
            let weeks = (0..<40).map { start + $0 }
            let header = "edition,creative,market,metric,source,from,until,value\n"
            try await workspace.load(header + weeks.map { rows($0, &random) }.joined())
            var (found, ranked) = (0, [Week: Ranking]())
            for week in weeks {
                let report = try await WeeklyReach(week: week, metric: "views", source: Self.source).run(in: workspace)
                let lines = report.weeks[0].lines.filter { $0.scope != .creative && $0.flags.contains("contradicts") }
                let told = Set(lines.map(\.name))
                let ranking = try await workspace.ranking(
                    ReadingScope(week: week, source: Self.source, metric: "views"), asOf: .now)
                ranked[week] = ranking
                let wrong = ranking.lines.filter(\.contradicts).map { $0.editions.joined(separator: " + ") }
                #expect(Set(wrong) == told, "seed \(seed), \(week)")
                let titles = try await workspace.snapshot(of: week).titles.filter(\.contradicts).map(\.edition)
                #expect(Set(titles) == told.filter { !$0.contains("+") }, "seed \(seed), \(week)")
                found += told.count
            }
            #expect(found > 5)
            // And what an edition alone has for sure, of its own figures or its creatives, is the same too.
            for name in ["hockey-star/es", "second-life/ko"] {
                let report = try await WeeklyReach(
                    week: start + 39, weeks: 40, edition: try EditionReference(parsing: name), metric: "views",
                    source: Self.source
                ).run(in: workspace)
                for week in report.weeks {
                    let line = ranked[week.week]?.lines.first { $0.editions == [name] && $0.rank != nil }
                    #expect(line?.total?.low ?? 0 == week.total.low, "seed \(seed), \(week.week), \(name)")
                }
            }
        }
    }
}
