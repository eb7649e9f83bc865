import AdaptModel
import Testing

@testable import AdaptService

@Suite("What a sheet leaves, changes and refuses is told as people see it")
struct BulkToldTests {
    private static let update = BulkOptions.with { $0.update = true }

    private func revision(_ workspace: Workspace, _ series: String, _ edition: String) async throws -> Int {
        let found = try await workspace.editions(of: series, edition: edition)["revision"].first
        return try #require(found.flatMap { $0 }.flatMap { Int($0) })
    }

    @Test("terms are told by what they are called, however they were written")
    func labels() async throws {
        try await Catalogue.sample { mia in
            let kim = Workspace(connection: mia.connection, author: "kim")
            func sport() async throws -> String {
                try await mia.resolved("hockey-star/es", "male_lead.sport").state.words
            }
            let (seen, old) = (try await revision(mia, "hockey-star", "es"), try await sport())
            let code = "edition,element,value\nhockey-star/es,male_lead.sport,sport:ice_hockey\n"
            let changed = try await kim.elements(code)
            let (now, by) = (try await sport(), try #require(changed.operation).number)
            #expect(now != old && now != "ice_hockey")
            let since = "male_lead.sport \"\(old)\" -> \"\(now)\""
            #expect(changed.changes.map(\.words) == [since])
            let header = "edition,element,value,state,term,revision\n"
            let untouched = "hockey-star/es,male_lead.sport,\(old),value,sport:association_football,\(seen)\n"
            let left = try await mia.elements(header + untouched)
            #expect(left.newer.map(\.words) == [since + " (kim, operation \(by))"], "\(left.newer)")
            #expect(left.newer.map(\.by) == ["kim, operation \(by)"])
            let refused = try await refusal {
                try await mia.elements(header + "hockey-star/es,male_lead.sport,,absent,,\(seen)\n")
            }
            #expect(refused.message.contains("\"\(old)\" -> \"\(now)\" (kim, operation \(by))"), "\(refused)")
        }
    }

    @Test("two sheets of colleagues, brought in one after the other by a third, undo nothing of each other")
    func twoSheets() async throws {
        try await Stage.with { mia async throws in
            for path in ["plot.end", "lead.sport", "lead.name"] { try await mia.decide("s/us", path, .value("old")) }
            let seen = try await revision(mia, "s", "us")
            let boss = Workspace(connection: mia.connection, author: "boss")
            func sheet(_ rows: [String]) -> String {
                "edition,element,value,state,revision\n" + rows.map { "s/us,\($0),value,\(seen)\n" }.joined()
            }
            let one = try await boss.elements(sheet(["plot.end,new", "lead.sport,old", "lead.name,old"]))
            let two = try await boss.elements(sheet(["plot.end,old", "lead.sport,chess", "lead.name,old"]))
            #expect(one.decisions.changed == 1 && two.decisions.changed == 1)
            let by = try #require(one.operation).number
            #expect(two.newer.map(\.words) == ["plot.end \"old\" -> \"new\" (boss, operation \(by))"])
            for (path, value) in [("plot.end", "new"), ("lead.sport", "chess"), ("lead.name", "old")] {
                #expect(try await mia.resolved("s/us", path).state.words == value)
            }
        }
    }

    @Test("two lists of editions of colleagues undo nothing of each other, and tell of each edition what is left of it")
    func twoLists() async throws {
        try await Stage.with { mia async throws in
            let boss = Workspace(connection: mia.connection, author: "boss")
            let header = "series,code,title,note,alias,revision\n"
            let one = try await boss.editions(
                header + "s,us,New,,former=Bee,1\ns,us-2,Newer,,,1\ns,kr,K,,,1\n", Self.update)
            #expect(one.editions.changed == 2)
            let by = try #require(one.operation).number
            let first = try await mia.number("select operation_id from edition where code = 'us'")
            #expect(one.changes.map(\.by) == ["mia, operation \(first)", nil, "mia, operation \(first + 1)"])
            let two = try await boss.editions(header + "s,us,U,mine,,1\ns,us-2,U2,,,1\ns,kr,Kay,,,1\n", Self.update)
            #expect(two.editions.changed == 2 && two.editions.unchanged == 1)
            #expect(
                two.newer.map { $0.edition + " " + $0.words } == [
                    "s/us title \"U\" -> \"New\" (boss, operation \(by))",
                    "s/us-2 title \"U2\" -> \"Newer\" (boss, operation \(by))",
                ])
            #expect(two.newer.allSatisfy { $0.by == "boss, operation \(by)" })
            let titles = ["kr", "us", "us-2"]
            for (edition, title) in zip(titles, ["Kay", "New", "Newer"]) {
                #expect(try await mia.editions(of: "s", edition: edition)["title"] == [title])
            }
        }
    }
}
