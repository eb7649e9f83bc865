import AdaptModel
import Testing

@Suite struct KeepTests {
    private let kept = [decide(Story.source, at: 1, .words("hockey")), decide(Story.remake, at: 2, .keep)]

    @Test("keep holds the parent's value, marked as kept; editions below inherit it")
    func holds() {
        let history = DecisionHistory(kept)
        #expect(history.reading(Story.remakeChain) == "hockey kept")
        #expect(history.reading(Story.dubChain) == "hockey inherited")
    }

    @Test("keep holds the value as it was when kept, and is outdated when the parent moves on")
    func movedOn() {
        let history = DecisionHistory(kept + [decide(Story.source, at: 3, .words("polo"))])
        #expect(history.reading(Story.remakeChain, asOf: 2) == "hockey kept")
        #expect(history.reading(Story.remakeChain) == "hockey kept outdated")
        #expect(history.reading(Story.dubChain) == "hockey inherited outdated")
    }

    @Test("keep is not outdated any more when the parent changes back")
    func changedBack() {
        let history = DecisionHistory(
            kept + [decide(Story.source, at: 3, .words("polo")), decide(Story.source, at: 4, .words("hockey"))])
        #expect(history.reading(Story.remakeChain, asOf: 3) == "hockey kept outdated")
        #expect(history.reading(Story.remakeChain) == "hockey kept")
    }

    @Test("keep follows corrections marked minor, and is not outdated by them")
    func minor() {
        let history = DecisionHistory(
            kept + [
                decide(Story.source, at: 3, .words("ice hockey"), minor: true),
                decide(Story.source, at: 4, .words("ice-hockey"), minor: true),
            ])
        #expect(history.reading(Story.remakeChain, asOf: 3) == "ice hockey kept")
        #expect(history.reading(Story.remakeChain) == "ice-hockey kept")
    }

    @Test("keep does not follow a correction of what it never held")
    func minorAfterChange() {
        let history = DecisionHistory(
            kept + [
                decide(Story.source, at: 3, .words("ice hockey"), minor: true),
                decide(Story.source, at: 4, .words("pollo")),
                decide(Story.source, at: 5, .words("polo"), minor: true),
            ])
        #expect(history.reading(Story.remakeChain) == "ice hockey kept outdated")
    }

    @Test("keeping again after the change holds the new value")
    func keptAgain() {
        let history = DecisionHistory(
            kept + [decide(Story.source, at: 3, .words("polo")), decide(Story.remake, at: 4, .keep)])
        #expect(history.reading(Story.remakeChain) == "polo kept")
    }

    @Test(
        "keep turns outdated when the parent drops the element, cannot tell, or withdraws it",
        arguments: [Decision.Statement.absent, .unknown, .inherit])
    func parentGone(statement: Decision.Statement) {
        let history = DecisionHistory(kept + [decide(Story.source, at: 3, statement)])
        #expect(history.reading(Story.remakeChain) == "hockey kept outdated")
    }

    @Test("keep of an absent element is absent")
    func absentKept() {
        let history = DecisionHistory([decide(Story.source, at: 1, .absent), decide(Story.remake, at: 2, .keep)])
        #expect(history.reading(Story.remakeChain) == "absent kept")
    }

    @Test("keep over keep holds what the middle edition holds, whatever the source does")
    func overKeep() {
        let history = DecisionHistory(
            kept + [
                decide(Story.dub, at: 3, .keep), decide(Story.source, at: 4, .words("polo")),
                decide(Story.remake, at: 5, .words("football")),
            ])
        #expect(history.reading(Story.dubChain, asOf: 4) == "hockey kept")
        #expect(history.reading(Story.dubChain) == "hockey kept outdated")
    }

    @Test("keep through an edition that says nothing holds the grandparent's value")
    func overSilence() {
        let history = DecisionHistory([
            decide(Story.source, at: 1, .words("hockey")), decide(Story.dub, at: 2, .keep),
            decide(Story.remake, at: 3, .words("football")),
        ])
        #expect(history.reading(Story.dubChain, asOf: 2) == "hockey kept")
        #expect(history.reading(Story.dubChain) == "hockey kept outdated")
    }

    @Test("keep where nothing is recorded records nothing")
    func keptNothing() {
        let history = DecisionHistory([decide(Story.remake, at: 1, .keep)])
        #expect(history.resolve(Story.sport, Story.remakeChain[...], asOf: .now).state == .notRecorded)
        #expect(history.profile(of: Story.remakeChain, asOf: .now).isEmpty)
    }

    @Test(
        "a long line of keeps over many changes is followed once a change, not once a way through",
        .timeLimit(.minutes(1)))
    func longLine() {
        let (editions, changes) = (24, 24)
        let chain = (0..<editions).map { EditionID($0 + 1) }
        var decisions = [decide(chain[0], at: 1, .words("v0"))]
        for (number, edition) in chain.enumerated().dropFirst() {
            decisions.append(decide(edition, at: number + 1, .keep))
        }
        for change in 1...changes { decisions.append(decide(chain[0], at: editions + change, .words("v\(change)"))) }
        let history = DecisionHistory(decisions)
        #expect(history.reading([chain[1], chain[0]]) == "v0 kept outdated")
        #expect(history.reading(Array(chain.reversed())) == "v0 kept")
    }

    @Test(
        "keep holds on where the parent's value is withdrawn or not known any more, though that is marked minor",
        arguments: [Decision.Statement.inherit, .unknown])
    func minorWithdrawal(statement: Decision.Statement) {
        let gone = kept + [decide(Story.source, at: 3, statement, minor: true)]
        #expect(DecisionHistory(gone).reading(Story.remakeChain) == "hockey kept outdated")
        let back = DecisionHistory(gone + [decide(Story.source, at: 4, .words("hockey"))])
        #expect(back.reading(Story.remakeChain) == "hockey kept")
    }
}
