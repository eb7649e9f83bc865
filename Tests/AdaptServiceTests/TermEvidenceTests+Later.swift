import AdaptModel
import Testing

@testable import AdaptService

/// Evidence of what was said before, given by saying that again.
extension TermEvidenceTests {
    private func merge(
        _ term: String, _ other: String, _ locator: String?, _ workspace: Workspace
    ) async throws -> Receipt<MergedTerm> {
        try await workspace.mergeTerm(term, into: other, citing: locator.map(cite), dryRun: false)
    }

    @Test("of a merger is given by saying it again, and is so where it was; it goes and comes with the merger")
    func mergerAgain() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSource("src")
            for term in ["g:x", "g:y", "g:z"] { try await addTerm(term, workspace) }
            let merger = try await merge("g:x", "g:y", nil, workspace).operation
            let first = try await merge("g:x", "g:y", "1", workspace)
            #expect(first.result.isAgain && !first.wasSo && first.result.was == "g:x" && first.result.term == "g:y")
            let counts = try await workspace.counts()
            let again = try await merge("g:x", "g:y", "1", workspace)
            let after = try await workspace.counts()
            #expect(again.wasSo && after == counts)
            let second = try await merge("g:x", "g:y", "2", workspace)
            let now = try await evidence("g:x", workspace)
            let then = try await evidence("g:x", workspace, asOf: first.operation)
            #expect(now == ["merger g:x: 2"] && then == ["merger g:x: 1"])
            try await workspace.undo(second.operation.number)
            let back = try await evidence("g:y", workspace)
            #expect(back == then)
            try await workspace.undo(merger.number)
            let undone = try await workspace.lastOperation()
            let (apart, other) = (try await evidence("g:x", workspace), try await evidence("g:y", workspace))
            #expect(apart.isEmpty && other.isEmpty)
            try await workspace.undo(undone)
            let whole = try await evidence("g:y", workspace)
            #expect(whole == then)
        }
    }

    @Test("of a merger is of the two that were said to be the same, or of what they mean; without any it is refused")
    func otherMergers() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSource("src")
            for term in ["g:w", "g:x", "g:y", "g:z"] { try await addTerm(term, workspace) }
            for (term, other) in [("g:x", "g:y"), ("g:w", "g:y"), ("g:y", "g:z")] {
                _ = try await merge(term, other, nil, workspace)
            }
            for (term, other, locator) in [("g:x", "g:y", nil), ("g:z", "g:y", "1"), ("g:x", "g:w", "1")] {
                let refused = try await refusal { _ = try await merge(term, other, locator, workspace) }
                #expect(refused.message == "terms \"\(term)\" and \"\(other)\" are the same already")
            }
            _ = try await merge("g:x", "g:y", "1", workspace)
            let meant = try await merge("g:x", "g:z", "1", workspace)
            #expect(meant.wasSo)
            let all = try await evidence("g:z", workspace)
            #expect(all == ["merger g:x: 1"])
        }
    }
}
