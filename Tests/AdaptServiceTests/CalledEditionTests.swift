import AdaptModel
import Testing

@testable import AdaptService

@Suite("A file that calls editions by their titles")
struct CalledEditionTests {
    static let header = "title,season,category,language,metric,source,week,value\n"

    static func row(
        _ title: String, _ value: String = "1", season: String = "", category: String = "", language: String = "",
        week: Int = 2
    ) -> String {
        "\(title),\(season),\(category),\(language),impressions,src,2026-W\(week < 10 ? "0" : "")\(week),\(value)\n"
    }

    static func missing(_ change: (inout ImportReach.Options) -> Void = { _ in }) -> ImportReach.Options {
        var options = ImportReach.Options(today: Catalogue.today)
        options.registersMissing = true
        change(&options)
        return options
    }

    /// Whose figures there are, each as `series/edition value`.
    private func figures(_ workspace: Workspace) async throws -> [String] {
        try await workspace.texts(
            """
            select s.code || '/' || e.code || ' ' || w.low from weekly_reach w
            join series s using (series_id) join edition e on e.series_id = w.series_id and e.edition_id = w.subject_id
            order by 1
            """)
    }

    @Test("finds them by title, alias and former title, whatever the case, accents and width")
    func found() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.register("s/a", title: "Adiós, Estrella")
            var facts = EditionFacts()
            facts.title = "Stern"
            facts.aliases = [Alias("두번째 삶")]
            _ = try await EditEdition(edition: EditionReference(parsing: "s/a"), facts: facts, lineage: nil).run(
                in: workspace, dryRun: false)
            for (week, title) in ["\"ADIOS, ESTRELLA\"", "ｓｔｅｒｎ", "두번째 삶"].enumerated() {
                let receipt = try await workspace.load(Self.header + Self.row(title, week: week + 2))
                #expect(receipt.new == 1, "\(title)")
            }
            #expect(try await figures(workspace) == ["s/a 1", "s/a 1", "s/a 1"])
        }
    }

    @Test("lists what it does not find, each once, with what is near; nothing is changed")
    func notFound() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.register("s/a", title: "Hockey Star")
            let before = try await workspace.counts()
            let text =
                Self.header + Self.row("Hockey Sta") + Self.row("Other") + Self.row("Hockey Sta", week: 3)
                + Self.row("Other", "x", week: 4)
            let refused = try await refusal { try await workspace.load(text) }
            #expect(refused.place?.text == "reach.csv:2:1")
            #expect(refused.message.hasPrefix("title \"Hockey Sta\" is not known"))
            #expect(refused.message.contains("did you mean s/a \"Hockey Star\"?"))
            #expect(
                refused.details.map { $0.prefix(30) }
                    == [
                        "reach.csv:3:1: title \"Other\" i", "reach.csv:5:8: figure \"x\" is n",
                    ].map { $0.prefix(30) })
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("of several editions of one title takes the one of the language or market named, else lists them")
    func several() async throws {
        try await Stage.with { workspace async throws in
            for (code, market, language) in [("m1", "mx", "es"), ("m2", "br", "pt")] {
                try await workspace.register("s/\(code)", title: "Rebelde", market: market, language: language)
            }
            let refused = try await refusal { try await workspace.load(Self.header + Self.row("Rebelde")) }
            #expect(refused.message == "title \"Rebelde\" is that of 2 editions")
            #expect(refused.hint?.hasPrefix("s/m1, s/m2: say language or market") == true)
            try await workspace.load(Self.header + Self.row("Rebelde", "5", language: "pt-BR"))
            try await workspace.load(
                "title,market,metric,source,week,value\nRebelde,mx,impressions,src,2026-W02,7\n")
            #expect(try await figures(workspace) == ["s/m1 7", "s/m2 5"])
            let other = try await refusal {
                try await workspace.load(Self.header + Self.row("Rebelde", language: "ko"))
            }
            #expect(other.message == "title \"Rebelde\" is not known")
        }
    }

    @Test("finds them by identifier; one without a scheme is the publisher's own")
    func identifier() async throws {
        try await Stage.with { workspace async throws in
            var facts = EditionFacts()
            facts.identifiers = ["imdb:tt1234567", "src:Ab_1"]
            _ = try await EditEdition(edition: EditionReference(parsing: "s/kr"), facts: facts, lineage: nil).run(
                in: workspace, dryRun: false)
            let header = "external_id,title,metric,source,week,value\n"
            try await workspace.load(
                header + "imdb:tt1234567,,impressions,src,2026-W02,5\nAb_1,,impressions,src,2026-W03,6\n")
            #expect(try await figures(workspace) == ["s/kr 5", "s/kr 6"])
            let row = "Zz-9,Neu,impressions,src,2026-W02,5\n"
            let refused = try await refusal { try await workspace.load(header + row) }
            #expect(refused.message == "external_id \"src:Zz-9\" is not known")
            let receipt = try await workspace.load(header + row, Self.missing())
            #expect(receipt.registered == ["neu/main"])
            #expect(try await workspace.load(header + row.replacing("W02", with: "W03")).new == 1)
        }
    }
}

