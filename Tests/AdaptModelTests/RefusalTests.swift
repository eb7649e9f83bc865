import AdaptModel
import Testing

@Suite struct RefusalTests {
    @Test("a refusal is its place and message, then the details set in, then the hint")
    func layout() {
        let place = Refusal.Place(file: "reach.csv", line: 41, column: 7)
        let refusal = Refusal(
            .input, "week \"2026-W54\" does not exist (2026 has 53 weeks)",
            hint: "adapt import reach --rejects bad.csv",
            place: place, details: ["reach.csv:42:7: the same", "1 more"])
        #expect(
            refusal.description == """
                reach.csv:41:7: week "2026-W54" does not exist (2026 has 53 weeks)
                  reach.csv:42:7: the same
                  1 more
                hint: adapt import reach --rejects bad.csv
                """)
    }

    @Test("a refusal without place, details and hint is its message alone")
    func plain() {
        #expect(Refusal(.rule, "edition \"a/b\" exists").description == "edition \"a/b\" exists")
        #expect(Refusal(.rule, "a", hint: "b").description == "a\nhint: b")
    }

    @Test("a place without a column is file and line")
    func place() {
        #expect(Refusal.Place(file: "a.csv", line: 3).text == "a.csv:3")
        #expect(Refusal.Place(file: "a.csv", line: 3, column: 1).text == "a.csv:3:1")
    }

    @Test("locating a refusal changes nothing else of it")
    func located() {
        let refusal = Refusal(.missingFile, "gone", hint: "look", details: ["here"])
        let place = Refusal.Place(file: "a.csv", line: 3)
        let located = refusal.at(place)
        #expect(located.place == place)
        #expect(located.kind == .missingFile)
        #expect(located.message == "gone")
        #expect(located.hint == "look")
        #expect(located.details == ["here"])
        #expect(located != refusal)
    }
}
