import AdaptModel
import Testing

@testable import AdaptService

@Suite("What terms are called")
struct TermWordTests {
    @Test("is the same for some that are asked for as for all, through mergers one after the other and in a fork")
    func someAsAll() async throws {
        try await Catalogue.empty { workspace in
            let labels: [(String, [(String, String)])] = [
                ("a", [("en", "first")]), ("b", [("ko", "둘")]), ("c", []),
                ("d", [("de", "vier"), ("en-GB", "fourth")]),
                ("e", [("en", "fifth")]),
            ]
            for (code, labels) in labels {
                _ = try await workspace.addTerm("g:\(code)", labels: labels, dryRun: false)
            }
            // What is left in the end has no label of its own, and takes the best of those merged into it.
            for (term, into) in [("a", "b"), ("b", "c"), ("d", "c")] {
                _ = try await workspace.mergeTerm("g:\(term)", into: "g:\(into)", dryRun: false)
            }
            let all = try await workspace.texts("select x::text from term_word(\(Int.max)) x order by 1")
            let called = all.map { $0.split(separator: ",", maxSplits: 1)[1] }
            #expect(called == ["g:c,first)", "g:c,first)", "g:c,first)", "g:c,first)", "g:e,fifth)"])
            let each = try await workspace.texts(
                "select x::text from term t cross join term_word(\(Int.max), array[t.term_id]) x order by 1")
            #expect(each == all)
        }
    }
}
