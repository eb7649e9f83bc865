import AdaptModel
import Testing

@Suite struct DiffersTests {
    /// Base, left, right: with whether the two sides are known to differ.
    static let cases: [(Decision.Statement, Decision.Statement, Decision.Statement, Bool)] = [
        (.words("a"), .words("a"), .words("a"), false), (.words("a"), .words("b"), .words("b"), false),
        (.words("a"), .words("a"), .unknown, false), (.words("a"), .unknown, .words("b"), false),
        (.words("a"), .words("b"), .words("a"), true), (.words("a"), .words("a"), .words("b"), true),
        (.words("a"), .words("b"), .words("c"), true), (.words("a"), .absent, .words("a"), true),
        (.words("a"), .words("a"), .absent, true), (.absent, .words("a"), .absent, true),
        (.absent, .absent, .words("a"), true), (.absent, .absent, .absent, false),
    ]

    @Test("two editions differ where an element is known to differ, not where both changed alike or one is unknown")
    func differs() {
        for (base, left, right, expected) in Self.cases {
            let comparison = compare(base, left, right)
            #expect(comparison.differs == expected, "\(base) \(left) \(right)")
            #expect(comparison.rows.count == 1)
        }
    }

    @Test("the headers are those of the sides")
    func headers() {
        let comparison = compare(.absent, .absent, .absent)
        #expect(comparison.left == header(Story.remake))
        #expect(comparison.right == header(Story.other))
        #expect(comparison.base == header(Story.source))
    }

    private func compare(
        _ base: Decision.Statement, _ left: Decision.Statement, _ right: Decision.Statement
    ) -> Comparison {
        let history = DecisionHistory([
            decide(Story.source, at: 1, base), decide(Story.remake, at: 2, left), decide(Story.other, at: 3, right),
        ])
        func side(_ chain: [EditionID]) -> Comparison.Side {
            Comparison.Side(header: header(chain[0]), chain: chain, cut: .now, history: history)
        }
        return Comparison(
            left: side(Story.remakeChain), right: side(Story.otherChain), base: side([Story.source]),
            names: Story.names)
    }

    private func header(_ edition: EditionID) -> EditionHeader {
        let name = Story.names[edition] ?? ""
        return EditionHeader(edition: name, title: name, language: "es", market: nil, revision: edition.number)
    }
}
