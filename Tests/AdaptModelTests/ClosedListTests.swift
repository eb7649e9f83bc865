import AdaptModel
import Testing

@Suite struct ClosedListTests {
    @Test("the lists hold the words of the model, in its order")
    func words() {
        #expect(
            Method.allCases.map(\.rawValue) == [
                "remake", "recut", "regional_edit", "dub", "subtitle", "transcreation", "ai_conversion", "unknown",
            ])
        #expect(Certainty.allCases.map(\.rawValue) == ["asserted", "inferred", "disputed"])
        #expect(
            Reason.allCases.map(\.rawValue) == [
                "local_taste", "cultural_norm", "belief", "history", "ethnic_sensitivity", "geopolitics",
                "law_censorship", "rating", "language_wordplay", "reference_unknown", "brand_rights", "talent",
                "budget", "platform_format", "test_result", "error_fix", "unknown",
            ])
        #expect(
            Verdict.allCases.map(\.rawValue) == [
                "same", "left_changed", "right_changed", "both_same_change", "diverged", "left_added", "right_added",
                "left_dropped", "right_dropped", "unknown",
            ])
    }

    @Test("every word of a list is read as itself")
    func parsing() throws {
        for method in Method.allCases { #expect(try Method(parsing: method.rawValue, as: "method") == method) }
        for status in Status.allCases { #expect(try Status(parsing: status.rawValue, as: "status") == status) }
        for reason in Reason.allCases { #expect(try Reason(parsing: reason.rawValue, as: "reason") == reason) }
    }

    @Test("a word that is nearly one of the list is refused with what was probably meant")
    func near() {
        let refusal = #expect(throws: Refusal.self) { try Method(parsing: "reamke", as: "method") }
        #expect(refusal?.kind == .usage)
        #expect(refusal?.message == "method \"reamke\" is not one of the list")
        #expect(refusal?.hint == "did you mean remake?")
        let spelled = #expect(throws: Refusal.self) { try Status(parsing: "in-promotion", as: "status") }
        #expect(spelled?.hint == "did you mean in_promotion?")
    }

    @Test("a word that is near none is refused with the whole list", arguments: ["", "zebra", "x"])
    func far(word: String) {
        let refusal = #expect(throws: Refusal.self) { try Certainty(parsing: word, as: "certainty") }
        #expect(refusal?.message == "certainty \"\(word)\" is not one of the list")
        #expect(refusal?.hint == "choose one of asserted, inferred, disputed")
    }
}
