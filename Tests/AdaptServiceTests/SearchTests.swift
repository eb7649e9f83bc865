import AdaptModel
import Testing

@testable import AdaptService

@Suite("Search")
struct SearchTests {
    func found(_ words: String, _ workspace: Workspace, kind: Search.Kind? = nil) async throws -> [String] {
        let result = try await Search(words, kind: kind).run(in: workspace)
        #expect(result.forgivesTypos)
        return result.found["name"].compactMap { $0 }
    }

    @Test("finds titles in any script, without accents or case, with a typo, by part")
    func titles() async throws {
        try await Catalogue.sample { workspace async throws in
            for words in ["futbol", "FÚTBOL", "ｆｕｔｂｏｌ", "estrela de futbol", "deshacerse"] {
                #expect(try await found(words, workspace).contains("hockey-star/es"), "\(words)")
            }
            for words in ["How to Dump", "hokey star", "Hockey Sart", "dump"] {
                #expect(try await found(words, workspace).first == "hockey-star", "\(words)")
            }
            for words in ["두번째", "다시 사랑", "사랑"] {
                #expect(try await found(words, workspace).contains("second-life/ko"), "\(words)")
            }
            #expect(try await found("assertive", workspace, kind: .series) == ["my-assertive-lover"])
            // Of a short word with two letters in the other order nothing is alike but the word.
            for (words, name) in [("hokcey", "hockey-star"), ("Lvoer", "my-assertive-lover"), ("asertvie", nil)] {
                #expect(try await found(words, workspace).contains { $0.hasPrefix(name ?? "") } == (name != nil))
            }
            #expect(try await found("xyzzy quux", workspace) == [])
        }
    }

    @Test("words with a mistake find first what is little more than they are")
    func nearest() async throws {
        try await Catalogue.empty { workspace async throws in
            for (code, title) in [("a", "A long story of mangos and men"), ("b", "Mango"), ("c", "Two mangos")] {
                try await workspace.addSeries(code, title: title)
            }
            #expect(try await found("mnago", workspace) == ["b", "c", "a"])
            let listed = try await Search("mnago").run(in: workspace).found["score"]
            let scores = listed.compactMap { score in score.flatMap { Double($0) } }
            #expect(scores == scores.sorted(by: >) && Set(scores).count == 3)
        }
    }

    @Test("finds aliases, identifiers, elements, terms and notes; what was taken back is not found")
    func others() async throws {
        try await Catalogue.sample { workspace async throws in
            var facts = EditionFacts()
            facts.aliases = [Alias("La estrella del balón")]
            facts.identifiers = ["imdb:tt0000007"]
            _ = try await EditEdition(edition: EditionReference(parsing: "hockey-star/es"), facts: facts)
                .run(in: workspace, dryRun: false)
            #expect(try await found("balon", workspace) == ["hockey-star/es"])
            #expect(try await found("tt0000007", workspace) == ["hockey-star/es"])
            let football: Set = ["sport:association_football", "hockey-star/es male_lead.sport"]
            #expect(try await football.isSubset(of: found("축구", workspace)))
            #expect(try await found("cash handout", workspace).contains("beat.cash_handout"))
            #expect(try await found("lineage to a Chinese", workspace, kind: .note) == ["second-life/ko"])
            let before = try await workspace.lastOperation()
            _ = try await Undo().run(in: workspace, dryRun: false)
            #expect(try await found("balon", workspace) == [])
            let then = try await Search("balon").run(in: workspace, asOf: OperationID(before))
            #expect(then.found.rows.count == 1)
        }
    }

    @Test("marks of vowels, as Arabic and Hebrew write them or not, and a stretched line do not matter")
    func vowels() async throws {
        try await Catalogue.sample { workspace async throws in
            try await workspace.register("hockey-star/ar", title: "حُبّ تَحْتَ المطر")
            try await workspace.register("hockey-star/he", title: "שלום אהבה")
            for words in ["حب تحت", "حُب تحت المطر", "المـــطر"] {
                #expect(try await found(words, workspace) == ["hockey-star/ar"], "\(words)")
            }
            #expect(try await found("שָׁלוֹם", workspace) == ["hockey-star/he"])
        }
    }

    @Test("takes the signs of patterns as they are")
    func patterns() async throws {
        try await Catalogue.sample { workspace async throws in
            for words in ["__", "\\", "1000%"] {
                #expect(try await found(words, workspace) == [], "\(words)")
            }
            #expect(try await refusal { _ = try await found("  ", workspace) }.kind == .usage)
            for limit in [0, -1] {
                let refused = try await refusal { _ = try await Search("love", limit: limit).run(in: workspace) }
                #expect(refused.kind == .usage, "\(limit)")
            }
        }
    }

    @Test("without the extension parts of words are found, and typos are not forgiven")
    func plain() async throws {
        try await Catalogue.sample { workspace async throws in
            try await workspace.dropTrigrams()
            let exact = try await Search("futbol").run(in: workspace)
            #expect(!exact.forgivesTypos)
            #expect(exact.found["name"].contains("hockey-star/es"))
            #expect(try await Search("hokey star").run(in: workspace).found.rows.isEmpty)
        }
    }

