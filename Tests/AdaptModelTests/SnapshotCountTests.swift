import AdaptModel
import Testing

@Suite("What a snapshot counts")
struct SnapshotCountTests {
    private static func title(
        _ name: String, method: String = "source", formats: [String] = [], inPromotion: Bool = false,
        hasFigure: Bool = false, firstWeek: Week? = nil, registered: Day? = nil
    ) -> Snapshot.Title {
        Snapshot.Title(
            series: String(name.prefix { $0 != "/" }), edition: name, title: name, market: nil, status: nil,
            method: method, formats: formats, inPromotion: inPromotion, hasFigure: hasFigure, firstWeek: firstWeek,
            registered: registered)
    }

    private static func snapshot() throws -> Snapshot {
        let week = try Week(parsing: "2026-W02")
        return Snapshot(
            week: week,
            titles: [
                title("a/en", formats: ["format.form: live"], inPromotion: true, registered: Day("2026-01-07")),
                title("a/es", method: "dub", hasFigure: true, firstWeek: week, registered: Day("2025-01-07")),
                title("a/pt", method: "dub", inPromotion: true, registered: Day("2025-01-07")),
                title(
                    "b/en", formats: ["format.form: live", "format.ending: open"], hasFigure: true,
                    firstWeek: week + -1, registered: Day("2026-01-08")),
                title("b/es", method: "dub", firstWeek: week + 1, registered: Day("2026-01-08")),
            ], claims: [])
    }

    @Test("a title is new by its first figure; by its registration where no figure is of an earlier week")
    func newness() throws {
        let snapshot = try Self.snapshot()
        #expect(snapshot.titles.map(\.isActive) == [true, true, true, true, false])
        #expect(
            snapshot.titles.map { $0.newness(in: snapshot.week) } == ["registration", "figure", nil, nil, nil])
        #expect(Self.title("c/en").newness(in: snapshot.week) == nil)
    }

    @Test("active titles and the series they are of, the new ones, and by format and method, most first")
    func counts() throws {
        let counts = try Self.snapshot().counts
        #expect(
            counts.map { "\($0.by) \($0.group ?? "-"): \($0.editions) of \($0.series)" } == [
                "all -: 4 of 2", "new -: 2 of 1", "format format.form: live: 2 of 2", "format not recorded: 2 of 1",
                "format format.ending: open: 1 of 1", "method dub: 2 of 1", "method source: 2 of 2",
            ])
    }

    @Test("what publishers count is computed where the catalogue has it, and shares of new titles alone")
    func computed() throws {
        let snapshot = try Self.snapshot()
        #expect(snapshot.computed("titles_active") == 4)
        #expect(snapshot.computed("titles_new") == 2)
        #expect(snapshot.computed("titles_animated") == nil)
        let share = try #require(snapshot.computedShare("share_new"))
        #expect(share.part == 2 && share.whole == 4)
        #expect(snapshot.computedShare("share_animated") == nil)
        let empty = Snapshot(week: snapshot.week, titles: [], claims: [])
        #expect(empty.computed("titles_active") == 0 && empty.computedShare("share_new") == nil)
    }
}
