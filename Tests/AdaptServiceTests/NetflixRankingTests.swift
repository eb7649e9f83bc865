import AdaptModel
import Testing

@testable import AdaptService

@Suite("A publisher's places, given back", .enabled(if: RealFiles.folder != nil, "skipped: no real data"))
struct NetflixRankingTests {
    /// The weeks of the file that end from one day to another, with its header.
    private static func part(_ name: String, from first: String, to last: String) throws -> ByteSource {
        let source = try NetflixFilesTests.file(name)
        var bytes: [UInt8] = []
        while let block = try source.next() { bytes += block }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let kept = lines.dropFirst().filter { first <= $0.prefix(10) && $0.prefix(10) <= last }
        let text = ([lines[0]] + kept).joined(separator: "\n") + "\n"
        return try ByteSource(name: name, bytes: Array(text.utf8))
    }

    private static let name = "all-weeks-global_2024-11-13.tsv"

    @Test("by hours up to 2023-06-11 and by views from then on; weeks on the lists but where its counter restarts")
    func places() async throws {
        try await Catalogue.empty { workspace async throws in
            try await workspace.addSource("netflix")
            var hours = NetflixFilesTests.options("2024-11-13")
            hours.map += [
                ("category", "category"), ("list", "category"), ("rank", "weekly_rank"),
                ("weeks_on_list", "cumulative_weeks_in_top_10"),
            ]
            let whole = try Self.part(Self.name, from: "2021-01-01", to: "2024-12-31")
            #expect(try await ImportReach(hours).run(whole, in: workspace, dryRun: false).read == 7040)
            var views = NetflixFilesTests.options("2024-11-13")
            views.metric = "views"
            views.map = [
                ("title", "show_title"), ("season", "season_title"), ("category", "category"), ("week_ending", "week"),
                ("value", "weekly_views"),
            ]
            let late = try Self.part(Self.name, from: "2023-06-18", to: "2024-12-31")
            _ = try await ImportReach(views).run(late, in: workspace, dryRun: false)

            // The first and the last, both restarts, the last week by hours and the first by views.
            for (week, metric, restarts) in [
                ("2021-06-28", "hours_viewed", 0), ("2023-01-23", "hours_viewed", 1), ("2023-03-20", "hours_viewed", 1),
                ("2023-06-05", "hours_viewed", 0), ("2023-06-12", "views", 0), ("2024-11-04", "views", 0),
            ] {
                let ranking = try await workspace.ranking(
                    ReadingScope(week: try Week(parsing: week), source: "netflix", metric: metric))
                let claims = ranking.lines.flatMap(\.claims)
                #expect(claims.count == 40, "\(week)")
                #expect(Set(claims.map(\.list)).count == 4, "\(week)")
                #expect(claims.allSatisfy { $0.place != nil && !$0.differsInRank }, "\(week)")
                #expect(claims.filter(\.differsInWeeks).count == restarts, "\(week)")
            }
        }
    }
}
