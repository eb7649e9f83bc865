import AdaptModel
import Testing

@testable import AdaptService

/// Two people, one sheet: it shows the revision that it was written from.
@Suite("A sheet that others have moved on from")
struct BulkNewerTests {
    private static let update = BulkOptions.with { $0.update = true }

    /// `s/us` with three elements and a note, at the revision that is given; kim works on it beside mia's sheet.
    private func shown(_ body: @Sendable (_ mia: Workspace, _ kim: Workspace, _ seen: Int) async throws -> Void)
        async throws
    {
        try await Stage.with { mia async throws in
            for path in ["plot.end", "lead.sport", "lead.name"] { try await mia.decide("s/us", path, .value("old")) }
            let kim = Workspace(connection: mia.connection, author: "kim")
            try await body(mia, kim, try await revision(mia))
        }
    }

    private func revision(_ workspace: Workspace) async throws -> Int {
        let found = try await workspace.editions(of: "s", edition: "us")["revision"].first
        return try #require(found.flatMap { $0 }.flatMap { Int($0) })
    }

    private func sheet(_ seen: Int, _ rows: [String]) -> String {
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

    @Test("what one said oneself since is no word of others, and what was taken back again is as it was")
    func own() async throws {
        try await shown { mia, kim, seen in
            #expect(try await mia.elements(sheet(seen, ["plot.end,one"])).decisions.changed == 1)
            #expect(try await mia.elements(sheet(seen, ["plot.end,two"])).decisions.changed == 1)
            let decided = try #require(try await kim.decide("s/us", "lead.sport", .value("new")).recorded)
            _ = try await kim.undo(decided)
            #expect(try await mia.elements(sheet(seen, ["lead.sport,mine"])).decisions.changed == 1)
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

    @Test(
        "a file of editions: facts, titles and decisions that were changed since are left, or refused where both were")
    func editions() async throws {
        try await shown { mia, kim, seen in
            try await kim.editions("series,code,title,element:plot.end\ns,us,Kim,new\n", Self.update)
            let header = "series,code,title,note,revision,element:plot.end\n"
            let receipt = try await mia.editions(header + "s,us,U,mine,\(seen),old\n", Self.update)
            #expect(receipt.editions == .init(new: 0, changed: 1, unchanged: 0))
            #expect(receipt.decisions == .init(new: 0, changed: 0, unchanged: 1))
            let by = try #require(receipt.operation).number - 1
            #expect(
                receipt.newer.map(\.words) == [
                    "title \"U\" -> \"Kim\" (kim, operation \(by))",
                    "plot.end \"old\" -> \"new\" (kim, operation \(by))",
                ])
            let found = try await mia.editions(of: "s", edition: "us")
            #expect(found["title"] == ["Kim"] && found["note"] == ["mine"])
            let refused = try await refusal { try await mia.editions(header + "s,us,Mia,,\(seen),\n", Self.update) }
            #expect(
                refused.message.contains(
                    "title of \"s/us\" was changed since revision \(seen), which the row shows: \"U\" -> \"Kim\""))
            #expect(refused.place?.column == 3)
        }
    }

    @Test("a title that was taken away since is not brought back by a row that shows it still")
    func takenAway() async throws {
        try await shown { mia, kim, _ in
            try await mia.editions("series,code,alias\ns,us,Bee\n", Self.update)
            let seen = try await revision(mia)
            var edit = EditEdition(edition: try EditionReference(parsing: "s/us"), facts: EditionFacts())
            edit.withdrawal.aliases = ["Bee"]
            _ = try await edit.run(in: kim, dryRun: false)
            let sheet = "series,code,alias,revision\ns,us,Bee | Cee,\(seen)\n"
            #expect(try await mia.editions(sheet, Self.update).newer.count == 1)
            let titles = try await mia.texts(
                "select distinct title from edition_alias_live(9223372036854775807) order by title")
            #expect(titles == ["Cee"])
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

    @Test("what somebody took back since is theirs: a row that says something else is refused with their name")
    func takenBack() async throws {
        try await shown { mia, kim, _ in
            let decided = try #require(try await kim.decide("s/us", "plot.end", .value("new")).recorded)
            let seen = try await revision(mia)
            let lee = Workspace(connection: mia.connection, author: "lee")
            _ = try await lee.undo(decided)
            let refused = try await refusal { try await mia.elements(sheet(seen, ["plot.end,mine"])) }
            #expect(
                refused.message.contains("\"new\" -> \"old\" (lee, operation \(decided + 1))"), "\(refused)")
            #expect(try await mia.elements(sheet(seen, ["plot.end,new"])).newer.count == 1)
        }
    }

    @Test("the same said again on other grounds is no conflict with another value")
    func otherGrounds() async throws {
        try await shown { mia, kim, seen in
            try await kim.elements("edition,element,value,note\ns/us,plot.end,old,looked up\n")
            #expect(try await mia.elements(sheet(seen, ["plot.end,mine"])).decisions.changed == 1)
        }
    }

    @Test("what kind of title one is stays as others have said since")
    func kindOfTitle() async throws {
        try await shown { mia, kim, _ in
            try await mia.editions("series,code,alias\ns,us,former=Bee\n", Self.update)
            let seen = try await revision(mia)
            try await kim.editions("series,code,alias\ns,us,season=Bee\n", Self.update)
            let sheet = "series,code,note,alias,revision\ns,us,mine,former=Bee,\(seen)\n"
            let receipt = try await mia.editions(sheet, Self.update)
            #expect(receipt.newer.count == 1 && receipt.editions.changed == 1, "\(receipt.newer)")
            let kinds = try await mia.texts(
                "select kind from edition_alias_live(9223372036854775807) order by operation_id desc limit 1")
            #expect(kinds == ["season"])
        }
    }

    @Test("a row of an edition that was taken back since is refused, and registers it anew where it shows no revision")
    func registeredAnew() async throws {
        try await shown { mia, kim, _ in
            _ = try await mia.editions("series,code,title\ns,new,N\n")
            let last = try await mia.number("select max(operation_id) from operation")
            _ = try await kim.undo(last)
            let refused = try await refusal {
                try await mia.editions("series,code,title,revision\ns,new,N,1\n", Self.update)
            }
            #expect(refused.message.contains("edition \"s/new\" was taken back since the row was written"))
            #expect(refused.hint?.contains("adapt undo") == true)
            #expect(try await mia.editions("series,code,title,revision\ns,new,N,\n").editions.new == 1)
        }
    }

    @Test("one's own word after somebody else's does not make theirs one's own")
    func ownAfterOthers() async throws {
        try await shown { mia, kim, seen in
            try await kim.decide("s/us", "plot.end", .value("new"))
            let own = try #require(try await mia.decide("s/us", "plot.end", .value("mine")).recorded)
            _ = try await mia.undo(own)
            let refused = try await refusal { try await mia.elements(sheet(seen, ["plot.end,other"])) }
            #expect(refused.message.contains("\"old\" -> \"new\" (kim, operation"), "\(refused)")
            try await kim.editions("series,code,title\ns,us,Kim\n", Self.update)
            try await mia.editions("series,code,title\ns,us,Mia\n", Self.update)
            let title = try await refusal {
                try await mia.editions("series,code,title,revision\ns,us,Other,\(seen)\n", Self.update)
            }
            #expect(title.message.contains("\"U\" -> \"Mia\" (kim, operation"), "\(title)")
            #expect(title.hint?.contains("empty the other cells of the row") == true)
        }
    }
}
