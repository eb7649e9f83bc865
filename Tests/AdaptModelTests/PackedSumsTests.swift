import TestSupport
import Testing

@testable import AdaptModel

@Suite("Sums of parts, as they are kept")
struct PackedSumsTests {
    private typealias Sum = ReachReport.Part.Sum

    @Test("are given back as they were, week by week")
    func asTheyWere() throws {
        var random = Seeded(for: "packed sums")
        let first = try Week(parsing: "2026-W02")
        let weeks = (0..<400).map { first + $0 }
        var packed = PackedSums()
        #expect(!packed.isOfSomething)
        var expected: [Sum] = []
        for (place, week) in weeks.enumerated() {
            // Of most series there is no figure in most weeks.
            guard Int.random(in: 0..<3, using: &random) > 0 else {
                expected.append(.refused(week, "nothing"))
                continue
            }
            let sum = Self.sum(of: week, &random)
            packed.add(sum, at: place)
            expected.append(sum)
        }
        let found = packed.sums(of: weeks) { .refused($0, "nothing") }
        #expect(found.map { "\($0)" } == expected.map { "\($0)" })
        #expect(packed.isOfSomething)
    }

    @Test("are of something where there is a figure or a refusal")
    func something() throws {
        let week = try Week(parsing: "2026-W02")
        var (none, refused) = (PackedSums(), PackedSums())
        none.add(.total(Self.total(week, ReachTotal(), reported: 0)), at: 0)
        refused.add(.refused(week, "rule 7"), at: 0)
        #expect(!none.isOfSomething && refused.isOfSomething)
    }

    private static func sum(of week: Week, _ random: inout Seeded) -> Sum {
        if Int.random(in: 0..<20, using: &random) == 0 { return .refused(week, "rule 7") }
        func count() -> Int { max(0, Int.random(in: -3...200, using: &random)) }
        let low = [0, 1, count(), Int.max - 1, Int.max][Int.random(in: 0..<5, using: &random)]
        let high = [nil, low, Int.max][Int.random(in: 0..<3, using: &random)]
        let total = ReachTotal(
            low: low, high: high, figures: count(), strict: count(), approximate: count(), estimated: count(),
            imputed: count(), missing: count())
        return .total(
            Self.total(
                week, total, reported: count(), contradicts: count() > 180,
                currency: [nil, "USD", "USD", "EUR"][Int.random(in: 0..<4, using: &random)],
                adds: [nil, .markets, .subjects][Int.random(in: 0..<3, using: &random)]))
    }

    private static func total(
        _ week: Week, _ total: ReachTotal, reported: Int, contradicts: Bool = false, currency: String? = nil,
        adds: ReachReport.WeekTotal.Adds? = nil
    ) -> ReachReport.WeekTotal {
        ReachReport.WeekTotal(
            week: week, lines: [], total: total, reported: reported, expected: reported + 1,
            contradicted: contradicts ? [.init(name: "s/1", than: .markets)] : [], currency: currency, adds: adds)
    }
}
