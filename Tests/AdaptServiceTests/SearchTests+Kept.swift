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

    /// That editions, and no others, are found by a value of an element, and that it is what they hold.
    private func check(_ value: String, _ editions: [String], _ path: String, _ workspace: Workspace) async throws {
        let listed = try await found(value, workspace, kind: .value)
        #expect(listed == editions.map { "hockey-star/\($0) \(path)" }, "\(value)")
        for edition in editions {
            let held = try await workspace.resolved("hockey-star/\(edition)", path).state.words
            #expect(held == value, "\(edition)")
        }
    }

    @Test("what is kept is found by what it holds, where somebody nearer corrected it, or it moved on before")
    func keptNearer() async throws {
        try await Catalogue.sample { workspace async throws in
            let nature = "male_lead.nature"
            try await workspace.register(
                "hockey-star/mx", from: "hockey-star/es", [.init(try ElementPath(nature), .keep)])
            try await workspace.decide("hockey-star/es", nature, .value("vain"), minor: true)
            try await check("scumbag", ["en"], nature, workspace)
            try await check("vain", ["es", "mx"], nature, workspace)
            // A correction further away is none of what it holds.
            try await workspace.decide("hockey-star/en", nature, .value("cruel"), minor: true)
            try await check("cruel", ["en"], nature, workspace)
            try await check("vain", ["es", "mx"], nature, workspace)
            let sea = "setting.sea"
            try await workspace.decide("hockey-star/en", sea, .value("calm"))
            try await workspace.decide("hockey-star/mx", sea, .keep)
            try await workspace.decide("hockey-star/en", sea, .value("wild"))
            try await workspace.decide("hockey-star/es", sea, .value("rough"), minor: true)
            try await check("wild", ["en"], sea, workspace)
            try await check("rough", ["es"], sea, workspace)
        }
    }
}
