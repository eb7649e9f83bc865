import AdaptModel
import Testing

@Suite struct AsOfTests {
    @Test("each moment of a history gives what was known then")
    func everyStep() {
        let history = DecisionHistory([
            decide(Story.source, at: 10, .words("hockey")), decide(Story.remake, at: 20, .keep),
            decide(Story.source, at: 30, .words("ice hockey"), minor: true),
            decide(Story.source, at: 40, .words("polo")), decide(Story.remake, at: 50, .words("football")),
            decide(Story.source, at: 60, .absent), decide(Story.remake, at: 70, .unknown),
            decide(Story.remake, at: 80, .inherit), decide(Story.source, at: 90, .inherit),
        ])
        let known = [
            (0, "not recorded"), (9, "not recorded"), (10, "hockey inherited"), (19, "hockey inherited"),
            (20, "hockey kept"), (29, "hockey kept"), (30, "ice hockey kept"), (40, "ice hockey kept outdated"),
            (50, "football own"), (60, "football own outdated"), (70, "unknown own"), (80, "absent inherited"),
            (89, "absent inherited"), (90, "not recorded"),
        ]
        for (cut, reading) in known { #expect(history.reading(Story.remakeChain, asOf: cut) == reading, "\(cut)") }
        #expect(history.reading(Story.remakeChain) == "not recorded")
    }

    @Test("now is after every operation")
    func now() {
        #expect(OperationID(Int.max - 1) < .now)
        #expect(OperationID(1) < OperationID(2))
        #expect(!(OperationID(2) < OperationID(2)))
    }

    @Test("a profile leaves out what is not recorded and orders the rest by the bytes of the path")
    func profile() {
        let paths = ["trope.b", "trope", "trope.a", "trope_x", "beat.z", "trope.a1", "trope.a.b"]
        let history = DecisionHistory(
            paths.map { decide(Story.source, at: 1, .absent, on: $0) }
                + [
                    decide(Story.other, at: 1, .absent, on: "aaa"), decide(Story.source, at: 1, .absent, on: "gone"),
                    decide(Story.source, at: 2, .inherit, on: "gone"),
                    decide(Story.remake, at: 3, .words("later"), on: "beat.late"),
                ])
        let ordered = ["beat.z", "trope", "trope.a", "trope.a.b", "trope.a1", "trope.b", "trope_x"]
        let before = history.profile(of: Story.remakeChain, asOf: OperationID(2))
        #expect(before.map(\.element) == ordered)
        #expect(before.allSatisfy { $0.1.state == .absent && $0.1.basis == .inherited })
        let after = history.profile(of: Story.remakeChain, asOf: .now)
        #expect(after.map(\.element) == ["beat.late"] + ordered)
        #expect(after.first?.1.state == .words("later"))
        #expect(history.elements == ["aaa", "beat.late", "beat.z", "gone"] + ordered.dropFirst())
    }

    @Test("an unknown is recorded and stays in the profile")
    func unknownStays() {
        let history = DecisionHistory([decide(Story.source, at: 1, .unknown)])
        #expect(history.profile(of: Story.dubChain, asOf: .now).map(\.element) == [Story.sport])
    }
}
