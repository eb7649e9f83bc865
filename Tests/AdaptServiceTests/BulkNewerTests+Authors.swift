import AdaptModel
import Testing

@testable import AdaptService

/// Whose word it is that came since.
extension BulkNewerTests {
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

    @Test("grounds that others gave since are left by a row that shows those of then, and beside others it is refused")
    func newerGrounds() async throws {
        try await shown { mia, kim, _ in
            try await mia.elements("edition,element,value,reasons,note\ns/us,plot.end,old,budget,first\n")
            let seen = try await revision(mia)
            try await kim.elements("edition,element,value,note\ns/us,plot.end,old,looked up\n")
            let by = try await mia.lastOperation()
            let header = "edition,element,value,reasons,note,revision\n"
            let left = try await mia.elements(header + "s/us,plot.end,old,budget,first,\(seen)\n")
            #expect(left.decisions.changed == 0)
            let since = "\"old\", with other reasons, note or evidence (kim, operation \(by))"
            #expect(left.newer.map(\.words) == ["plot.end \(since)"])
            let refused = try await refusal {
                try await mia.elements(header + "s/us,plot.end,old,budget,mine,\(seen)\n")
            }
            #expect(refused.message.contains("which the row shows: \(since)"), "\(refused)")
            // Other grounds than kim's go in beside them, and stay where the row leaves the note empty.
            let beside = try await mia.elements(header + "s/us,plot.end,old,talent,,\(seen)\n")
            #expect(beside.decisions.changed == 1)
            let again = "edition,element,value,reasons,note\ns/us,plot.end,old,talent,looked up\n"
            #expect(try await mia.elements(again).decisions.changed == 0)
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
            let last = try await mia.lastOperation()
            #expect(
                title.message.contains("\"U\" -> \"Mia\" (kim, operation \(last - 1), then mia, operation \(last))"),
                "\(title)")
            #expect(title.hint?.contains("empty the other cells of the row") == true)
        }
    }

    @Test("where one's own word stands after somebody else's, both are named: what is said now is not theirs")
    func ownStands() async throws {
        try await shown { mia, kim, seen in
            try await kim.decide("s/us", "plot.end", .value("new"))
            try await mia.decide("s/us", "plot.end", .value("mine"))
            let last = try await mia.lastOperation()
            let words = "\"old\" -> \"mine\" (kim, operation \(last - 1), then mia, operation \(last))"
            let refused = try await refusal { try await mia.elements(sheet(seen, ["plot.end,other"])) }
            #expect(refused.message.contains(words), "\(refused)")
            let left = try await mia.elements(sheet(seen, ["plot.end,old", "lead.name,Noa"]))
            #expect(left.newer.map(\.words) == ["plot.end \(words)"])
            let kims = try await refusal { try await kim.elements(sheet(seen, ["plot.end,other"])) }
            #expect(kims.message.contains("\"old\" -> \"mine\" (mia, operation \(last))"), "\(kims)")
        }
    }

    @Test("what was changed since and is as it was again is nobody's word, of facts and of decisions")
    func cameToNothing() async throws {
        try await shown { mia, kim, seen in
            try await kim.editions("series,code,title\ns,us,Kim\n", Self.update)
            try await kim.undo(try await mia.lastOperation())
            let titled = try await mia.editions("series,code,title,revision\ns,us,Mia,\(seen)\n", Self.update)
            #expect(titled.editions.changed == 1)
            try await mia.decide("s/us", "plot.end", .value("mine"))
            let decided = try #require(try await kim.decide("s/us", "plot.end", .value("new")).recorded)
            _ = try await kim.undo(decided)
            let said = try await mia.elements(sheet(seen, ["plot.end,other"]))
            #expect(said.decisions.changed == 1)
        }
    }
}
