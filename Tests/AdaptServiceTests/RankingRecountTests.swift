import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("Ranking, counted again")
struct RankingRecountTests {
    @Test("agrees with a plain recount over random weeks, now and as of an earlier import", arguments: [1, 2, 3, 4])
    func recount(_ seed: UInt64) async throws {
        try await Stage.with { workspace in
            var random = Seeded(seed)
            var lows: [Int: [String: Int]] = [:]
            var text = RankingFile.header
            for week in 1...9 {
                for name in ["s/kr", "s/us", "s/us-2", "t/jp"] where Int.random(in: 0..<3, using: &random) > 0 {
                    let number = Int.random(in: 1...4, using: &random)
                    let isOpen = Bool.random(using: &random)
                    lows[week, default: [:]][name] = isOpen ? number + 1 : number
                    text += RankingFile.row(name, week, (isOpen ? ">" : "") + String(number))
                }
            }
            try await workspace.load(text)
            let cut = OperationID(try await workspace.lastOperation())
            try await workspace.load(RankingFile.header + RankingFile.row("s/kr", 9, "1000"))
            for week in 1...9 {
                let expected = Self.recount(lows, week)
                #expect(plain(try await workspace.ranking("2026-W0\(week)", asOf: cut)) == expected)
                guard week < 9 else { continue }
                #expect(plain(try await workspace.ranking("2026-W0\(week)")) == expected)
            }
        }
    }

    /// The places without what bounds say of them, by name.
    private func plain(_ ranking: Ranking) -> [String] {
        ranking.places.map { $0.hasSuffix(" !") ? String($0.dropLast(2)) : $0 }.sorted()
    }

    /// The same, counted one by one.
    private static func recount(_ lows: [Int: [String: Int]], _ week: Int) -> [String] {
        func place(_ name: String, _ week: Int) -> Int? {
            guard let list = lows[week], let own = list[name] else { return nil }
            return 1 + list.values.filter { $0 > own }.count
        }
        return (lows[week] ?? [:]).keys.map { name in
            let places = (1...week).compactMap { place(name, $0) }
            let before = place(name, week - 1)
            let arrival = before != nil ? "" : places.count > 1 ? " re-entry" : " new"
            return "\(places.last ?? 0) \(name) \(before.map(String.init) ?? "-") \(places.min() ?? 0) \(places.count)"
                + arrival
        }.sorted()
    }
}
