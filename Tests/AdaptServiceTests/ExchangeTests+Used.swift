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

    @Test("into a used database: what was taken back is told by its number here, and goes out as it came")
    func takenBackByNumber() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("one")
            try await a.register("one/en")
            // One that counts again is taken back by its own number, or by that of the undo of the undo.
            for operation in [2, 3, 2, 5, 6] { _ = try await a.undo(operation) }
            try await b.addSeries("own")
            try await bring(exported(a), into: b)
            #expect(
                try await b.log(limit: 5)["message"]
                    == [
                        "operation 7: undo operation 6: undo operation 3: register one/en",
                        "operation 6: undo operation 3: register one/en", "operation 3: register one/en",
                        "operation 4: undo operation 3: register one/en", "operation 3: register one/en",
                    ])
            let taken = try await b.undo(8)
            #expect(taken.what == "undo operation 7: undo operation 6: undo operation 3: register one/en")
            let (came, all) = (try await exported(a).dropLast(), try await exported(b))
            #expect(Set(came).isSubset(of: Set(all)))
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
            try await workspace.register("one/en")
            let taken = try await refusal { try await bring(early, into: workspace) }
            #expect(taken.kind == .input)
            let back = "adapt undo 1 takes back the one here, after what rests on it"
            #expect(taken.message == "series \"one\" is here too (operation 1) (\(back))")
            #expect(taken.place?.line == 3)
            // Neither was ever imported.
            let edition = "edition \"one/en\" is here too (operation 2) (adapt undo 2 takes back the one here)"
            #expect(taken.details.map { $0.hasSuffix(edition) } == [true], "\(taken.details)")
            try await workspace.decide("one/en", "ending", .value("they marry"))
            let more = try await refusal { try await bring(early, into: workspace) }
            let down = "adapt undo 3, then what was said of it before, down to adapt undo 2, takes back the one here"
            #expect(more.details.map { $0.hasSuffix(" (operation 2) (\(down))") } == [true], "\(more.details)")
            _ = try await Undo.run(1...3, in: workspace, dryRun: false)
            #expect(try await bring(early, into: workspace).new == 2)
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
