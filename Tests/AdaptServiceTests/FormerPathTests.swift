import AdaptModel
import Testing

@testable import AdaptService

@Suite("Files that name an element by a path that it had")
struct FormerPathTests {
    private func renamed(_ body: @Sendable (Workspace) async throws -> Void) async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSeries("s")
            try await workspace.register("s/a", [Decide.Request(ElementPath("rival"), .value("v"), mayBeNew: true)])
            _ = try await workspace.renameElement(ElementPath("rival"), to: ElementPath("enemy"), dryRun: false)
            try await body(workspace)
        }
    }

    @Test("import editions takes it in a column, and says it of the element", arguments: [false, true])
    func editions(mayBeNew: Bool) async throws {
        try await renamed { workspace async throws in
            let options = BulkOptions.with { $0.mayAddElements = mayBeNew }
            try await workspace.editions("series,code,title,element:rival\ns,b,B,w\n", options)
            #expect(try await workspace.resolved("s/b", "enemy").state.words == "w")
            let refused = try await refusal {
                try await workspace.editions("series,code,title,element:rival,element:enemy\ns,c,C,1,2\n", options)
            }
            #expect(refused.message == "columns \"rival\" and \"enemy\" are both of element \"enemy\"")
            #expect(refused.place?.text == "ed.csv:1:5")
        }
    }

    @Test("import elements takes it as the head of a column")
    func elements() async throws {
        try await renamed { workspace async throws in
            let receipt = try await workspace.elements("edition,city,rival\ns/a,x,w\n")
            #expect(receipt.operation != nil)
            #expect(try await workspace.resolved("s/a", "enemy").state.words == "w")
        }
    }
}
