import AdaptModel
import Testing

@testable import AdaptService

/// Evidence of what was said before, given by saying that again.
extension TermEvidenceTests {
    func merge(
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
            let others: [(String, String, String?)] = [
                ("g:x", "g:y", nil), ("g:z", "g:y", "1"), ("g:x", "g:w", "1"),
            ]
            for (term, other, locator) in others {
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

    @Test("of a merger is not of another one of the same term, which was taken back then and counts again")
    func mergerBefore() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSource("src")
            for term in ["g:x", "g:y", "g:z"] { try await addTerm(term, workspace) }
            let first = try await merge("g:x", "g:y", nil, workspace).operation.number
            try await workspace.undo(first)
            let undone = try await workspace.lastOperation()
            let second = try await merge("g:x", "g:z", nil, workspace).operation.number
            _ = try await merge("g:x", "g:z", "1", workspace)
            let cited = try await evidence("g:z", workspace)
            #expect(cited == ["merger g:x: 1"])
            for operation in [second, undone] { try await workspace.undo(operation) }
            let (known, before) = (try await names(workspace), try await evidence("g:y", workspace))
            #expect(known == ["g:y", "g:y", "g:z"] && before.isEmpty, "\(known), \(before)")
        }
    }

    func add(
        _ territories: [String], _ name: String, _ locator: String?, _ workspace: Workspace
    ) async throws -> Receipt<AddedMarket> {
        try await workspace.addMarket(
            Code("nordics", for: "market"), name: name, territories: territories, citing: locator.map(cite),
            dryRun: false)
    }

    func nordics(_ workspace: Workspace) async throws -> [String] {
        rows(of: try await workspace.markets("nordics"), ["name", "territories", "source", "locator"])
    }

    @Test("of a market is given by saying it again as it is, and is so where it was; it is taken back alone")
    func marketAgain() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSource("src")
            let added = try await add(["SE", "NO"], "N", nil, workspace)
            let others: [([String], String, String?)] = [
                (["SE"], "N", "1"), (["SE", "NO"], "M", "1"), (["SE", "NO"], "N", nil),
            ]
            for (territories, name, locator) in others {
                let refused = try await refusal { _ = try await add(territories, name, locator, workspace) }
                #expect(refused.message == "market \"nordics\" is already there")
            }
            let first = try await add(["SE", "NO"], "N", "1", workspace)
            #expect(!added.result.isAgain && first.result.isAgain && !first.wasSo && first.result.same.isEmpty)
            let counts = try await workspace.counts()
            // Where no name is given it is said by its code.
            let again = try await add(["no", "se"], "nordics", "1", workspace)
            let after = try await workspace.counts()
            #expect(again.wasSo && after == counts)
            let second = try await add(["SE", "NO"], "nordics", "2", workspace)
            let now = try await nordics(workspace)
            #expect(now == ["N|NO SE|src|2"])
            let facts = SeriesFacts(title: "S", origin: "nordics")
            _ = try await workspace.addSeries(try Code("s", for: "series"), facts, dryRun: false)
            try await workspace.undo(second.operation.number)
            let back = try await nordics(workspace)
            #expect(back == ["N|NO SE|src|1"])
            try await workspace.undo(first.operation.number)
            let bare = try await nordics(workspace)
            #expect(bare == ["N|NO SE"])
            let refused = try await refusal { try await workspace.undo(added.operation.number) }
            #expect(refused.details.first?.hasSuffix("uses market \"nordics\"") == true, "\(refused.details)")
        }
    }
}
