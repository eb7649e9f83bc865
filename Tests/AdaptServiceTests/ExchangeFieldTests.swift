import AdaptModel
import Testing

@testable import AdaptService

@Suite("Fields of a catalogue that is brought", .timeLimit(.minutes(30)))
struct ExchangeFieldTests {
    private static let head = [
        #"{"type":"catalogue","version":3}"#,
        #"{"type":"operation","catalogue":"00000000-0000-4000-8000-000000000009","number":1,"verb":"v"}"#,
    ]

    /// What is refused of `lines`, which are no whole file, with the places.
    private func told(_ lines: [String]) async throws -> [String] {
        try await Catalogue.empty { workspace in
            let refused = try await refusal { try await bring(lines, into: workspace) }
            #expect(refused.kind == .input)
            return ["\(refused.place?.text ?? "") \(refused.message)"] + refused.details
        }
    }

    @Test("one that no version has is refused at its line, wherever it stands, with what is near")
    func parts() async throws {
        let lines = try await Catalogue.sample { try await exported($0) }
        let changes: [(was: String, now: String, message: String, hint: String)] = [
            (#""lineage":{"#, #""linage":{"#, #"field "linage" is not known"#, "did you mean lineage?"),
            (#""parent":"#, #""parant":"#, #"lineage: field "parant" is not known"#, "did you mean parent?"),
            (#""element":"#, #""elemint":"#, #"decisions: field "elemint" is not known"#, "did you mean element?"),
            (
                #""citation":{"source":"#, #""citation":{"sourc":"#, #"citation: field "sourc" is not known"#,
                "did you mean source?"
            ),
        ]
        try await Catalogue.empty { workspace in
            let before = try await workspace.counts()
            for change in changes {
                let index = try #require(lines.firstIndex { $0.contains(change.was) }, "\(change.was)")
                let changed = lines[index].replacing(change.was, with: change.now, maxReplacements: 1)
                let faulty = Array(lines[..<index]) + [changed] + Array(lines[(index + 1)...])
                let refused = try await refusal { try await bring(faulty, into: workspace) }
                #expect(refused.kind == .input)
                #expect(refused.message.hasSuffix(change.message), "\(refused.message)")
                #expect(refused.hint == change.hint)
                #expect(refused.place?.text == "c.jsonl:\(index + 1)")
                #expect(refused.details.isEmpty)
            }
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("one that is like none is refused with those there are")
    func strange() async throws {
        try await Catalogue.empty { workspace in
            let lines =
                Self.head + [#"{"type":"series","code":"s","title":"S","mood":5}"#, #"{"type":"end","lines":3}"#]
            let refused = try await refusal { try await bring(lines, into: workspace) }
            #expect(refused.message == #"field "mood" is not known"#)
            #expect(
                refused.hint
                    == "it has to be one of citation, code, language, note, origin, said, title, type; a file that a newer "
                    + "adapt wrote is read by that")
            #expect(refused.place?.text == "c.jsonl:3")
        }
    }

    @Test("is told with whatever else is wrong, in the first line and the last one too")
    func together() async throws {
        let lines = [
            #"{"type":"catalogue","version":3,"by":"ana"}"#, Self.head[1],
            #"{"type":"series","cod":"s","title":"S"}"#,
            #"{"type":"series","code":"t","title":"T","language":"en-XX-!!","citation":{"sauce":"s"}}"#,
            #"{"type":"end","lines":4,"sum":1}"#,
        ]
        let all = try await told(lines)
        let wanted = [
            #"c.jsonl:1 field "by" is not known"#, #"c.jsonl:3: field "cod" is not known (did you mean code?)"#,
            #"c.jsonl:3: "code" is missing"#, #"c.jsonl:4: citation: field "sauce" is not known"#,
            #"c.jsonl:5: field "sum" is not known"#,
        ]
        for words in wanted { #expect(all.contains { $0.hasPrefix(words) }, "\(words) in \(all)") }
        #expect(all.contains { $0.contains("en-XX-!!") })
        #expect(all.count == wanted.count + 1, "\(all)")
    }

    @Test("is told beside values of another form, at every level")
    func forms() async throws {
        let lines =
            Self.head + [
                #"{"type":"edition","series":"s","code":"en","title":"","aliases":[{"title":"A","lang":"en"}],"#
                    + #""also_from":[{"series":"t","code":"c","x":1}],"#
                    + #""decisions":[{"id":1,"state":"value","value":"v","citation":{"source":"s","page":2}}]}"#
            ]
        let all = try await told(lines)
        let wanted = [
            #"title "" is not a text"#, #"aliases: field "lang" is not known"#, #"also_from: field "x" is not known"#,
            #"decisions: citation: field "page" is not known"#,
        ]
        for words in wanted { #expect(all.contains { $0.contains(words) }, "\(words) in \(all)") }
        #expect(all.count == wanted.count, "\(all)")
    }
}
