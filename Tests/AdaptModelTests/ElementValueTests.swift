import AdaptModel
import Testing

@Suite struct ElementValueTests {
    @Test("two values with the same term are equal, however they are shown")
    func sameTerm() {
        let british = ElementValue("football", term: "sport:association_football")
        let american = ElementValue("soccer", term: "sport:association_football")
        #expect(british == american)
        let verdict = Verdict(base: .value(ElementValue("x")), left: .value(british), right: .value(american))
        #expect(verdict == .bothSameChange)
    }

    @Test("two values with unlike terms differ, even where they are shown alike")
    func unlikeTerms() {
        let british = ElementValue("football", term: "sport:association_football")
        let american = ElementValue("football", term: "sport:american_football")
        #expect(british != american)
        #expect(Verdict(base: .notRecorded, left: .value(british), right: .value(american)) == .diverged)
    }

    @Test("words are compared where one of two values, or neither, has a term")
    func words() {
        #expect(ElementValue("ice hockey") == ElementValue("ice hockey"))
        #expect(ElementValue("ice hockey") != ElementValue("football"))
        #expect(ElementValue("football", term: "sport:association_football") == ElementValue("football"))
        #expect(ElementValue("fútbol", term: "sport:association_football") != ElementValue("football"))
    }

    @Test("words spelled with combining accents equal those spelled with whole letters")
    func accents() {
        #expect(ElementValue("fu\u{301}tbol") == ElementValue("f\u{FA}tbol"))
        #expect(ElementValue("futbol") != ElementValue("f\u{FA}tbol"))
    }

    @Test("absent, unknown, not recorded and a value are four states")
    func states() {
        for (index, state) in VerdictTests.states.enumerated() {
            for (other, second) in VerdictTests.states.enumerated() { #expect((state == second) == (index == other)) }
        }
    }

    @Test(
        "a value that reads as our own words of a state stands in quotes, others as they are",
        arguments: [
            ("(absent)", "\"(absent)\""), ("(Not Recorded)", "\"(Not Recorded)\""),
            ("hockey (kept)", "\"hockey (kept)\""),
            ("x (inherited, outdated)", "\"x (inherited, outdated)\""), ("\"(absent)\"", "\"\"(absent)\"\""),
            ("（absent）", "\"（absent）\""), ("冰球（Kept)", "\"冰球（Kept)\""), ("（電影）", "（電影）"),
            ("absent", "absent"), ("(a film)", "(a film)"), ("()", "()"), ("\"quoted\"", "\"quoted\""),
        ])
    func ownWords(text: String, shown: String) {
        #expect(ElementState.value(ElementValue(text)).words == shown)
        #expect(!["(absent)", "(unknown)", "(not recorded)"].contains(shown))
    }

    @Test("a citation is a source and, after the first colon, a place in it")
    func citation() throws {
        let whole = try Citation(parsing: "socialpeta-2026-w02:p. 14: top", quote: "to better suit local tastes")
        #expect(whole.source == "socialpeta-2026-w02")
        #expect(whole.locator == "p. 14: top")
        #expect(whole.quote == "to better suit local tastes")
        #expect(whole.reference == "socialpeta-2026-w02:p. 14: top")
        let plain = try Citation(parsing: "netflix", quote: nil)
        #expect(plain.locator == nil)
        #expect(plain.reference == "netflix")
    }

    @Test("a citation's source is a code", arguments: ["", ":14", "Social Peta:14"])
    func citationRefused(text: String) {
        let refusal = #expect(throws: Refusal.self) { try Citation(parsing: text, quote: nil) }
        #expect(refusal?.message.hasPrefix("source \"") == true)
    }

    @Test("beside another of the same words the term is told, and beside itself or other words it is not")
    func beside() {
        let british = ElementState.value(ElementValue("football", term: "sport:association_football"))
        let american = ElementState.value(ElementValue("football", term: "sport:american_football"))
        #expect(british.words(beside: [american]) == "football [sport:association_football]")
        #expect(british.words(beside: [british, .words("polo")]) == "football")
        #expect(ElementState.absent.words(beside: [british]) == "(absent)")
    }
}
