import AdaptModel
import Testing

@Suite struct ElementPathTests {
    @Test(
        "segments of lower-case letters, digits and single underscores, joined by dots, are a path",
        arguments: ["male_lead.sport", "trope.chaebol", "ending", "beat.1", "a_b_c.d_e"])
    func path(text: String) throws {
        let path = try ElementPath(text)
        #expect(path.text == text)
        #expect("\(path)" == text)
    }

    @Test(
        "anything else is refused and quoted",
        arguments: [
            "", ".", "a.", ".a", "a..b", "a__b", "_a", "a_", "a_.b", "Male_lead", "male-lead", "male lead", "é", "a/b",
            "a.b ", "１",
        ])
    func refused(text: String) {
        let refusal = #expect(throws: Refusal.self) { try ElementPath(text) }
        #expect(refusal?.kind == .usage)
        #expect(
            refusal?.message
                == "element \"\(text)\" is not a path (segments of a-z, 0-9 and _, joined by dots, at most 128)")
        #expect(refusal?.hint == "write it as in male_lead.sport")
    }

    @Test("a path has at most 128 characters")
    func length() throws {
        let longest = String(repeating: "a.", count: 63) + "aa"
        #expect(try ElementPath(longest).text == longest)
        #expect(throws: Refusal.self) { try ElementPath(longest + "a") }
    }

    @Test(
        "the first segment suggests the kind",
        arguments: [
            ("male_lead.sport", "character"), ("female_lead", "character"), ("side_character.job", "character"),
            ("character.x", "character"), ("trope.chaebol", "trope"), ("beat.handout", "beat"), ("hook", "hook"),
            ("setting.city", "setting"), ("plot.twist", "plot"), ("ending", "ending"), ("format.length", "format"),
            ("production.studio", "production"), ("title", "other"), ("tropes.x", "other"), ("x.trope", "other"),
        ])
    func kind(text: String, kind: String) throws {
        #expect(try ElementPath(text).kind == kind)
    }
}
