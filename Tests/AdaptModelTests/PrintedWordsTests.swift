import AdaptModel
import Testing

@Suite("Words in brackets, as reports print them")
struct PrintedWordsTests {
    @Test(
        "are the state that they name, in any case and in wide brackets",
        arguments: [
            ("(absent)", "absent"), ("(Not recorded)", "not recorded"), ("（KEEP）", "keep"), ("(Seoul)", nil),
            ("absent", nil), ("(absent", nil), ("absent)", nil), ("(", nil), ("()", nil), ("", nil),
        ] as [(String, String?)])
    func states(text: String, state: String?) {
        #expect(PrintedWords.state(text) == state)
    }

    @Test(
        "are told without brackets too, and which state says them",
        arguments: [
            ("Unknown", "unknown", "unknown"), ("KEPT", "kept", "keep"), ("inherited", "inherited", "inherit"),
            ("not_recorded", "not recorded", "inherit"), ("Not recorded", "not recorded", "inherit"),
            ("same", nil, nil), ("outdated", nil, nil), ("(absent)", nil, nil), ("unknown man", nil, nil),
            ("", nil, nil),
        ] as [(String, String?, String?)])
    func bare(text: String, word: String?, state: String?) {
        #expect(PrintedWords.bare(text) == word)
        #expect(PrintedWords.bare(text).map { PrintedWords.saying($0) } == state)
    }

    @Test(
        "and signs of nothing are no value, other words are",
        arguments: [
            ("-", true), ("\u{2014}", true), ("N/A", true), ("?", true), ("TBD", true), ("Null", true),
            ("(kept)", true), ("Absent", true), ("n/a yet", false), ("-1", false), ("none", false),
            ("(Seoul)", false), ("", false),
        ])
    func noValue(text: String, isNone: Bool) {
        #expect(PrintedWords.isNoValue(text) == isNone)
    }

    @Test("what brackets hold is told whatever it is, in lower case")
    func held() {
        #expect(PrintedWords.inBrackets("(Seoul)") == "seoul")
        #expect(PrintedWords.inBrackets("（서울)") == "서울")
        #expect(PrintedWords.inBrackets("Seoul (KR)") == nil)
    }
}
