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

    @Test("is what edition list writes: what is mended there is edited, and nothing is registered a second time")
    func ownList() async throws {
        try await Stage.with { workspace in
            let header = "series,edition,title,language,market_code,revision,method,certainty,parent,identifiers\n"
            let rows = "s,us-2,Mended,,us,1,remake,asserted,kr,imdb:tt0000001\n,t/jp,J,,jp,1,,,,\n"
            let receipt = try await workspace.editions(header + rows, .with { $0.update = true })
            #expect(receipt.editions == .init(new: 0, changed: 1, unchanged: 1))
            #expect(try await workspace.editionLines("s").contains { $0.hasPrefix("us-2 Mended us") })
            let other = try await refusal { try await workspace.editions("series,edition,title\ns,t/jp,J\n") }
            #expect(other.description.hasPrefix("ed.csv:2:2: edition \"t/jp\" is not one of series \"s\""))
        }
    }

    @Test(
        "is what edition list writes of other titles and sources: each of its own kind, whatever the row's method is of"
    )
    func listedNames() async throws {
        try await Stage.with { workspace in
            func file(_ aliases: String) -> String {
                "series,edition,title,method,parent,aliases,draws_on\n"
                    + "s,mx,M,remake,,\"\(aliases)\",\"t/jp (dub, inferred); s/us (recut, asserted)\"\n"
            }
            let good = file("Em (season, es); Eme (x); eme (former)")
            try await workspace.editions(good)
            let listed = try await workspace.editions(of: "s", edition: "mx")
            #expect(listed["draws_on"] == ["s/us (recut, asserted); t/jp (dub, inferred)"])
            #expect(listed["aliases"] == ["Em (season, es); Eme (x); eme (former)"])
            #expect(listed["method"] == ["remake"])
            #expect(try await workspace.editions(good).operation == nil)
            let unknown = try await refusal { try await workspace.editions(file("Em (season, qq)")) }
            #expect(unknown.message.contains("qq") && unknown.place?.text == "ed.csv:2:6", "\(unknown)")
            let strange = try await refusal { try await workspace.editions(file("Em, Eme")) }
            #expect(strange.message == "aliases \"Em, Eme\" are not written as edition list writes them")
            #expect(strange.hint?.contains("--ignore \"aliases\"") == true)
        }
    }

    @Test("titles are of the kind and language that they are said to be, as with register; a title alone says neither")
    func aliases() async throws {
        try await Stage.with { workspace in
            let all = "select concat_ws(' ', title, kind, language) from edition_alias order by operation_id, 1"
            func load(_ alias: String) async throws -> BulkReceipt {
                try await workspace.editions("series,code,alias\ns,us,\"\(alias)\"\n", .with { $0.update = true })
            }
            _ = try await load("former=Old Z | season/en=Z 2 | a=b")
            #expect(try await workspace.texts(all) == ["Old Z former", "Z 2 season en", "a=b alternative"])
            #expect(try await load("former=Old Z | Z 2").operation == nil)
            _ = try await load("working=Old Z")
            #expect(try await workspace.texts(all).last == "Old Z working")
            let unknown = try await refusal { _ = try await load("season/qq=Z") }
            #expect(unknown.message.contains("qq"), "\(unknown)")
            let kind = try await refusal { _ = try await load("formr=Z") }
            #expect(kind.hint == "did you mean former?" && kind.place?.text == "ed.csv:2:3", "\(kind)")
        }
    }

    private func updateRefusal(_ workspace: Workspace, _ text: String) async throws -> Refusal {
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

    @Test("refuses an external identifier that another edition has, registered or in the file, unless both go by it")
    func sharedIdentifiers() async throws {
        try await Catalogue.empty { workspace in
            let header = "series,code,title,language,id\n"
            try await workspace.editions(header + "s,en,One,en,imdb:tt0000001\n", Self.newSeries)
            let text = header + "s,es,Uno,es,imdb:tt0000001\ns,kr,Il,ko,tmdb:1\ns,jp,Ichi,ja,imdb:tt0000002 tmdb:1\n"
            let refused = try await refusal { try await workspace.editions(text) }
            #expect(
                refused.description.hasPrefix(
                    "ed.csv:2:5: likely duplicate: identifier \"imdb:tt0000001\" is given to \"s/en\""))
            #expect(refused.details.count == 1)
            #expect(
                refused.details[0].hasPrefix(
                    "ed.csv:4:5: likely duplicate: identifier \"tmdb:1\" is given to \"s/kr\" in line 3"))
            let shared = BulkOptions.with { $0.mayShareIdentifiers = true }
            #expect(try await workspace.editions(text, shared).editions.new == 3)
            // What is so already is no duplicate of its own.
            #expect(try await workspace.editions(text).operation == nil)
        }
    }

    @Test("tells likely duplicates, registered and in the file itself")
    func duplicates() async throws {
        try await Stage.with { workspace in
            let receipt = try await workspace.editions(
                "series,code,title,market\nt,x,ｊ,jp\nt,y,Ü,de\nt,z,u,de\n", dryRun: true)
            #expect(
                receipt.duplicates == [
                    .init(edition: "t/x", other: "t/jp", title: "J", same: "series, market"),
                    .init(edition: "t/z", other: "t/y", title: "Ü", same: "series, market"),
                ])
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
