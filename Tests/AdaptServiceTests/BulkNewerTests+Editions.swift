import AdaptModel
import Testing

@testable import AdaptService

/// A sheet of editions: their facts, their titles, and whether they are still there.
extension BulkNewerTests {
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

    @Test("a title that was taken away and given back since, or given and taken away again, is nobody's word")
    func titlesCameToNothing() async throws {
        try await shown { mia, kim, _ in
            try await mia.editions("series,code,alias\ns,us,former=Bee\n", Self.update)
            let seen = try await revision(mia)
            var edit = EditEdition(edition: try EditionReference(parsing: "s/us"), facts: EditionFacts())
            edit.withdrawal.aliases = ["Bee"]
            _ = try await edit.run(in: kim, dryRun: false)
            _ = try await kim.undo(try await mia.lastOperation())
            try await kim.editions("series,code,alias\ns,us,Cee\n", Self.update)
            _ = try await kim.undo(try await mia.lastOperation())
            let sheet = "series,code,alias,revision\ns,us,season=Bee | Cee,\(seen)\n"
            let receipt = try await mia.editions(sheet, Self.update)
            #expect(receipt.newer.isEmpty && receipt.editions.changed == 1, "\(receipt.newer)")
            let titles = try await mia.texts(
                """
                select distinct on (title) title || ' ' || kind from edition_alias_live(9223372036854775807)
                order by title, operation_id desc
                """)
            #expect(titles == ["Bee season", "Cee alternative"])
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
}
