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

    @Test("what brackets hold is told whatever it is, in lower case")
    func held() {
        #expect(PrintedWords.inBrackets("(Seoul)") == "seoul")
        #expect(PrintedWords.inBrackets("（서울)") == "서울")
        #expect(PrintedWords.inBrackets("Seoul (KR)") == nil)
    }
}