@Suite("Editions registered because a file has figures of them")
struct RegisterMissingTests {
    private typealias File = CalledEditionTests

    @Test("seasons become editions of the series of their show; one undo takes all back, and the file can come again")
    func seasons() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.register("s/br", title: "Amor: Brasil", market: "br", language: "pt")
            let before = try await workspace.texts("select count(*)::text from edition_as_of(9223372036854775807)")
            let text =
                File.header + File.row("Amor: Brasil", "1", season: "Amor: Brasil: Season 2")
                + File.row("Amor: Brasil", "2", season: "N/A") + File.row("Pedro Páramo", "3", season: "Season 1")
                + File.row("PEDRO PARAMO", "4", season: "Season 2") + File.row("두번째 삶", "5")
                + File.row("Ohne Wert", "-")
            let receipt = try await workspace.load(text, File.missing())
            #expect(
                receipt.registered == [
                    "s/br-season-2", "pedro-paramo/season-1", "pedro-paramo/season-2", "title/main",
                ])
            #expect((receipt.new, receipt.notReported) == (5, 1))
            #expect(
                try await workspace.editionLines("s").contains("br-season-2 Amor: Brasil: Season 2 pt br"))
            let again = try await workspace.load(text.replacing("W02", with: "W03"), File.missing())
            #expect((again.new, again.registered) == (5, []))
            for operation in [again.operation, receipt.operation] {
                _ = try await Undo(operation).run(in: workspace, dryRun: false)
            }
            #expect(
                try await workspace.texts("select count(*)::text from edition_as_of(9223372036854775807)") == before)
            #expect(try await workspace.texts("select count(*)::text from weekly_reach") == ["0"])
            #expect(try await workspace.load(text, File.missing()).registered.count == 4)
        }
    }

    @Test("a title in two languages is two editions, made for nobody said; a row without one is the only one there is")
    func languages() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.register("s/mx", title: "Rebelde", market: "mx", language: "es")
            let text =
                File.header + File.row("Nova", "1", language: "en") + File.row("Nova", "2", language: "pt")
                + File.row("Rebelde", "4", language: "pt") + File.row("Rebelde", "8")
                + File.row("Solo", "16", language: "ko") + File.row("Solo", "32", week: 3)
                + File.row("Nova", "64", season: "Season 1", language: "en")
                + File.row("Nova", "128", season: "Season 1", language: "pt")
            let receipt = try await workspace.load(text, File.missing())
            #expect(
                receipt.registered == [
                    "nova/en", "nova/pt", "s/pt", "solo/ko", "nova/season-1-en", "nova/season-1-pt",
                ])
            #expect(try await workspace.editionLines("s").contains("pt Rebelde pt"))
            #expect(
                try await workspace.texts(
                    """
                    select s.code || '/' || e.code || ' ' || sum(w.low) from weekly_reach w join series s using (series_id)
                    join edition e on e.series_id = w.series_id and e.edition_id = w.subject_id
                    group by s.code, e.code order by min(w.low)
                    """)
                    == [
                        "nova/en 1", "nova/pt 2", "s/pt 4", "s/mx 8", "solo/ko 48", "nova/season-1-en 64",
                        "nova/season-1-pt 128",
                    ])
            let later = text.replacing(File.row("Rebelde", "8"), with: "").replacing("W02", with: "W05")
            #expect(try await workspace.load(later, File.missing()).registered == [])
            let unsaid = try await refusal {
                try await workspace.load(
                    File.header + File.row("Neu", language: "en") + File.row("Neu", language: "de") + File.row("Neu"),
                    File.missing())
            }
            #expect(unsaid.message == "title \"Neu\" stands in languages de, en, and here in none")
        }
    }

    @Test("a title that is one of another edition but for blanks and punctuation asks which it is")
    func spelling() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.load(
                File.header + File.row("Don't Move") + File.row("Hitman") + File.row("Hit Man"), File.missing())
            for title in ["Don’t Move", "Don't  Move", "Don't Move\u{200B}", "DONT MOVE!"] {
                let refused = try await refusal {
                    try await workspace.load(File.header + File.row(title, week: 3), File.missing())
                }
                #expect(refused.place?.text == "reach.csv:2:1")
                let words = "is likely don-t-move/main \"Don't Move\", spelled otherwise"
                #expect(refused.message == "title \"\(title)\" \(words)")
                let way = "if it is: adapt edition edit don-t-move/main --alias \"\(title)\""
                #expect(refused.hint?.hasPrefix(way) == true)
            }
            // A file that has both knows them apart; and what is in another language is another edition.
            try await workspace.register("s/en", title: "Speed Up", language: "en")
            let both = try await workspace.load(
                File.header + File.row("Don't Move", week: 3) + File.row("Dont Move", week: 3)
                    + File.row("Speed-Up", language: "ko", week: 4), File.missing())
            #expect(both.registered == ["dont-move/main", "speed-up/ko"])
        }
    }

    @Test("works of one title are told apart by category, and found again by it")
    func categories() async throws {
        try await Stage.with { workspace async throws in
            let text =
                File.header + File.row("Erbe", "1", category: "Films (English)")
                + File.row("Erbe", "2", category: "Films") + File.row("Allein", "3", category: "Films")
            let receipt = try await workspace.load(text, File.missing())
            #expect(receipt.registered == ["erbe-films-english/main", "erbe-films/main", "allein/main"])
            #expect(receipt.toldApart == ["erbe-films-english/main", "erbe-films/main"])
            let later = try await workspace.load(
                File.header + File.row("Erbe", "9", category: "Films", week: 3)
                    + File.row("Allein", "9", category: "Films", week: 3) + File.row("Allein", "7", week: 4))
            #expect(later.new == 3)
            // Of another category it may be another work: it neither takes the place of this one nor doubles it.
            let other = try await refusal {
                try await workspace.load(File.header + File.row("Allein", "5", category: "TV", week: 3), File.missing())
            }
            #expect(other.message == "title \"Allein\" [TV] may be allein/main")
            #expect(other.hint?.contains("adapt edition edit allein/main --alias \"Allein [TV]\"") == true)
            #expect(
                try await workspace.texts(
                    "select s.code from weekly_reach join series s using (series_id) where low = 9 order by 1")
                    == ["allein", "erbe-films"])
            let doubtful = try await refusal {
                try await workspace.load(File.header + File.row("Erbe", category: "TV", week: 4), File.missing())
            }
            #expect(doubtful.message == "title \"Erbe\" [TV] is that of 2 editions")
            // Registered by hand it has no category.
            try await workspace.register("s/hand", title: "Hand")
            let words = "stands in categories \"TV\" and \"Films\", one edition is called so"
            let shared = try await refusal {
                try await workspace.load(
                    File.header + File.row("Hand", "1", category: "TV", week: 5)
                        + File.row("Hand", "2", category: "Films", week: 5), File.missing())
            }
            #expect(shared.message == "title \"Hand\" " + words)
        }
    }

    @Test("categories that a publisher renames are said once for all works of them, and nothing is doubled")
    func renamedCategories() async throws {
        try await Stage.with { workspace async throws in
            func file(_ films: String, _ more: String = "") -> String {
                File.header
                    + ["Heat", "Cold", "Speed"].enumerated().map {
                        File.row($1, "\($0 + 1)", category: films)
                    }.joined() + File.row("Heat", "9", category: "TV") + more
            }
            try await workspace.load(file("Films (English)"), File.missing())
            let next = file("Films", File.row("New", "5", category: "Films", week: 3))
            let refused = try await refusal { try await workspace.load(next, File.missing()) }
            #expect(refused.message.contains(" [Films] "))
            let all = "where all of \"Films (English)\" is called so now: --same-category \"Films=Films (English)\""
            #expect(refused.details.contains { $0.contains(all) } || refused.hint?.contains(all) == true, "\(refused)")
            let settings = ImportSettings(["same-category.1": "Films=Films (English)", "register-missing": "yes"])
            let receipt = try await workspace.load(next, settings.options(today: Catalogue.today))
            #expect((receipt.registered, receipt.new, receipt.unchanged) == (["new/main"], 1, 4))
            #expect(try await workspace.number("select count(*) from weekly_reach") == 5)
            #expect(
                try await workspace.texts("select title from edition_alias where title like 'New%'")
                    == ["New [Films (English)]"])
            // A list goes by the former name too.
            let places = "edition,source,week,rank,list,published\ncold/main,src,2026-W02,1,LIST,2026-01-1DAY\n"
            try await workspace.load(places.replacing("LIST", with: "Films (English)").replacing("DAY", with: "2"))
            let same = try await workspace.load(
                places.replacing("LIST", with: "Films").replacing("DAY", with: "3"),
                settings.options(today: Catalogue.today))
            #expect((same.places, same.repeatedPlaces) == (0, 1))
            for wrong in [["Films"], ["Films=A", "Films=B"]] {
                let values = wrong.enumerated().map { ("same-category.\($0)", $1) }
                #expect(throws: Refusal.self) {
                    try ImportSettings(Dictionary(uniqueKeysWithValues: values)).options(today: Catalogue.today)
                }
            }
        }
    }

    @Test("a row without a title is told what can be done with it")
    func noTitle() async throws {
        try await Stage.with { workspace async throws in
            let refused = try await refusal { try await workspace.load(File.header + File.row("")) }
            #expect(refused.message == "title is empty")
            #expect(
                refused.hint
                    == "say whose figure it is; a row of totals: --skip-totals; to take in the others alone: --rejects FILE"
            )
        }
    }

    @Test("an alias lets a renamed title hit the same edition")
    func renamed() async throws {
        try await Stage.with { workspace async throws in
            let text = File.header + File.row("Supersexy", "7", season: "Supersexy: Season 1")
            try await workspace.load(text, File.missing())
            let twin = try await refusal {
                try await workspace.load(text.replacing("Season 1", with: "Limited Series"), File.missing())
            }
            #expect(
                twin.message.hasSuffix(
                    "is likely a new one of \"supersexy/season-1\", which the file does not name: a figure is the same")
            )
            #expect(twin.hint?.contains("adapt edition edit supersexy/season-1 --alias") == true)
            var facts = EditionFacts()
            facts.aliases = [Alias("Supersexy: Limited Series")]
            _ = try await EditEdition(
                edition: EditionReference(parsing: "supersexy/season-1"), facts: facts, lineage: nil
            ).run(in: workspace, dryRun: false)
            let receipt = try await workspace.load(
                text.replacing("Season 1", with: "Limited Series") + File.row("Supersexy", "8", season: "N/A"),
                File.missing())
            #expect((receipt.new, receipt.unchanged) == (1, 1))
            #expect(receipt.registered == ["supersexy/main"])
        }
    }
}

