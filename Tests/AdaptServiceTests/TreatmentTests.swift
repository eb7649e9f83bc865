import AdaptModel
import Testing

@testable import AdaptService

@Suite("How a trope is played")
struct TreatmentTests {
    @Test("the first trope with a treatment brings the list, in every language of it, and undoing takes it away")
    func list() async throws {
        try await Catalogue.sample { workspace in
            let facts = ElementFacts(vocabulary: "treatment", tradition: "korean")
            let added = try await workspace.addElement(ElementPath("trope.secret_heir"), facts, dryRun: false)
            let terms = try await workspace.terms(vocabulary: "treatment")
            #expect(terms.rows.count == 9)
            try await workspace.decide("second-life/ko", "trope.secret_heir", .value("전복"))
            let resolved = try await workspace.resolved("second-life/ko", "trope.secret_heir")
            #expect(resolved.state == .value(ElementValue("subverted", term: "treatment:subverted")))
            let wrong = try await refusal {
                try await workspace.decide("second-life/ko", "trope.secret_heir", .value("twisted"))
            }
            #expect(wrong.message.contains("no term of vocabulary \"treatment\""))
            _ = try await workspace.addElement(ElementPath("trope.other"), facts, dryRun: false)
            #expect(try await workspace.terms(vocabulary: "treatment").rows.count == 9)
            _ = try await Undo.run(
                added.operation.number...added.operation.number + 2, in: workspace, dryRun: false)
            #expect(try await workspace.terms(vocabulary: "treatment").rows.isEmpty)
            _ = try await workspace.addElement(ElementPath("trope.secret_heir"), facts, dryRun: false)
            #expect(try await workspace.terms(vocabulary: "treatment").rows.count == 9)
        }
    }

    @Test("is counted beside the trope: how many of its editions play it how, by what they say or inherit")
    func played() async throws {
        try await Stage.with { workspace async throws in
            let facts = ElementFacts(vocabulary: "treatment")
            _ = try await workspace.addElement(ElementPath("trope.heir"), facts, dryRun: false)
            for (edition, treatment) in [("s/kr", "straight"), ("s/us", "subverted"), ("t/jp", "전복")] {
                try await workspace.decide(edition, "trope.heir", .value(treatment))
            }
            try await workspace.decide("t/jp", "trope.twins", .value("yes"))
            let found = try await workspace.tropes(reach: nil, market: nil)
            #expect(found.tropes.map(\.played) == [["straight:2", "subverted:2"], []])
            let us = try await workspace.tropes(reach: nil, market: "us")
            #expect(us.tropes.map(\.played) == [["straight:1", "subverted:1"]])
        }
    }
}
