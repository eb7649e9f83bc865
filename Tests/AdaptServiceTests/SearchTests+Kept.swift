import AdaptModel
import Testing

@testable import AdaptService

/// What editions keep is what they say, too.
extension SearchTests {
    @Test("what is kept is found with what it was kept from, until that is changed by more than a correction")
    func kept() async throws {
        try await Catalogue.sample { workspace async throws in
            let path = "male_lead.nature"
            try await workspace.register(
                "hockey-star/mx", from: "hockey-star/es", [.init(try ElementPath(path), .keep)])
            let all = ["en", "es", "mx"].map { "hockey-star/\($0) \(path)" }
            #expect(try await found("scumbag", workspace, kind: .value) == all)
            try await workspace.decide("hockey-star/en", path, .value("vain"), minor: true)
            #expect(try await found("vain", workspace, kind: .value) == all)
            #expect(try await found("scumbag", workspace, kind: .value) == [])
            try await workspace.decide("hockey-star/en", path, .value("kind"))
            #expect(try await found("kind", workspace, kind: .value) == [all[0]])
            try await workspace.decide("hockey-star/es", path, .keep)
            #expect(try await found("kind", workspace, kind: .value) == Array(all.prefix(2)))
        }
    }
}
