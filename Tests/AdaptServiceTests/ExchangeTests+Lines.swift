import AdaptModel
import Testing

@testable import AdaptService

/// The lines of a file: how they are written, and what is wrong with them.
extension ExchangeTests {
    @Test("comes in with the mark that an editor puts before the first line")
    func marked() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("s")
            let lines = try await exported(a)
            let receipt = try await bring(["\u{FEFF}" + lines[0]] + lines.dropFirst(), into: b)
            #expect(receipt.new == 1)
            #expect(try await exported(b) == lines)
        }
    }

    @Test("the same catalogue gives the same lines wherever it is, whatever order the database has for text")
    func collation() async throws {
        try await Catalogue.empty { workspace async throws in
            try await makeOwn(workspace)
            try await workspace.addSeries("s")
            try await workspace.register("s/en")
            // In one operation: where they are told apart, signs go before other signs here and there.
            try await workspace.elements(
                "edition,element,value\ns/en,a_b,1\ns/en,a.b,2\ns/en,a_c,3\ns/en,a.c,4\n",
                .with { $0.mayAddElements = true })
            var facts = EditionFacts()
            facts.aliases = ["a_b", "a.b", "B", "a"].map { Alias($0) }
            facts.identifiers = ["x:a_b", "x:a.b", "x:B", "x-y:a"]
            _ = try await EditEdition(edition: EditionReference(parsing: "s/en"), facts: facts)
                .run(in: workspace, dryRun: false)
            for number in 0..<60 { try await workspace.decide("s/en", "a.b", .value("\(number)")) }
            let lines = try await exported(workspace)
            #expect(try await exported(workspace) == lines)
            try await Databases.ordered(by: "en") { url in
                try await Catalogue.open(url) { other in
                    #expect(try await other.texts("select ('a_b' < 'a.b')::text") == ["true"])
                    try await bring(lines, into: other)
                    #expect(try await exported(other) == lines)
                }
            }
        }
    }

    @Test("faulty lines are refused, all with their numbers, and nothing is written")
    func faults() async throws {
        let head = [
            #"{"type":"catalogue","version":1}"#,
            #"{"type":"operation","catalogue":"00000000-0000-4000-8000-000000000009","number":1,"verb":"v"}"#,
        ]
        let faulty: [(line: String, message: String)] = [
            ("{", "line is not JSON"), ("[1]", "type \"\" is not known"),
            (#"{"type":"mood"}"#, "type \"mood\" is not known"),
            (#"{"type":"catalogue","version":4}"#, "version 4 of the format is newer than this program"),
            (#"{"type":"series","title":"t"}"#, "\"code\" is missing"),
            (#"{"type":"series","code":"A b","title":"t"}"#, "series \"A b\" is not a code"),
            (
                #"{"type":"series","code":"a","title":"t","language":"xqx"}"#,
                "language \"xqx\" does not exist in ISO 639"
            ),
            (#"{"type":"series","code":"a","title":"t","origin":"xx"}"#, "market \"xx\" is not known"),
            (#"{"type":"edition","series":"no","code":"x","title":"t"}"#, "series \"no\" is not known"),
            (#"{"type":"series","code":"a","title":"t","citation":{"source":"s"}}"#, "source \"s\" is not known"),
            (#"{"type":"note","topic":"t","body":"b","series":"no"}"#, "series \"no\" is not known"),
        ]
        try await Catalogue.empty { workspace in
            let before = try await workspace.counts()
            for (line, message) in faulty {
                let refused = try await refusal { try await bring(head + [line], into: workspace) }
                #expect(refused.message == message, "\(line)")
                #expect(refused.place?.line == 3)
            }
            let all = try await refusal { try await bring(head + faulty.map(\.line), into: workspace) }
            let told = ([all.message] + all.details).joined(separator: "\n")
            for (_, message) in faulty { #expect(told.contains(message)) }
            #expect(try await refusal { try await bring([faulty[4].line], into: workspace) }.kind == .input)
            #expect(try await workspace.counts() == before)
        }
    }
}
