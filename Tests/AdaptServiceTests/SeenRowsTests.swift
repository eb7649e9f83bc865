import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

/// Rows whose cells were seen before are not worked out again, unless the file has a column for words of their own.
/// Whether that column is there, though empty, changes nothing.
@Suite("Rows like those before")
struct SeenRowsTests {
    private static let header = "region,edition,metric,source,market,from,until,value,published"
    private static let rounds = 8

    /// Rows of few words in any order: a figure follows from its window and publication, so that none contradicts.
    private func rows(_ random: inout Seeded, faulty: Bool) -> [String] {
        let editions = ["s/kr", "s/us", "s/us-2", "t/jp", "s/kr + s/us"] + (faulty ? ["s/none", ""] : [])
        let (metrics, sources) = (["impressions", "views"], ["src", "other"] + (faulty ? ["nobody"] : []))
        let windows = [(5, 11), (12, 18), (19, 21), (22, 22), (27, 32)]
        func pick(_ words: [String]) -> String { words[random.pick(below: words.count)] }
        return (0..<60).map { _ in
            let region = pick(["North", "South", "", "\"East, far\"", "North Total", "Total"])
            guard !region.hasSuffix("Total") else { return region + ",,,,,,,1000003," }
            let (at, published) = (random.pick(below: windows.count), random.pick(below: 3))
            let (from, until) = windows[at]
            let days = "\(Day("2026-01-01")! + (from - 1)),\(Day("2026-01-01")! + (until - 1))"
            return [
                region, pick(editions), pick(metrics), pick(sources), pick(["", "us", "world"]), days,
                pick(["\(at * 10 + published)"] + (faulty ? ["many"] : [])),
                "2026-02-0\(published + 1)",
            ].joined(separator: ",")
        }
    }

    /// What became of a file: its receipt or what is wrong with it, and the weeks.
    private func outcome(_ file: String) async throws -> [String] {
        try await Stage.with { workspace in
            var options = ImportReach.Options(today: Catalogue.today)
            options.reading.skipsTotals = true
            var said: [String]
            do {
                var receipt = try await workspace.load(file, options)
                receipt.ignoredColumns = []
                said = ["\(receipt)"]
            } catch let refusal as Refusal {
                said = ["\(refusal)"] + refusal.details.map { "\($0)" }
            }
            said += try await workspace.texts("select w::text from weekly_reach w order by w")
            said += try await workspace.texts("select r::text from figure_run r order by r")
            #expect(try await workspace.derivedDifferences() == [])
            return said
        }
    }

    @Test("say what they would say alone", arguments: [false, true])
    func alike(faulty: Bool) async throws {
        try await TestServer.inOnePlace { try await eachRound(faulty: faulty) }
    }

    private func eachRound(faulty: Bool) async throws {
        var random = Seeded(for: "rows like those before")
        let seed = random.seed
        for _ in 0..<Self.rounds {
            let rows = rows(&random, faulty: faulty)
            let short = ([Self.header] + rows).joined(separator: "\n") + "\n"
            let long = ([Self.header + ",wording"] + rows.map { $0 + "," }).joined(separator: "\n") + "\n"
            let (seen, alone) = (try await outcome(short), try await outcome(long))
            #expect(seen == alone, "seed \(seed)\n\(short)")
            #expect(seen.count > 1, "seed \(seed) \(seen)")
        }
    }
}
