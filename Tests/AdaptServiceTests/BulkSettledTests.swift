import AdaptModel
import Testing

@testable import AdaptService

/// An outdated decision that a file says again: to say so is to settle it, as `set` and `keep` do.
@Suite("A file of decisions says again what is outdated")
struct BulkSettledTests {
    private func withOutdated(_ body: @Sendable (Workspace) async throws -> Void) async throws {
        try await Stage.with { workspace async throws in
            for path in ["plot.end", "lead.sport", "lead.name"] {
                try await workspace.decide("s/kr", path, .value("old"))
            }
            try await workspace.decide("s/us", "plot.end", .keep)
            try await workspace.decide("s/us", "lead.sport", .value("chess"))
            try await workspace.decide("s/us", "lead.name", .keep)
            try await workspace.decide("s/kr", "plot.end", .value("new"))
            try await workspace.decide("s/kr", "lead.sport", .value("new"))
            #expect(try await workspace.outdated()["element"] == ["lead.sport", "plot.end"])
            try await body(workspace)
        }
    }

    @Test("a keep and a value are settled, what is not outdated is left, and the same file again changes nothing")
    func settled() async throws {
        try await withOutdated { workspace async throws in
            let file = "edition,plot.end,lead.sport,lead.name\ns/us,(keep),chess,(keep)\n"
            let receipt = try await workspace.elements(file)
            #expect(receipt.decisions == .init(new: 0, changed: 2, unchanged: 1))
            #expect(receipt.settled == 2)
            #expect(try await workspace.outdated().rows.isEmpty)
            #expect(try await workspace.resolved("s/us", "plot.end").state.words == "new")
            #expect(try await workspace.elements(file).decisions == .init(new: 0, changed: 0, unchanged: 3))
        }
    }

    @Test("in a file of editions that names another parent, what is said again is said of that one, and once")
    func moved() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.decide("s/kr", "plot.end", .value("old"))
            try await workspace.decide("s/us-2", "plot.end", .value("other"))
            try await workspace.decide("s/us", "plot.end", .keep)
            let file = "series,code,from,element:plot.end\ns,us,us-2,(keep)\n"
            let receipt = try await workspace.editions(file, .with { $0.update = true })
            #expect(receipt.decisions == .init(new: 0, changed: 1, unchanged: 0))
            #expect(try await workspace.outdated().rows.isEmpty)
            #expect(try await workspace.resolved("s/us", "plot.end").state.words == "other")
            #expect(try await workspace.editions(file, .with { $0.update = true }).operation == nil)
        }
    }

    @Test("in a file of editions it is settled where --update asks for it, and is no difference where it does not")
    func editions() async throws {
        try await withOutdated { workspace async throws in
            let file = "series,code,element:plot.end,element:lead.sport\ns,us,(keep),chess\n"
            #expect(try await workspace.editions(file).decisions == .init(new: 0, changed: 0, unchanged: 2))
            #expect(try await workspace.outdated()["element"] == ["lead.sport", "plot.end"])
            let update = BulkOptions.with { $0.update = true }
            #expect(try await workspace.editions(file, update).decisions == .init(new: 0, changed: 2, unchanged: 0))
            #expect(try await workspace.outdated().rows.isEmpty)
        }
    }

    @Test("a term that was merged into the one named says the same")
    func merged() async throws {
        try await Stage.with { workspace async throws in
            for term in ["sport:weiqi", "sport:baduk"] {
                _ = try await workspace.addTerm(term, labels: [], dryRun: false)
            }
            try await workspace.decide("s/kr", "lead.sport", .value("sport:weiqi"))
            _ = try await workspace.mergeTerm("sport:weiqi", into: "sport:baduk", dryRun: false)
            let receipt = try await workspace.elements("edition,lead.sport\ns/kr,sport:baduk\n")
            #expect(receipt.decisions == .init(new: 0, changed: 0, unchanged: 1))
            #expect(try await workspace.decide("s/kr", "lead.sport", .value("sport:baduk")).recorded == nil)
        }
    }
}
