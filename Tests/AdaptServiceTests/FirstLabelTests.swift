import AdaptModel
import Testing

@testable import AdaptService

@Suite("A label that is said to be first")
struct FirstLabelTests {
    @discardableResult
    private func first(
        _ language: String, _ label: String, of term: String, in workspace: Workspace
    ) async throws -> Receipt<LabelledTerm> {
        try await workspace.labelTerm(term, labels: [(language, label)], first: true, dryRun: false)
    }

    /// What is shown of the terms of `g`.
    private func shown(_ workspace: Workspace, asOf cut: OperationID = .now) async throws -> [String] {
        try await workspace.texts(
            "select distinct term || ' ' || label from term_word(\(cut.number)) where term like 'g:%' order by 1")
    }

    @Test("is shown from here on, as of before what was shown then, and the one before again once it is taken back")
    func said() async throws {
        try await Catalogue.empty { workspace async throws in
            let added = try await workspace.addTerm(
                "g:a", labels: [("en", "football"), ("en-US", "soccer"), ("ko", "축구")], dryRun: false
            ).operation
            let korean = try await first("ko", "축구", of: "g:a", in: workspace)
            #expect(korean.result.wasShown == "football" && korean.result.shown == "축구")
            try await first("fr", "foot", of: "g:a", in: workspace)
            #expect(try await shown(workspace) == ["g:a foot"])
            #expect(try await shown(workspace, asOf: korean.operation) == ["g:a 축구"])
            #expect(try await shown(workspace, asOf: added) == ["g:a football"])
            let listed = try await workspace.terms(vocabulary: "g")["labels"]
            #expect(listed == ["fr=foot ko=축구 en=football en-US=soccer"])
            let again = try await first("fr", "foot", of: "g:a", in: workspace)
            #expect(again.wasSo)
            // Others that are given later come after it.
            _ = try await workspace.labelTerm("g:a", labels: [("en", "footie")], dryRun: false)
            #expect(try await shown(workspace) == ["g:a foot"])
            try await workspace.undo(nil)
            try await workspace.undo(nil)
            #expect(try await shown(workspace) == ["g:a 축구"])
            let two = try await refusal {
                _ = try await workspace.labelTerm(
                    "g:a", labels: [("en", "a"), ("de", "b")], first: true, dryRun: false)
            }
            #expect(two.kind == .usage)
            #expect(try await workspace.check().allSatisfy { $0.wrong == 0 })
        }
    }

    @Test("where it is shown already goes before what is given later, too")
    func shownAlready() async throws {
        try await Catalogue.empty { workspace async throws in
            _ = try await workspace.addTerm("g:a", labels: [("en-US", "soccer")], dryRun: false)
            let said = try await first("en-US", "soccer", of: "g:a", in: workspace)
            #expect(!said.wasSo && said.result.wasShown == nil)
            _ = try await workspace.labelTerm("g:a", labels: [("en", "football")], dryRun: false)
            #expect(try await shown(workspace) == ["g:a soccer"])
            let again = try await first("en-US", "soccer", of: "g:a", in: workspace)
            #expect(again.wasSo)
        }
    }

    @Test("of a term that is merged into another comes after what that is called, unless it is said of that")
    func merged() async throws {
        try await Catalogue.empty { workspace async throws in
            _ = try await workspace.addTerm("g:a", labels: [("en", "football"), ("fr", "foot")], dryRun: false)
            _ = try await workspace.addTerm("g:b", labels: [("ko", "축구")], dryRun: false)
            try await first("fr", "foot", of: "g:a", in: workspace)
            _ = try await workspace.mergeTerm("g:a", into: "g:b", dryRun: false)
            #expect(try await shown(workspace) == ["g:b 축구"])
            try await first("fr", "foot", of: "g:a", in: workspace)
            #expect(try await shown(workspace) == ["g:b foot"])
        }
    }

    @Test("goes to another catalogue and back as it is, and that it is shown there now is told")
    func exchanged() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addTerm("g:a", labels: [("en", "football"), ("en-US", "soccer")], dryRun: false)
            try await bring(exported(a), into: b)
            try await first("en-US", "soccer", of: "g:a", in: a)
            let lines = try await exported(a)
            let receipt = try await bring(lines, into: b)
            #expect(receipt.renamed.map(\.words) == ["label g:a \"football\" -> \"soccer\" (mia, operation 2)"])
            #expect(try await shown(b) == ["g:a soccer"])
            #expect(try await exported(b) == lines)
        }
    }
}
