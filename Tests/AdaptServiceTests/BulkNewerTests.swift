import AdaptModel
import Testing

@testable import AdaptService

/// Two people, one sheet: it shows the revision that it was written from.
@Suite("A sheet that others have moved on from")
struct BulkNewerTests {
    static let update = BulkOptions.with { $0.update = true }

    /// `s/us` with three elements and a note, at the revision that is given; kim works on it beside mia's sheet.
    func shown(_ body: @Sendable (_ mia: Workspace, _ kim: Workspace, _ seen: Int) async throws -> Void) async throws {
        try await Stage.with { mia async throws in
            for path in ["plot.end", "lead.sport", "lead.name"] { try await mia.decide("s/us", path, .value("old")) }
            let kim = Workspace(connection: mia.connection, author: "kim")
            try await body(mia, kim, try await revision(mia))
        }
    }

    func revision(_ workspace: Workspace) async throws -> Int {
        let found = try await workspace.editions(of: "s", edition: "us")["revision"].first
        return try #require(found.flatMap { $0 }.flatMap { Int($0) })
    }

    func sheet(_ seen: Int, _ rows: [String]) -> String {
        "edition,element,value,revision\n" + rows.map { "s/us,\($0),\(seen)\n" }.joined()
    }

    @Test("what nobody touched leaves what was decided since, and what was changed goes in beside it")
    func untouched() async throws {
        try await shown { mia, kim, seen in
            try await kim.decide("s/us", "plot.end", .value("new"))
            try await kim.decide("s/us", "lead.sport", .inherit)
            let receipt = try await mia.elements(sheet(seen, ["plot.end,old", "lead.sport,old", "lead.name,Noa"]))
            #expect(receipt.decisions == .init(new: 0, changed: 1, unchanged: 2))
            let last = try #require(receipt.operation).number - 1
            #expect(
                receipt.newer.map(\.words) == [
                    "plot.end \"old\" -> \"new\" (kim, operation \(last - 1))",
                    "lead.sport \"old\" -> (not recorded) (kim, operation \(last))",
                ])
            for (path, value) in [("plot.end", "new"), ("lead.sport", "(not recorded)"), ("lead.name", "Noa")] {
                #expect(try await mia.resolved("s/us", path).state.words == value)
            }
            let without = try await mia.elements("edition,element,value\ns/us,plot.end,old\n")
            #expect(without.decisions.changed == 1)
        }
    }

    @Test("what both changed is refused with who decided what, until the row shows the revision that is now")
    func conflict() async throws {
        try await shown { mia, kim, seen in
            let decided = try await kim.decide("s/us", "plot.end", .value("new"))
            let now = try await revision(mia)
            let refused = try await refusal { try await mia.elements(sheet(seen, ["plot.end,mine", "lead.name,Noa"])) }
            let by = try #require(decided.recorded)
            #expect(
                refused.message.contains(
                    "element \"plot.end\" of \"s/us\" was decided since revision \(seen), which the row shows: "
                        + "\"old\" -> \"new\" (kim, operation \(by))"), "\(refused)")
            #expect(refused.place?.line == 2 && refused.place?.column == 3)
            #expect(try await mia.resolved("s/us", "lead.name").state.words == "old")
            #expect(try await mia.elements(sheet(now, ["plot.end,mine"])).decisions.changed == 1)
            #expect(try await mia.resolved("s/us", "plot.end").state.words == "mine")
        }
    }

    @Test("a revision that the edition never had, and what is none, is refused")
    func strange() async throws {
        try await shown { mia, _, seen in
            let never = try await refusal { try await mia.elements(sheet(seen + 1, ["plot.end,x"])) }
            #expect(never.message.contains("edition \"s/us\" has no revision \(seen + 1): its last is \(seen)"))
            #expect(never.place?.column == 4)
            let none = try await refusal {
                try await mia.elements("edition,element,value,revision\ns/us,plot.end,x,B2\n")
            }
            #expect(none.message.contains("revision \"B2\" is no number of a revision"))
            let editions = try await refusal {
                try await mia.editions("series,code,title,revision\ns,us,U,\(seen + 1)\n", Self.update)
            }
            #expect(editions.message.contains("has no revision"))
            #expect(try await mia.editions("series,code,title,revision\ns,new,N,7\n").editions.new == 1)
        }
    }

    @Test("what is shown as kept or inherited is left too where the edition has said something else since")
    func keptAndInherited() async throws {
        try await shown { mia, kim, _ in
            for path in ["plot.one", "plot.two"] { try await mia.decide("s/kr", path, .value("old")) }
            try await mia.decide("s/us", "plot.one", .keep)
            let seen = try await revision(mia)
            for path in ["plot.one", "plot.two"] { try await kim.decide("s/us", path, .value("new")) }
            let rows = ["plot.one,old,value,kept", "plot.two,old,value,inherited", "lead.name,Noa,value,own"]
            let receipt = try await mia.elements(
                "edition,element,value,state,basis,revision\n" + rows.map { "s/us,\($0),\(seen)\n" }.joined())
            #expect(receipt.decisions == .init(new: 0, changed: 1, unchanged: 2))
            #expect(receipt.newer.count == 2)
            for (path, value) in [("plot.one", "new"), ("plot.two", "new"), ("lead.name", "Noa")] {
                #expect(try await mia.resolved("s/us", path).state.words == value)
            }
        }
    }
}
