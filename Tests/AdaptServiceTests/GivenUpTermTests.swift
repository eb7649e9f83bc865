import AdaptModel
import Testing

@testable import AdaptService

/// A name that was given up means the term that it was merged into: to change that by it would change what all say.
@Suite("A term that was given up for another")
struct GivenUpTermTests {
    private func merged(_ body: @Sendable (Workspace) async throws -> Void) async throws {
        try await Stage.with { workspace async throws in
            for term in ["g:football", "g:soccer", "g:hockey"] {
                _ = try await workspace.addTerm(term, labels: [], dryRun: false)
            }
            _ = try await workspace.addElement(
                ElementPath("lead.sport"), ElementFacts(vocabulary: "g"), dryRun: false)
            try await workspace.decide("s/kr", "lead.sport", .value("football"))
            _ = try await workspace.mergeTerm("g:soccer", into: "g:football", dryRun: false)
            try await body(workspace)
        }
    }

    @Test("is neither merged nor renamed again, which would carry the other one along; the other one may be")
    func refused() async throws {
        try await merged { workspace async throws in
            let merger = try await workspace.lastOperation()
            let acts: [(String, @Sendable () async throws -> Void)] = [
                ("merged", { _ = try await workspace.mergeTerm("g:soccer", into: "g:hockey", dryRun: false) }),
                ("renamed", { _ = try await workspace.renameTerm("g:soccer", to: "g:calcio", dryRun: false) }),
            ]
            for (what, act) in acts {
                let refused = try await refusal { try await act() }
                #expect(refused.kind == .rule, "\(what)")
                #expect(
                    refused.message == "term \"g:soccer\" was given up: it is \"g:football\" (operation \(merger))")
                #expect(
                    refused.hint == "adapt undo \(merger) takes that back; for all that they are now, name g:football")
            }
            #expect(try await workspace.resolved("s/kr", "lead.sport").state.words == "football")
            _ = try await workspace.mergeTerm("g:football", into: "g:hockey", dryRun: false)
            #expect(try await workspace.resolved("s/kr", "lead.sport").state.words == "hockey")
        }
    }

    @Test("goes on naming the other one where something is said, labelled or merged into it")
    func names() async throws {
        try await merged { workspace async throws in
            #expect(try await workspace.decide("s/kr", "lead.sport", .value("g:soccer")).recorded == nil)
            _ = try await workspace.mergeTerm("g:hockey", into: "g:soccer", dryRun: false)
            let labelled = try await workspace.labelTerm("g:soccer", labels: [("es", "fútbol")], dryRun: false)
            #expect(labelled.result.term == "g:football")
            #expect(
                try await workspace.texts(
                    "select distinct code from term_as_of(9223372036854775807) where vocabulary = 'g'")
                    == ["football"])
        }
    }
}
