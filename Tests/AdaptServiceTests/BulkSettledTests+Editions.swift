import AdaptModel
import Testing

@testable import AdaptService

/// In files of editions, which may move them too.
extension BulkSettledTests {
    @Test("a keep said again in a file of editions that moves its parent is said of what it then inherits")
    func movedAncestor() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.register("s/uk", title: "UK", market: "gb", from: "s/us")
            try await workspace.decide("s/kr", "plot.end", .value("old"))
            try await workspace.decide("s/us-2", "plot.end", .value("other"))
            try await workspace.decide("s/uk", "plot.end", .keep)
            let file = "series,code,from,element:plot.end\ns,uk,us,(keep)\ns,us,us-2,\n"
            let update = BulkOptions.with { $0.update = true }
            #expect(try await workspace.editions(file, update).decisions == .init(new: 0, changed: 1, unchanged: 0))
            #expect(try await workspace.outdated().rows.isEmpty)
            #expect(try await workspace.resolved("s/uk", "plot.end").state.words == "other")
            #expect(try await workspace.editions(file, update).operation == nil)
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
}
