import AdaptModel
import Testing

@Suite("What an operation makes of the editions below")
struct ChangedBelowTests {
    /// es and ko derive from src, mx from es; es keeps the nature, ko has a sport of its own.
    private static let editions: [(code: String, parent: Int?, market: String?)] = [
        ("src", nil, nil), ("es", 1, nil), ("ko", 1, nil), ("mx", 2, nil),
    ]
    private static let said = [
        decide(EditionID(1), at: 2, .words("hockey")), decide(EditionID(1), at: 2, .words("cruel"), on: "nature"),
        decide(EditionID(2), at: 3, .keep, on: "nature"), decide(EditionID(3), at: 3, .words("baseball")),
    ]

    private func lines(_ below: ChangedBelow) -> [String] {
        below.inherited.map { "\($0.edition) \($0.element) \($0.was.words) -> \($0.now.words)" }
            + below.outdated.map { "outdated \($0.edition) \($0.element)" }
    }

    private func below(_ later: [Decision]) -> [String] {
        lines(Family.history(Self.editions, Self.said + later, cut: OperationID(5)).changedBelow(EditionID(1)))
    }

    @Test("is a new value where it is inherited, and an outdated decision where one was taken on the old")
    func value() {
        let polo = below([decide(EditionID(1), at: 5, .words("polo"))])
        #expect(
            polo == [
                "s/es male_lead.sport hockey -> polo", "s/mx male_lead.sport hockey -> polo",
                "outdated s/ko male_lead.sport",
            ])
        // Below a keep what it holds goes on.
        let vain = below([decide(EditionID(1), at: 5, .words("vain"), on: "nature")])
        #expect(vain == ["s/ko nature cruel -> vain", "outdated s/es nature"])
    }

    @Test("is a correction where it is kept, too, and nothing where the value is the same")
    func minor() {
        let harsh = below([decide(EditionID(1), at: 5, .words("harsh"), minor: true, on: "nature")])
        #expect(
            harsh == ["s/es nature cruel -> harsh", "s/ko nature cruel -> harsh", "s/mx nature cruel -> harsh"])
        #expect(below([decide(EditionID(1), at: 5, .words("cruel"), on: "nature")]).isEmpty)
    }

    @Test("is no decision that was outdated before, and nothing that an earlier operation made")
    func before() {
        let polo = decide(EditionID(1), at: 4, .words("polo"))
        let golf = below([polo, decide(EditionID(1), at: 5, .words("golf"))])
        #expect(golf == ["s/es male_lead.sport polo -> golf", "s/mx male_lead.sport polo -> golf"])
        #expect(below([polo, decide(EditionID(1), at: 5, .words("end"), on: "plot.end")]).count == 3)
    }

    @Test("of one that is moved, is what that inherits otherwise itself, too")
    func moved() {
        let known = Family.history(
            [("src", nil, nil), ("es", 3, nil), ("ko", 1, nil), ("mx", 2, nil)], [], cut: OperationID(5))
        let parents = [(2, 1, 1), (3, 1, 1), (4, 1, 2), (2, 5, 3)]
        let history = SeriesHistory(
            series: "s", editions: known.editions, decisions: Self.said,
            lineage: parents.map { edition, operation, parent in
                LineageStep(
                    edition: EditionID(edition), operation: OperationID(operation), parent: EditionID(parent))
            }, kinds: [:], cut: OperationID(5))
        #expect(
            lines(history.changedBelow(EditionID(2))) == [
                "s/es male_lead.sport hockey -> baseball", "s/mx male_lead.sport hockey -> baseball",
            ])
    }
}