    @Test("finds what editions say now of elements, and the notes on it")
    func said() async throws {
        try await Catalogue.sample { workspace async throws in
            let path = try ElementPath("male_lead.name")
            let request = Decide.Request(path, .value("Théo Vásquez"), note: "renamed for radio", mayBeNew: true)
            _ = try await Decide(edition: EditionReference(parsing: "hockey-star/es"), requests: [request])
                .run(in: workspace, verb: "set", dryRun: false)
            for words in ["vasquez", "theo vasqez"] {
                let values = try await found(words, workspace, kind: .value)
                #expect(values == ["hockey-star/es male_lead.name"], "\(words)")
            }
            #expect(try await found("for radio", workspace) == ["hockey-star/es male_lead.name"])
            try await workspace.decide("hockey-star/es", "male_lead.name", .value("Ana"))
            #expect(try await found("vasquez", workspace) == [])
            #expect(try await found("for radio", workspace) == [])
        }
    }

    @Test("letters with a stroke, a final sigma and a sharp s do not matter, to finding and to telling duplicates")
    func strokes() async throws {
        try await Catalogue.sample { workspace async throws in
            let pairs = [
                ("Łódź", "Lodz"), ("Ο δρόμος", "Ο ΔΡΟΜΟΣ"), ("Straße", "STRASSE"), ("Smørrebrød", "SMORREBROD"),
                ("Đorđe", "DORDE"), ("Ħal", "HAL"), ("Kadın", "KADIN"), ("Æsir", "aesir"), ("Œuvre", "OEUVRE"),
                ("Þór", "Thor"), ("Groẞ", "gross"),
            ]
            for (number, (title, other)) in pairs.enumerated() {
                let code = "hockey-star/x\(number)"
                try await workspace.register(code, title: title)
                #expect(try await found(other, workspace, kind: .edition).contains(code), "\(other)")
                let twin = try await workspace.register("hockey-star/twin", title: other, dryRun: true)
                #expect(twin.result.likelyDuplicates.map(\.other) == [code], "\(other)")
            }
        }
    }

    @Test("finds an element by a path that it had, and a term by a code that it has or had")
    func formerNames() async throws {
        try await Catalogue.sample { workspace async throws in
            _ = try await workspace.renameElement(
                ElementPath("male_lead.sport"), to: ElementPath("male_lead.game"), dryRun: false)
            #expect(try await found("male lead sport", workspace, kind: .element).contains("male_lead.game"))
            _ = try await workspace.addTerm("sport:bandy", labels: [("sv", "X")], dryRun: false)
            _ = try await workspace.renameTerm("sport:bandy", to: "sport:rinkball", dryRun: false)
            for words in ["bandy", "sport:bandy", "rinkball"] {
                #expect(try await found(words, workspace, kind: .term) == ["sport:rinkball"], "\(words)")
            }
        }
    }

    @Test("a value that is a term is found by whatever the term is or was called, and told as comparisons tell it")
    func terms() async throws {
        try await Catalogue.sample { workspace async throws in
            _ = try await workspace.addTerm("sport:soccer_game", labels: [("en", "kickball")], dryRun: false)
            try await workspace.decide("hockey-star/en", "male_lead.sport", .value("sport:soccer_game"))
            _ = try await workspace.mergeTerm("sport:soccer_game", into: "sport:association_football", dryRun: false)
            for words in ["kickball", "축구", "futbol", "association football", "soccer game"] {
                let result = try await Search(words, kind: .value).run(in: workspace).found
                #expect(
                    result["name"].contains("hockey-star/en male_lead.sport")
                        && result["name"].contains("hockey-star/es male_lead.sport"), "\(words)")
                #expect(Set(result["text"]).count == 1, "\(words): \(result["text"])")
            }
        }
    }

    @Test("so is one of an element that takes its values from no vocabulary")
    func termsOfNoVocabulary() async throws {
        try await Catalogue.sample { workspace async throws in
            try await workspace.decide("hockey-star/en", "setting.match", .value("sport:association_football"))
            for words in ["축구", "futbol", "association football"] {
                let names = try await found(words, workspace, kind: .value)
                #expect(names.contains("hockey-star/en setting.match"), "\(words): \(names)")
            }
            try await workspace.decide("hockey-star/en", "setting.match", .value("a duel"))
            #expect(try await !found("축구", workspace, kind: .value).contains("hockey-star/en setting.match"))
        }
    }
}

extension Workspace {
    /// Makes the database one without the extension that tells how much alike words are.
    func dropTrigrams() async throws {
        try await connection.run(
            """
            drop extension pg_trgm cascade;
            create or replace function alike(words text, found text) returns boolean language sql stable as 'select false';
            create or replace function likeness(words text, found text) returns real language sql stable
                as 'select 0.8::real';
            """)
    }
}
