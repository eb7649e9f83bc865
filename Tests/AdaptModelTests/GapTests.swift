import AdaptModel
import Testing

@Suite("What nobody knows of an edition")
struct GapTests {
    /// mx keeps what the source says, knows not to be there, cannot tell, and says nothing of.
    private let history = Family.history(
        [("src", nil, nil), ("mx", 1, "mx"), ("ko", 1, "kr")],
        [
            decide(EditionID(1), at: 1, .words("hockey")), decide(EditionID(1), at: 1, .absent, on: "beat.a"),
            decide(EditionID(1), at: 1, .unknown, on: "beat.b"),
            decide(EditionID(2), at: 2, .keep), decide(EditionID(2), at: 2, .keep, on: "beat.a"),
            decide(EditionID(2), at: 2, .keep, on: "beat.b"), decide(EditionID(2), at: 2, .keep, on: "beat.c"),
            decide(EditionID(3), at: 2, .words("slap"), on: "beat.c"),
        ], kinds: [Story.sport: "character", "beat.a": "beat", "beat.b": "beat", "beat.c": "beat"])

    @Test("is unknown, or recorded elsewhere alone; what is kept is known no better than where it is from")
    func gaps() {
        #expect(
            history.gaps.map { "\($0.subject) \($0.kind.rawValue) \($0.elements.joined(separator: " "))" } == [
                "s/src unknown beat.b", "s/src not_recorded beat.c", "s/mx unknown beat.b",
                "s/mx not_recorded beat.c", "s/ko unknown beat.b",
            ])
    }

    @Test("is no value of it: neither among its values nor among those who have one")
    func values() {
        let values = history.values(of: EditionID(2), kinds: ["character", "beat"])
        #expect(values.map { "\($0.element) \($0.kind) \($0.text)" } == ["male_lead.sport character hockey"])
        let holders = history.holders(ofKind: "beat").map { element, editions in
            ([element] + editions.map(\.header.edition)).joined(separator: " ")
        }
        #expect(holders == ["beat.a", "beat.b", "beat.c s/ko"])
    }
}
