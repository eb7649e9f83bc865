import AdaptModel
import Testing

@Suite struct InheritanceTests {
    @Test("a value is inherited through three levels, with the decision it comes from")
    func threeLevels() {
        let history = DecisionHistory([decide(Story.source, at: 1, .words("hockey"))])
        #expect(history.reading([Story.source]) == "hockey own")
        #expect(history.reading(Story.remakeChain) == "hockey inherited")
        #expect(history.reading(Story.dubChain) == "hockey inherited")
        let resolved = history.resolve(Story.sport, Story.dubChain[...], asOf: .now)
        #expect(resolved.decision?.edition == Story.source)
        #expect(resolved.decision?.operation == OperationID(1))
    }

    @Test("the nearest edition that decides is heard before those above it")
    func nearest() {
        let history = DecisionHistory([
            decide(Story.remake, at: 1, .words("football")), decide(Story.source, at: 2, .words("hockey")),
        ])
        #expect(history.resolve(Story.sport, Story.dubChain[...], asOf: .now).state == .words("football"))
        #expect(history.resolve(Story.sport, Story.dubChain[...], asOf: .now).decision?.edition == Story.remake)
        #expect(history.reading(Story.otherChain) == "hockey inherited")
    }

    @Test("the latest decision of an edition counts, in whatever order the history is given")
    func latest() {
        let decisions = [
            decide(Story.source, at: 5, .words("football")), decide(Story.source, at: 1, .words("hockey")),
            decide(Story.source, at: 3, .absent),
        ]
        for order in [decisions, decisions.reversed()] {
            let history = DecisionHistory(order)
            #expect(history.reading([Story.source]) == "football own")
            #expect(history.reading([Story.source], asOf: 4) == "absent own")
        }
    }

    @Test("absent and unknown are inherited like values")
    func absentAndUnknown() {
        for (statement, state) in [(Decision.Statement.absent, "absent"), (.unknown, "unknown")] {
            let history = DecisionHistory([decide(Story.source, at: 1, statement)])
            #expect(history.reading([Story.source]) == "\(state) own")
            #expect(history.reading(Story.dubChain) == "\(state) inherited")
        }
    }

    @Test("an unknown of its own hides what an ancestor knows")
    func unknownHides() {
        let history = DecisionHistory([
            decide(Story.source, at: 1, .words("hockey")), decide(Story.remake, at: 2, .unknown),
        ])
        #expect(history.reading(Story.dubChain) == "unknown inherited")
    }

    @Test("inherit withdraws an edition's decision, and only its own")
    func withdrawn() {
        let history = DecisionHistory([
            decide(Story.source, at: 1, .words("hockey")), decide(Story.remake, at: 2, .words("football")),
            decide(Story.dub, at: 3, .words("tennis")), decide(Story.dub, at: 4, .inherit),
            decide(Story.remake, at: 5, .inherit), decide(Story.source, at: 6, .inherit),
        ])
        #expect(history.reading(Story.dubChain, asOf: 3) == "tennis own")
        #expect(history.reading(Story.dubChain, asOf: 4) == "football inherited")
        #expect(history.reading(Story.dubChain, asOf: 5) == "hockey inherited")
        #expect(history.reading(Story.dubChain, asOf: 6) == "not recorded")
    }

    @Test("nothing said is not recorded, without a basis or a decision")
    func nothing() {
        let resolved = DecisionHistory([]).resolve(Story.sport, Story.dubChain[...], asOf: .now)
        #expect(resolved.state == .notRecorded)
        #expect(resolved.basis == nil)
        #expect(resolved.decision == nil)
        #expect(!resolved.outdated)
    }

    @Test("the same decisions under another parent give another profile")
    func chainChange() {
        let history = DecisionHistory([
            decide(Story.source, at: 1, .words("hockey")), decide(Story.remake, at: 2, .words("football")),
        ])
        #expect(history.reading([Story.dub, Story.remake, Story.source]) == "football inherited")
        #expect(history.reading([Story.dub, Story.source]) == "hockey inherited")
        #expect(history.reading([Story.dub]) == "not recorded")
    }
}
