import AdaptModel
import Testing

@testable import AdaptService

/// Vocabularies that are not there yet.
extension ElementVocabularyTests {
    @Test("that is new with it is begun by a term first, which brings those that come with the program")
    func begun() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.decide("s/kr", "trope.heir", .value("subverted"))
            let treatment = ElementFacts(vocabulary: "treatment")
            let refused = try await refusal { try await edit("trope.heir", treatment, in: workspace) }
            #expect(refused.details == ["  s/kr \"subverted\": treatment:subverted"])
            #expect(refused.hint?.hasSuffix(" stay: adapt term add treatment:straight") == true, "\(refused)")
            let added = try await workspace.addTerm("treatment:straight", labels: [("de", "wörtlich")], dryRun: false)
            #expect(added.result.brought == 9 && added.result.begun == "treatment")
            let terms = try await workspace.terms(vocabulary: "treatment")
            #expect(terms.rows.count == 9)
            #expect(terms["labels"].contains { $0?.hasSuffix("zh=照常运用 de=wörtlich") == true })
            try await workspace.decide("s/kr", "trope.heir", .value("treatment:subverted"), minor: true)
            try await edit("trope.heir", treatment, in: workspace)
            // One of it that is added to those brings none again.
            let more = try await workspace.addTerm("treatment:played_twice", labels: [], dryRun: false)
            #expect(more.result.brought == 0 && more.result.begun == nil)
            #expect(try await workspace.terms(vocabulary: "treatment").rows.count == 10)
        }
    }

    @Test("that is in place of another is given once what is said is taken away; a new one begins with what is said")
    func other() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.decide("s/kr", "lead.sport", .value("ice hockey"))
            let new = try await refusal {
                try await edit("lead.sport", ElementFacts(vocabulary: "sport"), in: workspace)
            }
            #expect(new.hint?.hasSuffix("adapt term add sport:CODE --label en=\"ice hockey\"") == true, "\(new)")
            for term in ["sport:hockey", "game:hockey"] {
                _ = try await workspace.addTerm(term, labels: [("en", "ice hockey")], dryRun: false)
            }
            try await workspace.decide("s/kr", "lead.sport", .value("sport:hockey"), minor: true)
            try await edit("lead.sport", ElementFacts(vocabulary: "sport"), in: workspace)
            let refused = try await refusal {
                try await edit("lead.sport", ElementFacts(vocabulary: "game"), in: workspace)
            }
            #expect(refused.hint?.hasPrefix("adapt inherit EDITION lead.sport takes one away") == true, "\(refused)")
        }
    }
}
