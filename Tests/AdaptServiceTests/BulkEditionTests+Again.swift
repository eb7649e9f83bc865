import AdaptModel
import Testing

@testable import AdaptService

/// What is said again, or otherwise.
extension BulkEditionTests {
    @Test("once more changes nothing, and writes no operation")
    func again() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSource("press")
            let file = """
                series,code,title,language,from,method,also_from,alias,id,status,source,quote,element:lead.sport
                s,es,Él,es,en,remake,s/old,Una | Dos,imdb:tt1234567,licensed,press,q,football
                s,en,She,en,,,s/old,,,,,,hockey
                s,old,Her,en,,,,,,,,,
                """
            try await workspace.editions(file, Self.anew)
            let before = try await workspace.counts()
            let receipt = try await workspace.editions(file, Self.anew)
            #expect(receipt.operation == nil)
            #expect(receipt.editions == .init(new: 0, changed: 0, unchanged: 3))
            #expect(receipt.decisions == .init(new: 0, changed: 0, unchanged: 2))
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("that differs from what is registered is refused with the difference, and an edit with --update")
    func update() async throws {
        try await Stage.with { workspace in
            let file = "series,code,title,market,status,alias,from\ns,us,New,,proposed,Old,kr\ns,kr,K,kr,,,\n"
            let refusal = try await refusal { try await workspace.editions(file) }
            #expect(refusal.place?.text == "ed.csv:2:3")
            #expect(
                refusal.message.contains("title \"U\" -> \"New\", status (not recorded) -> \"proposed\", alias \"Old\"")
            )
            #expect(refusal.hint == "--update records what differs")
            let receipt = try await workspace.editions(file, .with { $0.update = true })
            #expect(receipt.editions == .init(new: 0, changed: 1, unchanged: 1))
            // What the file leaves empty stays.
            #expect(try await workspace.editionLines("s")[1] == "us New us proposed from kr remake asserted")
            #expect(try await workspace.texts("select count(*)::text from lineage where series_id = 1") == ["2"])
            let illegal = try await updateRefusal(workspace, "series,code,status\ns,us,approved\n")
            #expect(illegal.message == "status of \"s/us\" cannot go from proposed to approved")
        }
    }

    @Test("may repeat a row that says the same, as a file of decisions does")
    func repeated() async throws {
        try await Catalogue.empty { workspace in
            let receipt = try await workspace.editions(
                "series,code,title,element\ns,a,A,x\ns,a,A,y\n", Self.newSeries)
            #expect(receipt.read == 2)
            #expect(receipt.editions.new == 1)
            #expect(receipt.ignoredColumns == ["element"])
        }
    }
}
