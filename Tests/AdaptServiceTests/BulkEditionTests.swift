import AdaptModel
import Testing

@testable import AdaptService

@Suite("A file of editions")
struct BulkEditionTests {
    static let newSeries = BulkOptions.with { $0.mayAddSeries = true }
    static let anew = BulkOptions.with { ($0.mayAddSeries, $0.mayAddElements) = (true, true) }

    @Test("registers editions with all that a row can say, in any order of rows, as one operation")
    func everything() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSource("press")
            let receipt = try await workspace.editions(
                """
                series,code,title,language,market,origin,platform,status,note,from,method,certainty,also_from,alias,id,source,locator,quote,series_title
                s,us,Hers,EN-us,US,CA,App One,licensed,a note,kr,remake,inferred,t/jp,Her | Hers Too,imdb:tt1234567 + eidr:10.5240/7791-8534-2C23-9030-8610-5,press,p. 4,as said,
                s,kr,그녀,ko,KR,,,,,,,,,,,,,,Her Story
                t,jp,彼女,ja,jp,,,,,,,,,,,,,,

                """, Self.newSeries)
            #expect(receipt.editions == .init(new: 3, changed: 0, unchanged: 0))
            #expect(receipt.newSeries == ["s", "t"])
            #expect(
                try await workspace.editionLines("s") == [
                    "kr 그녀 ko kr", "us Hers en-US us ca App One licensed a note from kr remake inferred",
                ])
            #expect(
                try await workspace.texts(
                    "select title || coalesce(language, '') from series_as_of(999) order by series")
                    == ["Her Storyko", "彼女ja"])
            #expect(try await workspace.texts("select title from edition_alias order by 1") == ["Her", "Hers Too"])
            #expect(
                try await workspace.texts("select scheme || ':' || value from external_identifier order by 1")
                    == ["eidr:10.5240/7791-8534-2C23-9030-8610-5", "imdb:tt1234567"])
            #expect(try await workspace.texts("select method || certainty from lineage_source") == ["remakeinferred"])
            #expect(try await workspace.texts("select locator || quote from citation") == ["p. 4as said"])
            #expect(
                try await workspace.texts("select verb || ' ' || message from operation where verb like 'import%'")
                    == ["import editions ed.csv"])
        }
    }

    @Test("takes its code from the market, else from the language")
    func codes() async throws {
        try await Stage.with { workspace in
            try await workspace.editions(
                "series,title,market,language\ns,A,JP,ja\ns,B,,pt-BR\n")
            #expect(try await workspace.editionLines("s").prefix(2) == ["jp A ja jp", "kr K kr"])
            #expect(try await workspace.editionLines("s").contains("pt-br B pt-BR"))
        }
    }

    @Test("holds decisions in columns named element:PATH, of which one can keep what a later row says")
    func decisions() async throws {
        try await Catalogue.empty { workspace in
            let file = """
                series,code,title,from,element:lead.sport,element:lead.nature,element:plot.end
                s,es,E,en,football,(keep),(absent)
                s,en,N,,ice hockey,scumbag,(unknown)
                s,mx,M,es,,(KEEP),
                """
            let receipt = try await workspace.editions(
                file, .with { ($0.mayAddSeries, $0.mayAddElements, $0.reasons) = (true, true, [.localTaste]) })
            #expect(receipt.decisions == .init(new: 7, changed: 0, unchanged: 0))
            #expect(receipt.newElements == ["lead.sport", "lead.nature", "plot.end"])
            #expect(try await workspace.resolved("s/mx", "lead.nature").basis == .kept)
            #expect(try await workspace.resolved("s/mx", "lead.nature").state.words == "scumbag")
            #expect(try await workspace.resolved("s/mx", "lead.sport").state.words == "football")
            #expect(try await workspace.resolved("s/es", "plot.end").state == .absent)
            // A source differs from nothing, and what is kept does not differ.
            #expect(try await workspace.resolved("s/es", "lead.sport").decision?.reasons == [.localTaste])
            #expect(try await workspace.resolved("s/en", "lead.sport").decision?.reasons == [])
            #expect(try await workspace.resolved("s/es", "lead.nature").decision?.reasons == [])
        }
    }

    func updateRefusal(_ workspace: Workspace, _ text: String) async throws -> Refusal {
        try await refusal { try await workspace.editions(text, .with { $0.update = true }) }
    }

    @Test("says of all rows what the options say; the parent of all is not its own")
    func constants() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSource("press")
            try await workspace.editions(
                "Name,Land\nA,co\nB,de\n",
                .with {
                    $0.map = [(field: "title", column: "NAME"), (field: "market", column: "Land")]
                    ($0.series, $0.language, $0.parent, $0.method) = ("betty", "es", "CO", .remake)
                    ($0.citation, $0.mayAddSeries) = (Citation(source: "press", locator: "1", quote: nil), true)
                })
            #expect(try await workspace.editionLines("betty") == ["co A es co", "de B es de from co remake asserted"])
            #expect(
                try await workspace.texts("select count(*)::text from edition_state where citation_id is not null") == [
                    "2"
                ])
        }
    }

    @Test("whose editions derive from each other is refused with the rows, also where a registered one is between")
    func cycle() async throws {
        try await Stage.with { workspace in
            let file = "series,code,title,from\ns,a,A,c\ns,b,B,a\ns,c,C,b\ns,d,D,a\n"
            let refusal = try await refusal { try await workspace.editions(file) }
            #expect(
                refusal.message.contains(
                    "edition would become its own ancestor: s/a (line 2) from s/c (line 4) from s/b (line 3) from s/a (line 2)"
                ))
            #expect(refusal.place?.text == "ed.csv:2:4")
            let through = try await updateRefusal(workspace, "series,code,title,from\ns,kr,,us\n")
            #expect(through.message.contains("s/kr (line 2) from s/us from s/kr (line 2)"))
        }
    }

    @Test("is judged and shown without a trace on a dry run")
    func dryRun() async throws {
        try await Stage.with { workspace in
            let before = try await workspace.counts()
            let receipt = try await workspace.editions(
                "series,code,Name,x\ns,a,A,1\n", .with { $0.map = [(field: "title", column: "name")] }, dryRun: true)
            #expect(
                receipt.preview?.columns == [
                    .init("series", field: "series", sample: "s"), .init("code", field: "code", sample: "a"),
                    .init("Name", field: "title", sample: "A"), .init("x", field: nil, sample: "1"),
                ])
            #expect(receipt.ignoredColumns == ["x"])
            #expect(receipt.editions.new == 1)
            #expect(try await workspace.counts() == before)
        }
    }
}
