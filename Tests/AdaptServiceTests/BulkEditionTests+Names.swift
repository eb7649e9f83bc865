import AdaptModel
import Testing

@testable import AdaptService

/// By what editions go: titles, identifiers, and the list that shows them.
extension BulkEditionTests {
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

    @Test("a title that holds what reads as the end of one is read from edition list's cell as it is")
    func listedEnds() async throws {
        try await Stage.with { workspace async throws in
            let titles = [
                "(former); B", "A (2); B", "A (former);", "A (former); (season); B", "A (former); B",
                "A (former, ko);; B (working)",
            ]
            var edit = EditEdition(edition: try EditionReference(parsing: "s/us"), facts: EditionFacts())
            edit.facts.aliases = titles.map { Alias($0, kind: .season, language: "es") }
            _ = try await edit.run(in: workspace, dryRun: false)
            let listed = try await workspace.editions(of: "s", edition: "us")
            let cell = try #require(listed["aliases"].first ?? nil)
            #expect(cell.contains("A (2); B (season, es)"), "nothing else is written otherwise: \(cell)")
            try await workspace.editions("series,edition,title,aliases\ns,mx,M,\(quoted(cell))\n")
            let read = try await workspace.texts(
                "select a.title from edition_alias a join edition e using (series_id, edition_id) "
                    + "where e.code = 'mx' and (a.kind, a.language) = ('season', 'es')")
            #expect(read.sorted() == titles.sorted(), "\(cell)")
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
}
