import AdaptModel
import Testing

@testable import AdaptService

/// What was taken back of them, here or there.
extension ExchangeElementTests {
    @Test("what the file says more of than what was taken back here is refused, until that is brought back")
    func takenBack() async throws {
        try await twoCatalogues { a, b in
            try await add("x.a", ElementFacts(kind: "hook"), a)
            try await edit("x.a", ElementFacts(kind: "beat"), a)
            try await bring(exported(a), into: b)
            try await undo(2, b)
            try await edit("x.a", ElementFacts(label: "A"), a)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            let what = "operation 2, which edits element \"x.a\", was taken back here (operation 3)"
            #expect(refused.message == what + ", and the file says more of that")
            #expect(refused.hint == "adapt undo 3 brings it back, then the file can come in")
            try await undo(3, b)
            #expect(try await join(a, b) == ["x.a beat A"])
        }
    }

    @Test("what the file takes back and an edit from there says here still is told")
    func still() async throws {
        try await twoCatalogues { a, b in
            try await add("x.a", ElementFacts(), a)
            try await bring(exported(a), into: b)
            try await edit("x.a", ElementFacts(kind: "plot"), a)
            try await edit("x.a", ElementFacts(tradition: "chinese"), b)
            #expect(try await join(a, b) == ["x.a plot chinese"])
            try await undo(3, a)
            let what = "element \"x.a\" has tradition \"chinese\" here still, though the file takes back operation 2"
            let told = try await bring(exported(a), into: b).united
            #expect(told == [what + ", which said so: an edit since says it too"])
        }
    }
}
