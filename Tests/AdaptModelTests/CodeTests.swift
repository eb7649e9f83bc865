import AdaptModel
import Testing

@Suite struct CodeTests {
    @Test(
        "lower-case letters, digits and single hyphens are a code",
        arguments: ["a", "9", "hockey-star", "es-419", "2-2-2"])
    func code(text: String) throws {
        let code = try Code(text, for: "series")
        #expect(code.text == text)
        #expect("\(code)" == text)
    }

    @Test(
        "anything else is refused by name, with the nearest code to type",
        arguments: [
            ("Hockey Star", "write hockey-star"), ("hockey--star", "write hockey-star"), ("-a", "write a"),
            ("a-", "write a"), ("a_b", "write a-b"), ("a/b", "write a-b"), ("a.b", "write a-b"),
            ("CAFÉ 2", "write caf-2"), ("", "write it as in hockey-star"), ("두번째", "write it as in hockey-star"),
            ("-", "write it as in hockey-star"), ("１２", "write it as in hockey-star"),
        ])
    func refused(text: String, hint: String) {
        let refusal = #expect(throws: Refusal.self) { try Code(text, for: "series") }
        #expect(refusal?.kind == .usage)
        #expect(
            refusal?.message
                == "series \"\(text)\" is not a code (lower-case letters a-z, digits, single hyphens, at most 64)")
        #expect(refusal?.hint == hint)
    }

    @Test("a code has at most 64 characters")
    func length() throws {
        let longest = String(repeating: "a", count: 64)
        #expect(try Code(longest, for: "series").text == longest)
        let refusal = #expect(throws: Refusal.self) { try Code(longest + "a", for: "series") }
        #expect(refusal?.hint == "write \(longest)")
    }

    @Test("a suggestion that is cut at 64 characters is still a code")
    func cutSuggestion() throws {
        let suggestion = Code.suggestion(for: String(repeating: "a", count: 63) + " star")
        #expect(try Code(suggestion, for: "series").text == suggestion)
    }
}