@Suite("Weeks that are not written as ISO weeks")
struct WeekReadingTests {
    private func load(
        _ workspace: Workspace, _ column: String, _ text: String, sunday: Bool = false
    ) async throws -> ImportReach.Receipt {
        var options = ImportReach.Options(today: Catalogue.today)
        if sunday { options.habits.weekStart = .sunday }
        return try await workspace.load(
            "edition,metric,source,\(column),value\ns/kr,impressions,src,\(text),7\n", options)
    }

    @Test("a week ends on the Sunday named")
    func ending() async throws {
        try await Stage.with { workspace async throws in
            #expect(try await load(workspace, "week_ending", "2026-01-11").weeks == ["2026-W02"])
            let saturday = try await refusal { _ = try await load(workspace, "week_ending", "2026-01-17") }
            #expect(saturday.description.hasPrefix("reach.csv:2:4: week_ending \"2026-01-17\" is a Saturday"))
            #expect(saturday.hint?.contains("--week-start sunday") == true)
            #expect(try await workspace.texts("select first_day::text from observation") == ["2026-01-05"])
        }
    }

    @Test("a figure of a day is of that day alone")
    func day() async throws {
        try await Stage.with { workspace async throws in
            #expect(try await load(workspace, "day", "2026-01-11T00:00:00Z").weeks == ["2026-W02"])
            let days = try await workspace.texts("select first_day || '..' || last_day from observation")
            #expect(days == ["2026-01-11..2026-01-11"])
        }
    }

