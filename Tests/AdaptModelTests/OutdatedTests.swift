import AdaptModel
import Testing

@Suite struct OutdatedTests {
    private let changed = [
        decide(Story.source, at: 1, .words("hockey")), decide(Story.remake, at: 2, .words("football")),
    ]

    @Test("a value of its own stays and is outdated when the parent's changes, and not when it changes back")
    func value() {
        let history = DecisionHistory(
            changed + [decide(Story.source, at: 3, .words("polo")), decide(Story.source, at: 4, .words("hockey"))])
        #expect(history.reading(Story.remakeChain, asOf: 2) == "football own")
        #expect(history.reading(Story.remakeChain, asOf: 3) == "football own outdated")
        #expect(history.reading(Story.remakeChain, asOf: 4) == "football own")
    }

    @Test("absent and unknown are outdated in the same way", arguments: [Decision.Statement.absent, .unknown])
    func others(statement: Decision.Statement) {
        let history = DecisionHistory([
            decide(Story.source, at: 1, .words("hockey")), decide(Story.remake, at: 2, statement),
            decide(Story.source, at: 3, .words("polo")),
        ])
        let before = history.resolve(Story.sport, Story.remakeChain[...], asOf: OperationID(2))
        let after = history.resolve(Story.sport, Story.remakeChain[...], asOf: .now)
        #expect(!before.outdated)
        #expect(after.outdated)
        #expect(after.state == before.state)
    }

    @Test("a minor correction of the parent outdates nothing")
    func minor() {
        let history = DecisionHistory(changed + [decide(Story.source, at: 3, .words("ice hockey"), minor: true)])
        #expect(history.reading(Story.remakeChain) == "football own")
    }

    @Test("a change back to what a minor correction had made of the value is no change")
    func minorThenBack() {
        let history = DecisionHistory(
            changed + [
                decide(Story.source, at: 3, .words("ice hockey"), minor: true),
                decide(Story.source, at: 4, .words("polo")), decide(Story.source, at: 5, .words("ice hockey")),
            ])
        #expect(history.reading(Story.remakeChain, asOf: 4) == "football own outdated")
        #expect(history.reading(Story.remakeChain) == "football own")
    }

    @Test("a minor correction outdates nothing after a change and a change back either; keep follows it")
    func backThenMinor() {
        let later = [
            decide(Story.source, at: 3, .words("polo")), decide(Story.source, at: 4, .words("hockey")),
            decide(Story.source, at: 5, .words("ice hockey"), minor: true),
        ]
        #expect(DecisionHistory(changed + later).reading(Story.remakeChain) == "football own")
        let kept = [decide(Story.source, at: 1, .words("hockey")), decide(Story.remake, at: 2, .keep)]
        #expect(DecisionHistory(kept + later).reading(Story.remakeChain) == "ice hockey kept")
    }

    @Test("a new decision of its own is up to date")
    func decidedAgain() {
        let history = DecisionHistory(
            changed + [decide(Story.source, at: 3, .words("polo")), decide(Story.remake, at: 4, .words("football"))])
        #expect(history.reading(Story.remakeChain) == "football own")
    }

    @Test("the same term under another label is no change")
    func relabelled() {
        let term = "sport:ice_hockey"
        let history = DecisionHistory([
            decide(Story.source, at: 1, .value(ElementValue("hockey", term: term))),
            decide(Story.remake, at: 2, .words("football")),
            decide(Story.source, at: 3, .value(ElementValue("ice hockey", term: term))),
        ])
        #expect(history.reading(Story.remakeChain) == "football own")
    }

    @Test("a source has no parent that could outdate it; a sibling outdates nothing")
    func rootsAndSiblings() {
        let history = DecisionHistory(
            changed + [decide(Story.source, at: 3, .words("hockey")), decide(Story.other, at: 4, .words("baseball"))])
        #expect(history.reading([Story.source]) == "hockey own")
        #expect(history.reading(Story.remakeChain) == "football own")
    }

    @Test("what an edition inherits is outdated where the decision behind it is")
    func inherited() {
        let history = DecisionHistory(changed + [decide(Story.source, at: 3, .words("polo"))])
        #expect(history.reading(Story.dubChain) == "football inherited outdated")
    }

    @Test("a change at the source that the parent does not let through outdates nothing")
    func shielded() {
        let history = DecisionHistory(
            changed + [decide(Story.dub, at: 3, .words("tennis")), decide(Story.source, at: 4, .words("polo"))])
        #expect(history.reading(Story.dubChain) == "tennis own")
    }
}
