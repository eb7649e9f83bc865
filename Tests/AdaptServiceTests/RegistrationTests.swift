import AdaptModel
import Testing

@testable import AdaptService

@Suite("Registering an edition")
struct RegistrationTests {
    @Test("with a parent: its decisions are its own, the rest it inherits")
    func withParent() async throws {
        try await Catalogue.sample { workspace in
            let receipt = try await workspace.register(
                "hockey-star/kr", market: "kr", language: "ko", from: "hockey-star/en",
                [.init(try ElementPath("male_lead.sport"), .value("축구"), reasons: [.localTaste])])
            #expect(receipt.result.edition == "hockey-star/kr")
            #expect(receipt.result.inherits.map(\.element) == ["male_lead.nature"])
            let sport = try await workspace.resolved("hockey-star/kr", "male_lead.sport")
            #expect(sport.state == .value(ElementValue("", term: "sport:association_football")))
            #expect(sport.basis == .own)
            #expect(try await workspace.resolved("hockey-star/kr", "male_lead.nature").basis == .inherited)
        }
    }

    @Test("is all or nothing: where the last decision fails, nothing stays")
    func allOrNothing() async throws {
        try await Catalogue.sample { workspace in
            let before = try await workspace.counts()
            let refusal = try await refusal {
                _ = try await workspace.register(
                    "hockey-star/kr", from: "hockey-star/en",
                    [
                        .init(try ElementPath("male_lead.nature"), .keep),
                        .init(try ElementPath("male_lead.sport"), .value("quidditch")),
                    ])
            }
            #expect(refusal.message.contains("\"quidditch\" of \"male_lead.sport\" is no term of vocabulary \"sport\""))
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("likely duplicates are told whatever their case, accents and width")
    func likelyDuplicates() async throws {
        try await Catalogue.sample { workspace in
            try await workspace.register("hockey-star/mx", title: "Señor Fútbol", market: "mx", language: "es")
            for (title, expected) in [
                ("SENOR FUTBOL", true), ("Ｓｅñｏｒ Ｆútbol", true), ("Sen\u{303}or Fu\u{301}tbol", true),
                ("Señor  Fútbol", true), (" señor\u{3000}fútbol ", true), ("¡Señor, Fútbol!", true),
                ("Señor-Fútbol", true), ("«Señor» Fútbol…", true), ("Señor Fútbol 2", false), ("Señora Fútbol", false),
            ] {
                let found = try await workspace.register(
                    "second-life/mx", title: title, market: "mx", language: "es", dryRun: true
                ).result.likelyDuplicates
                #expect(found.map(\.other) == (expected ? ["hockey-star/mx"] : []), "\(title)")
            }
            // The same title in its own series is likely one in any market; in another series only in the same one.
            for (edition, market, expected) in [("hockey-star/x", "ar", true), ("second-life/x", "ar", false)] {
                let found = try await workspace.register(edition, title: "Señor Fútbol", market: market, dryRun: true)
                #expect(found.result.likelyDuplicates.map(\.title) == (expected ? ["Señor Fútbol"] : []), "\(edition)")
            }
        }
    }

    @Test("other editions of the series for the same market and language are told, whatever they are called")
    func alike() async throws {
        try await Catalogue.sample { workspace in
            try await workspace.register("hockey-star/us", title: "One", market: "us", language: "en")
            for (edition, market, language, alike) in [
                ("hockey-star/us-2", "us", "EN", ["hockey-star/us"]), ("hockey-star/us-2", "us", "es", []),
                ("hockey-star/gb", "gb", "en", []), ("second-life/us", "us", "en", []),
            ] {
                let twin = try await workspace.register(
                    edition, title: "Two", market: market, language: language, dryRun: true)
                #expect(twin.result.alike.map(\.other) == alike, "\(edition) \(market) \(language)")
            }
            let same = try await workspace.register(
                "hockey-star/us-2", title: "One", market: "us", language: "en", dryRun: true)
            #expect(same.result.likelyDuplicates.map(\.other) == ["hockey-star/us"] && same.result.alike.isEmpty)
        }
    }

    @Test("titles that are nothing but signs, or differ by a letter of any script, are no likely duplicates")
    func signs() async throws {
        try await Catalogue.sample { workspace in
            for (index, title) in ["???", "!!!", "두번째 삶", "두번째 숲", "人生", "人"].enumerated() {
                let code = "hockey-star/t\(index)"
                #expect(try await workspace.register(code, title: title).result.likelyDuplicates.isEmpty, "\(title)")
            }
            let again = try await workspace.register("hockey-star/t9", title: "두번째삶", dryRun: true)
            #expect(again.result.likelyDuplicates.map(\.other) == ["hockey-star/t2"])
        }
    }

    @Test("an external identifier that another edition has is refused, with its name, unless both go by it")
    func sharedIdentifier() async throws {
        try await Catalogue.sample { workspace in
            func give(_ name: String, sharing: Bool) async throws {
                let reference = try EditionReference(parsing: name)
                var facts = EditionFacts()
                facts.identifiers = ["imdb:tt0000001"]
                var edit = EditEdition(edition: reference, facts: facts)
                edit.mayShareIdentifiers = sharing
                _ = try await edit.run(in: workspace, dryRun: false)
            }
            func register(_ code: String, sharing: Bool) async throws {
                var facts = EditionFacts()
                (facts.title, facts.identifiers) = (code, ["imdb:tt0000001"])
                var registration = RegisterEdition(series: "hockey-star", code: code, facts: facts, lineage: nil)
                registration.mayShareIdentifiers = sharing
                _ = try await registration.run(in: workspace, dryRun: false)
            }
            try await give("hockey-star/en", sharing: false)
            let before = try await workspace.counts()
            let said =
                "likely duplicate: identifier \"imdb:tt0000001\" is given to \"hockey-star/en\" "
                + "(\"How to Dump a Hockey Star\")"
            #expect(try await refusal { try await give("hockey-star/es", sharing: false) }.message == said)
            #expect(try await refusal { try await register("mx", sharing: false) }.message == said)
            #expect(try await workspace.counts() == before)
            try await give("hockey-star/es", sharing: true)
            try await register("mx", sharing: true)
            // What was given away is free again.
            _ = try await Undo().run(in: workspace, dryRun: false)
            _ = try await Undo().run(in: workspace, dryRun: false)
            _ = try await Undo().run(in: workspace, dryRun: false)
            try await register("ar", sharing: false)
        }
    }

    @Test("refuses a taken code, a parent of another series, an unknown parent and nothing to be called by")
    func refused() async throws {
        try await Catalogue.sample { workspace in
            let before = try await workspace.counts()
            let taken = try await refusal { try await workspace.register("hockey-star/es") }
            #expect(taken.message == "edition \"hockey-star/es\" is already registered")
            let foreign = try await refusal {
                try await workspace.register("hockey-star/kr", from: "second-life/ko")
            }
            #expect(foreign.message.contains("is of another series than \"hockey-star/kr\""))
            let unknown = try await refusal { try await workspace.register("hockey-star/kr", from: "hockey-star/eng") }
            #expect(unknown.message == "edition \"hockey-star/eng\" is not registered")
            #expect(unknown.hint?.contains("hockey-star/en") == true)
            let nameless = try await refusal { try await workspace.register("hockey-star") }
            #expect(nameless.kind == .usage)
            #expect(try await workspace.counts() == before)
        }
    }

    @Test(
        "two editions of one market and language stand side by side, as in two apps, with the spelling they were given")
    func sideBySide() async throws {
        try await Catalogue.sample { workspace in
            for (code, title) in [("app-one", "The STAR, Adiós"), ("app-two", "별 Étoile")] {
                try await workspace.register("hockey-star/\(code)", title: title, market: "us", language: "en")
            }
            let editions = try await workspace.editions(of: "hockey-star").rows.filter {
                $0[1]?.hasPrefix("app-") == true
            }
            #expect(editions.map { $0[2] } == ["The STAR, Adiós", "별 Étoile"])
            #expect(editions.allSatisfy { $0[3] == "en" && $0[4] == "us" })
        }
    }

    @Test("facts are kept in NFC: decomposed and composed spelling are one")
    func composed() async throws {
        try await Catalogue.sample { workspace in
            try await workspace.register("hockey-star/a", title: "Cafe\u{301} 한국", market: "es")
            #expect(
                try await workspace.editions(of: "hockey-star", edition: "a")["title"].map { $0.map { Array($0.utf8) } }
                    == [Array("Caf\u{E9} 한국".precomposed.utf8)])
            try await workspace.decide("hockey-star/a", "hook.words", .value("re\u{301}gime"))
            try await workspace.register("hockey-star/b", from: "hockey-star/a")
            try await workspace.decide("hockey-star/b", "hook.words", .value("r\u{E9}gime"))
            let compared = try await workspace.compare(series: "hockey-star", "a", "b")
            #expect(compared.rows.first { $0.element == "hook.words" }?.verdict == .same)
            #expect(try await workspace.texts("select 'x' from decision where value is not nfc normalized") == [])
        }
    }
}

extension String {
    /// These literals are written composed; the name says what is compared.
    fileprivate var precomposed: String { self }
}
