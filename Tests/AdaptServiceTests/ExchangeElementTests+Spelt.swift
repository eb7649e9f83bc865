import AdaptModel
import Testing

@testable import AdaptService

extension ExchangeElementTests {
    @Test("a tradition that each spells in its own way comes in once it is spelt here as there, at all that have it")
    func spelt() async throws {
        try await twoCatalogues { a, b in
            try await add("x.a", ElementFacts(tradition: "Korean"), a)
            try await add("x.a", ElementFacts(tradition: "korean"), b)
            try await add("x.b", ElementFacts(tradition: "korean"), b)
            let lines = try await exported(a)
            let refused = try await refusal { try await bring(lines, into: b) }
            let way = "adapt element edit x.a --tradition \"Korean\" --everywhere says here"
            #expect(words(refused).contains(way), "\(refused)")
            let facts = ElementFacts(tradition: "Korean")
            _ = try await EditElement(ElementPath("x.a"), facts, everywhere: true).run(in: b, dryRun: false)
            #expect(try await join(a, b) == ["x.a other Korean", "x.b other Korean"])
        }
    }
}
