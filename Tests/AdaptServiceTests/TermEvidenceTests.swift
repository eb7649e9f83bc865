import AdaptModel
import Testing

@testable import AdaptService

@Suite("The evidence of terms and markets")
struct TermEvidenceTests: ExchangeActs {
    func cite(_ locator: String) -> Citation {
        Citation(source: "src", locator: locator, quote: "words \(locator)")
    }

    /// What is said of a term, citation by citation, with where that is.
    func evidence(
        _ term: String, _ workspace: Workspace, asOf cut: OperationID = .now
    ) async throws -> [String] {
        try await workspace.uses(ofTerm: term, asOf: cut).evidence.map { line in
            line.facts.joined(separator: ", ") + ": " + (line.citation.locator ?? "")
        }
    }

    /// Rows with some of their columns.
    func rows(of listing: Listing, _ columns: [String]) -> [String] {
        listing.selecting(columns).rows.map { $0.compactMap(\.self).joined(separator: "|") }
    }

    /// Terms of which one was given up for the other, a label of that, and a market, each cited.
    func fill(_ workspace: Workspace) async throws {
        try await workspace.addSource("src")
        _ = try await workspace.addTerm("g:x", labels: [], citing: cite("1"), dryRun: false)
        _ = try await workspace.addTerm("g:y", labels: [("en", "why")], dryRun: false)
        _ = try await workspace.labelTerm("g:y", labels: [("es", "y griega")], citing: cite("2"), dryRun: false)
        _ = try await workspace.mergeTerm("g:x", into: "g:y", citing: cite("3"), dryRun: false)
        _ = try await workspace.addMarket(
            Code("nordics", for: "market"), name: "N", territories: ["SE", "NO"], citing: cite("4"), dryRun: false)
    }

    static let all = ["term g:x: 1", "label es=y griega: 2", "merger g:x: 3"]

    @Test("is of all that an operation says of a term, from then on, and no more once that is taken back")
    func ofTerms() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSource("src")
            _ = try await workspace.addTerm("g:a", labels: [("en", "one")], citing: cite("1"), dryRun: false)
            let first = try await evidence("g:a", workspace)
            #expect(first == ["term, label en=one: 1"])
            _ = try await workspace.addTerm("g:b", labels: [("en", "two")], dryRun: false)
            _ = try await workspace.mergeTerm("g:a", into: "g:b", citing: cite("2"), dryRun: false)
            let merged = try await evidence("g:a", workspace)
            #expect(merged == ["term g:a, label en=one: 1", "merger g:a: 2"])
            try await workspace.undo(4)
            let (apart, other) = (try await evidence("g:a", workspace), try await evidence("g:b", workspace))
            #expect(apart == first && other.isEmpty)
            let then = try await evidence("g:b", workspace, asOf: OperationID(4))
            #expect(then == merged)
        }
    }

    @Test("is listed beside the term, and by its source, which is not taken back below it")
    func listed() async throws {
        try await Catalogue.empty { workspace in
            try await fill(workspace)
            let listed = try await workspace.terms(vocabulary: "g")["evidence"].compactMap(\.self)
            let all = "term g:x: src:1 “words 1”; label es=y griega: src:2 “words 2”; merger g:x: src:3 “words 3”"
            #expect(listed == [all])
            let market = rows(of: try await workspace.markets("nordics"), ["source", "locator", "quote"])
            #expect(market == ["src|4|words 4"])
            let cited = rows(of: try await workspace.citing("src", limit: 10), ["kind", "name", "facts", "locator"])
            #expect(
                cited == [
                    "market|nordics|territories|4", "term|g:y|term g:x|1", "term|g:y|label es=y griega|2",
                    "term|g:y|merger g:x|3",
                ])
            let refused = try await refusal { try await workspace.undo(1) }
            #expect(refused.details.contains { $0.hasSuffix("cites source \"src\"") }, "\(refused.details)")
        }
    }

    @Test("of a label that a term has already is new, and said again it is so; another one takes its place")
    func saidAgain() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSource("src")
            _ = try await workspace.addTerm("g:a", labels: [("en", "one"), ("es", "uno")], dryRun: false)
            func label(_ labels: [(language: String, label: String)], _ locator: String?) async throws -> Bool {
                let receipt = try await workspace.labelTerm(
                    "g:a", labels: labels, citing: locator.map(cite), dryRun: false)
                #expect(receipt.result.beside.isEmpty)
                return receipt.wasSo
            }
            let (new, again) = (try await label([("en", "one")], "1"), try await label([("en", "one")], "1"))
            #expect(!new && again)
            let (uncited, other) = (try await label([("en", "one")], nil), try await label([("en", "one")], "2"))
            #expect(uncited && !other)
            let second = try await evidence("g:a", workspace)
            #expect(second == ["label en=one: 2"])
            let both = try await label([("en", "one"), ("es", "uno")], "2")
            let all = try await evidence("g:a", workspace)
            #expect(!both && all == ["label en=one, label es=uno: 2"])
            let labels = try await workspace.terms(vocabulary: "g")["labels"].compactMap(\.self)
            #expect(labels == ["en=one es=uno"])
            let refused = try await refusal {
                let citation = Citation(source: "nowhere", locator: nil, quote: nil)
                _ = try await workspace.labelTerm("g:a", labels: [("fr", "un")], citing: citation, dryRun: false)
            }
            #expect(refused.message == "source \"nowhere\" is not known")
        }
    }
}
