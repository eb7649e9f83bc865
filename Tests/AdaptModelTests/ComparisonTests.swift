import AdaptModel
import Testing

@Suite struct ComparisonTests {
    private let history = DecisionHistory([
        decide(Story.source, at: 1, .words("hockey")), decide(Story.source, at: 1, .words("scumbag"), on: "nature"),
        decide(Story.source, at: 1, .words("arena"), on: "setting.place"),
        decide(Story.remake, at: 2, .words("football")), decide(Story.remake, at: 2, .keep, on: "nature"),
        decide(Story.remake, at: 2, .words("flings the cash back"), on: "beat.handout"),
        decide(Story.other, at: 3, .absent, on: "setting.place"),
        decide(Story.other, at: 3, .words("chaebol"), on: "trope.family"),
    ])

    @Test("each element has the verdict of its three states, ordered by path, with the edition each side comes from")
    func rows() {
        let rows = compare(Story.remakeChain, Story.otherChain).rows
        #expect(
            rows.map { "\($0.element) \($0.verdict.rawValue)" } == [
                "beat.handout unknown", "male_lead.sport left_changed", "nature same",
                "setting.place right_dropped", "trope.family unknown",
            ])
        #expect(rows.map(\.base).prefix(3) == [.notRecorded, .words("hockey"), .words("scumbag")])
        #expect(
            rows.map(\.left.from) == [
                "hockey-star/es", "hockey-star/es", "hockey-star/es", "hockey-star/en", nil,
            ])
        #expect(rows.map(\.right.from).prefix(2) == [nil, "hockey-star/en"])
        #expect(rows.map(\.left.resolved.basis) == [.own, .own, .kept, .inherited, nil])
    }

    @Test("a beat that one side alone records is unknown, not added")
    func notRecordedIsNotAdded() {
        let rows = compare([Story.source], Story.remakeChain).rows
        let beat = rows.first { $0.element == "beat.handout" }
        #expect(beat?.verdict == .unknown)
        #expect(beat?.left.resolved.state == .notRecorded)
        #expect(rows.first { $0.element == Story.sport }?.verdict == .rightChanged)
    }

    @Test("the coverage counts what both sides know; the summary counts each verdict in the order of the list")
    func coverage() {
        let comparison = compare(Story.remakeChain, Story.otherChain)
        #expect(comparison.knownOnBoth == 3)
        #expect(
            comparison.summary.map { "\($0.verdict.rawValue) \($0.count)" } == [
                "same 1", "left_changed 1", "right_dropped 1", "unknown 2",
            ])
    }

    @Test("with only some of its elements, the coverage and the summary are about these")
    func only() {
        let whole = compare(Story.remakeChain, Story.otherChain)
        #expect(whole.rows.map(\.isKept) == [false, false, true, false, false])
        let some = whole.only { $0.element != Story.sport }
        #expect(some.rows.map(\.element) == ["beat.handout", "nature", "setting.place", "trope.family"])
        #expect(some.knownOnBoth == 2)
        #expect(some.summary.map(\.count) == [1, 1, 2])
        #expect(some.left == whole.left && some.right == whole.right && some.base == whole.base)
    }

    @Test("two editions of which nothing is recorded have no rows, and so nothing that is the same")
    func nothingRecorded() {
        let empty = Comparison(
            left: side([EditionID(8)]), right: side([EditionID(9)]), base: nil, names: Story.names)
        #expect(empty.rows.isEmpty)
        #expect(empty.knownOnBoth == 0)
        #expect(empty.summary.isEmpty)
        #expect(!empty.differs)
    }

    @Test("an element that only the base records is listed as unknown")
    func onlyBase() {
        let comparison = Comparison(
            left: side([EditionID(8)]), right: side([EditionID(9)]), base: side([Story.source]),
            names: Story.names)
        #expect(comparison.rows.map(\.element) == ["male_lead.sport", "nature", "setting.place"])
        #expect(comparison.rows.allSatisfy { $0.verdict == .unknown })
        #expect(!comparison.differs)
    }

    @Test("without a common ancestor the verdicts are two-way: same, diverged or unknown")
    func twoWay() {
        let strangers = DecisionHistory([
            decide(Story.source, at: 1, .words("hockey")), decide(EditionID(9), at: 1, .words("football")),
            decide(Story.source, at: 1, .absent, on: "beat.a"), decide(EditionID(9), at: 1, .absent, on: "beat.a"),
            decide(Story.source, at: 1, .absent, on: "beat.b"),
        ])
        let comparison = Comparison(
            left: side([Story.source], strangers), right: side([EditionID(9)], strangers), base: nil, names: [:])
        #expect(comparison.base == nil)
        #expect(comparison.rows.map(\.verdict) == [.same, .unknown, .diverged])
        #expect(comparison.rows.allSatisfy { $0.base == .notRecorded && $0.left.from == nil })
        #expect(comparison.differs)
    }

    @Test("each of the three is compared as of its own moment")
    func cuts() {
        let moved = DecisionHistory([
            decide(Story.source, at: 1, .words("hockey")), decide(Story.source, at: 5, .words("polo")),
        ])
        let before = side([Story.source], moved, asOf: 1)
        let after = side([Story.source], moved)
        func verdict(_ left: Comparison.Side, _ right: Comparison.Side, _ base: Comparison.Side) -> Verdict? {
            Comparison(left: left, right: right, base: base, names: [:]).rows.first?.verdict
        }
        #expect(verdict(before, after, before) == .rightChanged)
        #expect(verdict(before, after, after) == .leftChanged)
        #expect(verdict(after, after, before) == .bothSameChange)
        #expect(verdict(before, before, before) == .same)
    }

    private func compare(_ left: [EditionID], _ right: [EditionID]) -> Comparison {
        Comparison(
            left: side(left), right: side(right), base: side([Story.source]), names: Story.names)
    }

    private func side(
        _ chain: [EditionID], _ said: DecisionHistory? = nil, asOf cut: Int = .max
    ) -> Comparison.Side {
        let name = chain.first.flatMap { Story.names[$0] } ?? "other/one"
        let header = EditionHeader(edition: name, title: name, language: nil, market: nil, revision: 1)
        return Comparison.Side(header: header, chain: chain, cut: OperationID(cut), history: said ?? history)
    }
}
