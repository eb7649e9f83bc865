import AdaptModel
import Testing

@Suite("Text in two halves")
struct HalvesTests {
    @Test("parts at the first sign, also where a combining mark follows it")
    func halves() {
        #expect(halves("a=b=c") == ["a", "b=c"])
        #expect(halves("a=\u{301}b") == ["a", "\u{301}b"])
        #expect(halves("=") == ["", ""])
        #expect(halves("a") == nil)
    }

    private func halves(_ text: String) -> [String]? { text.halves(at: "=").map { [$0.before, $0.after] } }
}
