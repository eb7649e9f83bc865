import AdaptReports
import Testing

@Suite("JSON as it is written")
struct JSONTests {
    @Test("keeps its members in order, and escapes what JSON and JavaScript take for something else")
    func written() {
        let value = JSON.object([
            ("b", .string("é 가 \"\\\n\r\t\u{1}\u{7F}\u{85}\u{2028}“x”")),
            ("a", .array([.int(-1), .number("0.5"), .bool(true), .null])), ("none", .array([])),
            ("nothing", .object([])),
        ])
        let text = #""é 가 \"\\\n\r\t\u0001\u007f\u0085\u2028“x”""#
        #expect(value.line == #"{"b":\#(text),"a":[-1,0.5,true,null],"none":[],"nothing":{}}"#)
        let lines = [
            "{", "  \"b\": \(text),", "  \"a\": [", "    -1,", "    0.5,", "    true,", "    null", "  ],",
            "  \"none\": [],", "  \"nothing\": {}", "}", "",
        ]
        #expect(value.pretty == lines.joined(separator: "\n"))
    }
}
