import AdaptModel
import TestSupport
import Testing

@Suite struct WordDifferenceTests {
    private func pieces(_ old: String, _ new: String) -> [String] {
        WordDifference(from: old, to: new).pieces.map { $0.sign.rawValue + $0.text }
    }

    @Test("what was replaced stands between what was kept, the old before the new")
    func replaced() {
        #expect(
            pieces("she throws the ring away", "she throws the letter away") == [
                "=she throws the", "- ring", "+ letter", "= away",
            ])
        #expect(pieces("a b c d", "a c d e") == ["=a", "- b", "= c d", "+ e"])
        #expect(pieces("same words", "same words") == ["=same words"])
        #expect(pieces("", "new") == ["+new"])
        #expect(pieces("", "") == [])
    }

    @Test("blanks are not compared, punctuation is; an apostrophe is part of its word")
    func words() {
        #expect(pieces("one  two\tthree", "one two three") == ["=one two three"])
        #expect(pieces("one, two", "one. two") == ["=one", "-,", "+.", "= two"])
        #expect(pieces("she doesn't go", "she does go") == ["=she", "- doesn't", "+ does", "= go"])
        #expect(pieces("cafe\u{301} ole", "café ole") == ["=café ole"])
    }

    @Test(
        "where no spaces are written each character is a word; Hangul has spaces",
        arguments: [
            ("他爱上了她", "他恨上了她", ["=他", "-爱", "+恨", "=上了她"]),
            ("彼は去った", "彼が去った", ["=彼", "-は", "+が", "=去った"]),
            ("두번째 삶", "두번째 사랑", ["=두번째", "- 삶", "+ 사랑"]),
            ("EP3 諧音梗", "EP4 諧音梗", ["-EP3", "+EP4", "= 諧音梗"]),
        ])
    func scripts(old: String, new: String, expected: [String]) {
        #expect(pieces(old, new) == expected)
    }

    @Test("kept and removed words are the old text, kept and added ones the new, whatever the texts")
    func parts() {
        var random = Seeded(for: "word difference", standard: 7)
        let words = ["a", "bee", "see", "你", "好", ",", "é", "42", "don't"]
        func text() -> String {
            (0..<Int.random(in: 0...12, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
                .joined(separator: Bool.random(using: &random) ? " " : "  ")
        }
        func packed(_ text: String) -> String { String(text.filter { !$0.isWhitespace }) }
        for _ in 0..<500 {
            let (old, new) = (text(), text())
            let pieces = WordDifference(from: old, to: new).pieces
            #expect(packed(pieces.filter { $0.sign != .added }.map(\.text).joined()) == packed(old))
            #expect(packed(pieces.filter { $0.sign != .removed }.map(\.text).joined()) == packed(new))
            #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.sign != $1.sign })
        }
    }

    @Test(
        "it is worth showing from four words on either side that share a third of the longer",
        arguments: [
            ("a b c d", "a b c e", true), ("a b c", "a b c d", false), ("a b c d", "a b c", false),
            ("a b c d", "e f g h", false), ("a b c d e f", "a b x y z w", true),
            ("a b c d e f g", "a b x y z w v", false),
            // All words are there, but in another order.
            ("a b c d e f g", "g f e d c b a", false),
            ("a, b, c", "a, b, c", false), ("他爱上了她", "他恨上了她", true),
        ])
    func worthShowing(old: String, new: String, expected: Bool) {
        #expect((WordDifference(worthShowingFrom: old, to: new) != nil) == expected)
    }

    @Test("of long texts that share little it is told at once")
    func long() {
        let old = (0..<1_900).map { "w\($0)" }.joined(separator: " ")
        let new = (0..<1_900).map { "v\($0)" }.joined(separator: " ")
        #expect(WordDifference(worthShowingFrom: old, to: new) == nil)
        let beyond = (0..<2_001).map { "w\($0)" }.joined(separator: " ")
        #expect(WordDifference(worthShowingFrom: beyond, to: beyond) == nil)
    }

    @Test("a row has it where both sides are values that differ, not where one is absent or not known")
    func rows() {
        func row(_ left: Decision.Statement, _ right: Decision.Statement) -> Comparison.Row? {
            let history = DecisionHistory([
                decide(Story.source, at: 1, left), decide(Story.remake, at: 2, right),
            ])
            let head = EditionHeader(edition: "s/e", title: "T", language: nil, market: nil, revision: 1)
            let side = { (chain: [EditionID]) in
                Comparison.Side(header: head, chain: chain, cut: .now, history: history)
            }
            return Comparison(
                left: side([Story.source]), right: side(Story.remakeChain), base: side([Story.source]),
                names: [:]
            ).rows.first
        }
        #expect(row(.words("a b c d"), .words("a b c e"))?.words != nil)
        #expect(row(.words("a b c d"), .words("a b c d"))?.words == nil)
        #expect(row(.words("a b c d"), .absent)?.words == nil)
        #expect(row(.unknown, .words("a b c d"))?.words == nil)
    }
}
