import AdaptModel
import Testing

@Suite struct OperationMessageTests {
    @Test("a message is kept without the blanks at its ends, up to a thousand characters of any script")
    func kept() throws {
        #expect(try OperationMessage(" as the client asked\n").text == "as the client asked")
        #expect(try OperationMessage("one\n\ntwo").text == "one\n\ntwo")
        for sign in ["a", "축", "🏒"] {
            let longest = String(repeating: sign, count: 1000)
            #expect(try OperationMessage(" \(longest) ").text == longest)
        }
    }

    @Test("one of which nothing can be seen is refused", arguments: ["", " ", "\n\t", "\u{200B}", "\u{2800}"])
    func blank(text: String) {
        let refused = #expect(throws: Refusal.self) { try OperationMessage(text) }
        #expect(refused?.kind == .usage && refused?.message == "message \"\(text)\" is empty")
        #expect(refused?.hint == "say what the log is to tell of it, or leave it out")
    }

    @Test("one that is too long is refused with how long it is")
    func long() {
        let refused = #expect(throws: Refusal.self) { try OperationMessage(String(repeating: "축", count: 1001)) }
        #expect(refused?.kind == .usage && refused?.message == "message has 1001 characters, and 1000 are kept at most")
    }
}
