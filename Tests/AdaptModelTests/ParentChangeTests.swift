import AdaptModel
import Testing

/// An edition that is taken from another parent later on: `remake`, first of `source`, then of `other`.
@Suite struct ParentChangeTests {
    private let lineage = [
        LineageStep(edition: Story.remake, operation: OperationID(1), parent: Story.source),
        LineageStep(edition: Story.remake, operation: OperationID(5), parent: Story.other),
    ]
    private let parents = [
        decide(Story.source, at: 2, .words("hockey")), decide(Story.other, at: 3, .words("baseball")),
    ]
    private let now = [Story.remake, Story.other]

    @Test("another parent with another value outdates what was decided on the first one's")
    func outdated() {
        let history = DecisionHistory(parents + [decide(Story.remake, at: 4, .words("football"))], lineage: lineage)
        #expect(history.reading(Story.remakeChain, asOf: 4) == "football own")
        #expect(history.reading(now) == "football own outdated")
    }

    @Test("what was kept is the first parent's value, whoever is the parent now")
    func kept() {
        let history = DecisionHistory(parents + [decide(Story.remake, at: 4, .keep)], lineage: lineage)
        #expect(history.reading(Story.remakeChain, asOf: 4) == "hockey kept")
        #expect(history.reading(now) == "hockey kept outdated")
    }

    @Test("another parent with the same value outdates nothing")
    func same() {
        let history = DecisionHistory(
            parents + [
                decide(Story.other, at: 4, .words("hockey")), decide(Story.remake, at: 4, .words("football")),
            ], lineage: lineage)
        #expect(history.reading(now) == "football own")
    }

    @Test("what would be inherited is told change by change, newest first, from the parents of those times")
    func changes() {
        let later = [
            decide(Story.remake, at: 4, .words("football")),
            decide(Story.other, at: 6, .words("Baseball"), minor: true),
            decide(Story.source, at: 7, .words("ice hockey")),
        ]
        let history = DecisionHistory(parents + later, lineage: lineage)
        let changes = history.parentChanges(of: Story.remake, Story.sport, asOf: .now, now: now.dropFirst())
        #expect(changes.map(\.operation.number) == [6, 5, 2])
        #expect(changes.map(\.isMinor) == [true, false, false])
        #expect(changes.map(\.before) == [.words("baseball"), .words("hockey"), .notRecorded])
        let then = history.parentChanges(of: Story.remake, Story.sport, asOf: OperationID(4), now: now.dropFirst())
        #expect(then.map(\.operation.number) == [2])
        #expect(history.parentChanges(of: Story.remake, "plot.end", asOf: .now, now: now.dropFirst()).isEmpty)
    }
}
