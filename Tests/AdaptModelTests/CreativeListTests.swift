import AdaptModel
import Testing

@Suite("Creatives of a week")
struct CreativeListTests {
    private func list(_ week: Week?) -> CreativeList {
        CreativeList(
            week: week,
            creatives: Listing(
                columns: ["edition", "creative", "state", "duration_seconds"],
                rows: [
                    ["s/1", "a", "new", "30"], ["s/1", "b", "active", "15"], ["s/1", "c", "dates_not_stated", "9"],
                    ["s/2", "d", "active", nil], ["s/2", "e", "not_active", "7"],
                ]), figures: Listing(columns: [], rows: []))
    }

    @Test("are counted by edition with the seconds of the active ones, shortest first; those not active are left out")
    func counts() throws {
        let list = list(try Week(parsing: "2026-W02"))
        #expect(list.counts.map(\.edition) == ["s/1", "s/2"])
        #expect(list.counts.map(\.active) == [2, 1])
        #expect(list.counts.map(\.new) == [1, 0])
        #expect(list.counts.map(\.undated) == [1, 0])
        #expect(list.counts.map(\.durations) == [[15, 30], []])
        #expect((list.new, list.active, list.undated) == (1, 3, 1))
        #expect(list.creatives["creative"] == ["a", "b", "c", "d"])
    }

    @Test("of no week there are no counts")
    func noWeek() {
        #expect(list(nil).counts.isEmpty)
    }
}