    @Test("a week is named by its Monday; a Sunday asks what it is")
    func named() async throws {
        try await Stage.with { workspace async throws in
            #expect(try await load(workspace, "week", "2026-01-12").weeks == ["2026-W03"])
            let sunday = try await refusal { _ = try await load(workspace, "week", "2026-01-11") }
            #expect(sunday.message == "week \"2026-01-11\" is a Sunday, and weeks start on Monday")
            #expect(sunday.hint?.contains("--map week_ending=COLUMN") == true)
            #expect(sunday.hint?.contains("--week-start sunday") == true)
        }
    }

    @Test(
        "weeks from Sunday stand in the ISO week that holds six of their days only if that is asked for, and are marked",
        arguments: [("week", "2026-01-04"), ("week_ending", "2026-01-10"), ("from,until", "2026-01-04,2026-01-10")])
    func fromSunday(_ column: String, _ text: String) async throws {
        try await Stage.with { workspace async throws in
            let receipt = try await load(workspace, column, text, sunday: true)
            #expect(receipt.weeks == ["2026-W02"])
            #expect(try await workspace.texts("select inferred::text from weekly_reach") == ["1"])
        }
        try await Stage.with { workspace async throws in
            guard column == "from,until" else { return }
            #expect(try await load(workspace, column, text).unplaced == 1)
        }
    }
}
