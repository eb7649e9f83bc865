import AdaptModel
import Testing

@testable import AdaptService

/// A catalogue comes into one that has something already.
extension ExchangeTests {
    @Test("into a used database: what is new comes after what is there, and doing it again changes nothing")
    func used() async throws {
        let first = try await Catalogue.empty { workspace in
            try await makeOwn(workspace)
            try await workspace.addSeries("one")
            try await workspace.register("one/en")
            return try await exported(workspace)
        }
        try await Catalogue.sample { workspace in
            try await makeOwn(workspace)
            let receipt = try await bring(first, into: workspace)
            #expect(receipt.operations == 3...4)
            #expect(try await workspace.resolved("hockey-star/en", "male_lead.sport").basis == .own)
            #expect(try await workspace.editions(of: "one")["edition"] == ["en"])
            #expect(try await bring(first, into: workspace).new == 0)
            let all = try await exported(workspace)
            #expect(Set(first.dropLast()).isSubset(of: Set(all)), "what came from elsewhere keeps its name")
            _ = try await Undo(OperationID(4)).run(in: workspace, dryRun: false)
            #expect(try await workspace.editions(of: "one")["edition"] == [])
        }
    }

    @Test("a story of the same code, and an edition changed here since, are refused")
    func conflicts() async throws {
        let (early, late) = try await Catalogue.empty { workspace in
            try await makeOwn(workspace)
            try await workspace.addSeries("one")
            try await workspace.register("one/en")
            let early = try await exported(workspace)
            try await workspace.decide("one/en", "ending", .value("they part"))
            return (early, try await exported(workspace))
        }
        try await Catalogue.empty { workspace in
            try await makeOwn(workspace)
            try await workspace.addSeries("one")
            let taken = try await refusal { try await bring(early, into: workspace) }
            #expect(taken.kind == .input)
            #expect(taken.message == "series \"one\" is already there, from another catalogue")
            #expect(taken.place?.line == 3)
        }
        try await Catalogue.empty { workspace in
            try await makeOwn(workspace)
            try await bring(early, into: workspace)
            try await workspace.decide("one/en", "ending", .value("they marry"))
            let before = try await workspace.counts()
            let changed = try await refusal { try await bring(late, into: workspace) }
            #expect(changed.message == "edition \"one/en\" was changed here since it was last imported (operation 3)")
            #expect(try await workspace.counts() == before)
            #expect(changed.hint == "adapt undo 3 takes it back, then the file can come in")
            _ = try await Undo().run(in: workspace, dryRun: false)
            try await bring(late, into: workspace)
            #expect(try await workspace.resolved("one/en", "ending").state == .value(ElementValue("they part")))
        }
    }
}
