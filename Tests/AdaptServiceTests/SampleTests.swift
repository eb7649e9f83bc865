import AdaptModel
import AdaptService
import Testing

@Suite("The sample catalogue")
struct SampleTests {
    @Test("hockey and football: one changed with its reason and quote, one kept on purpose, one unknown at the source")
    func hockey() async throws {
        try await Catalogue.sample { workspace in
            let comparison = try await workspace.compare(
                EditionReference(parsing: "hockey-star/en"), EditionReference(parsing: "hockey-star/es"))
            #expect(comparison.rows.map(\.element) == ["beat.cash_handout", "male_lead.nature", "male_lead.sport"])
            #expect(comparison.rows.map(\.verdict) == [.unknown, .same, .rightChanged])
            #expect(comparison.rows[0].left.resolved.state == .notRecorded)
            #expect(comparison.rows[1].right.resolved.basis == .kept)
            let decision = comparison.rows[2].right.resolved.decision
            #expect(decision?.reasons == [.localTaste])
            #expect(decision?.citation?.quote == "to better suit local tastes")
            #expect(comparison.knownOnBoth == 2)
            #expect(comparison.base?.edition == "hockey-star/en")
        }
    }
}
