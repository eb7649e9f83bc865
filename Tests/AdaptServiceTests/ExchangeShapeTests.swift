import AdaptModel
import Testing

@testable import AdaptService

@Suite("The shape of a catalogue that is brought", .timeLimit(.minutes(30)))
struct ExchangeShapeTests {
    private static let head = [
        #"{"type":"catalogue","version":1}"#,
        #"{"type":"operation","catalogue":"00000000-0000-4000-8000-000000000009","number":1,"verb":"v"}"#,
        #"{"type":"series","code":"s","title":"S"}"#,
    ]

    @Test(
        "what is of another form than it should be is refused with its line, whatever it would have been read as",
        arguments: [
            (
                #"{"type":"operation","catalogue":"no-uuid","number":2,"verb":"v"}"#,
                "catalogue \"no-uuid\" is not the identity"
            ),
            (
                #"{"type":"operation","catalogue":"00000000-0000-4000-8000-000000000009","number":2,"verb":"v","at":"2026-13-01"}"#,
                "at \"2026-13-01\" is not a moment"
            ),
            (
                #"{"type":"operation","catalogue":"00000000-0000-4000-8000-000000000009","number":"x","verb":"v"}"#,
                "number \"x\" is not a whole number"
            ),
            (
                #"{"type":"edition","series":"s","code":"en","title":"E","status":"flying"}"#,
                "status \"flying\" is not one of the list"
            ),
            (
                #"{"type":"edition","series":"s","code":"en","title":"E","decisions":"oops"}"#,
                "decisions \"oops\" is not a list"
            ),
            (
                #"{"type":"edition","series":"s","code":"en","title":"E","decisions":[{"id":"one","state":"value"}]}"#,
                "decisions: id \"one\" is not a whole number"
            ),
            (
                #"{"type":"edition","series":"s","code":"en","title":"E","lineage":{"method":"magic"}}"#,
                "lineage: method"
            ),
            (#"{"type":"series","code":"t","title":""}"#, "title \"\" is not a text of which something can be seen"),
            ("{\"type\":\"series\",\"code\":\"t\",\"title\":\"\u{200B}\"}", "title "),
            (
                #"{"type":"source","code":"t","title":"T","published":"2026-02-30"}"#,
                "published \"2026-02-30\" is not a day"
            ),
            (
                #"{"type":"assertion","series":"s","editions":99999999999}"#,
                "editions 99999999999 is not a whole number"
            ),
            (
                #"{"type":"series","code":"t","title":"T","language":"en-XX-!!"}"#,
                "language \"en-XX-!!\" is not a BCP 47 tag"
            ),
            (#"{"type":"series","code":"t","title":"T","language":"en-XX"}"#, "region \"XX\" does not exist"),
            (
                #"{"type":"edition","series":"s","code":"en","title":"E","identifiers":["abc"]}"#,
                "identifier \"abc\" is not written"
            ),
            (
                #"{"type":"edition","series":"s","code":"en","title":"E","identifiers":["imdb:zzz"]}"#,
                "identifier \"imdb:zzz\" is none of"
            ),
        ])
    func one(_ line: String, _ message: String) async throws {
        try await Catalogue.empty { workspace in
            let before = try await workspace.counts()
            let refused = try await refusal { try await bring(Self.head + [line], into: workspace) }
            #expect(refused.message.hasPrefix(message), "\(refused.message)")
            #expect(refused.kind == .input)
            #expect(refused.place?.line == 4)
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("all that is wrong is told at once: forms, languages and identifiers")
    func all() async throws {
        try await Catalogue.empty { workspace in
            let lines = [
                #"{"type":"series","code":"t","title":""}"#,
                #"{"type":"edition","series":"s","code":"en","title":"E","identifiers":["abc"," x y:z"],"language":"en-XX-!!"}"#,
                #"{"type":"edition","series":"s","code":"es","title":"E","status":"flying","decisions":7}"#,
            ]
            let refused = try await refusal { try await bring(Self.head + lines, into: workspace) }
            let told = ([refused.message] + refused.details).joined(separator: "\n")
            for words in ["title", "identifier \"abc\"", "\" x y", "en-XX-!!", "status \"flying\"", "decisions 7"] {
                #expect(told.contains(words), "\(words) in \(told)")
            }
            #expect(refused.details.count == 5)
        }
    }
}
