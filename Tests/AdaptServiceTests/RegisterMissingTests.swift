import AdaptModel
import Testing

@testable import AdaptService

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
                let way = "if it is: adapt edition edit don-t-move/main --alias \(pasted(title))"
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

    @Test("a name whose digits a spreadsheet has cut is nobody's", arguments: ["4.25E+08", "1E+05", "4,25E+08"])
    func cutDigits(_ name: String) async throws {
        try await Stage.with { workspace async throws in
            for text in [
                File.header + File.row("\"\(name)\""),
                "external_id,metric,source,week,value\n\"\(name)\",impressions,src,2026-W02,5\n",
            ] {
                let refused = try await refusal { try await workspace.load(text, File.missing()) }
                #expect(refused.message.hasSuffix("\"\(name)\" is a number whose digits a spreadsheet has cut"))
                #expect(refused.place?.text == "reach.csv:2:1")
            }
            let titles = File.header + File.row("1E") + File.row("E+05 Live") + File.row("7E+") + File.row("3.5E+1b")
            #expect(try await workspace.load(titles, File.missing()).registered.count == 4)
        }
    }

    @Test("a name at fault in many rows is told once, with where it is used again")
    func usedAgain() async throws {
        try await Stage.with { workspace async throws in
            let rows = (5...9).map { Stage.row("s/nope", $0, $0, "5") }
            let several = try await refusal { try await workspace.load(Stage.header + rows.joined()) }
            #expect(several.message == "edition \"s/nope\" is not registered (also in lines 3, 4, 5 and 1 more)")
            let two = try await refusal { try await workspace.load(Stage.header + rows[0...1].joined()) }
            #expect(two.message == "edition \"s/nope\" is not registered (also in line 3)")
        }
    }

    @Test("the language of such another edition is the one that it has now, not one that was corrected")
    func formerLanguage() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.register("s/x", title: "Speed Up", language: "ko")
            var facts = EditionFacts()
            facts.language = "ja"
            _ = try await EditEdition(edition: EditionReference(parsing: "s/x"), facts: facts)
                .run(in: workspace, dryRun: false)
            let korean = File.header + File.row("Speed-Up", language: "ko")
            #expect(try await workspace.load(korean, dryRun: true, File.missing()).registered == ["speed-up/ko"])
            let refused = try await refusal {
                try await workspace.load(korean.replacing(",ko,", with: ",ja,"), File.missing())
            }
            #expect(refused.message.contains("is likely s/x \"Speed Up\", spelled otherwise"))
        }
    }

    @Test("two works of one title are told apart by category, and where that is one too by what is said instead")
    func oneTitleTwice() async throws {
        try await Stage.with { workspace async throws in
            func refused(_ header: String, _ rest: String) async throws -> String {
                let text = "title,\(header)metric,source,week,value\n"
                let rows = [1, 2].map { "The Mummy,\(rest)views,src,2026-W02,\($0)\n" }.joined()
                return try await refusal { try await workspace.load(text + rows, File.missing()) }.hint ?? ""
            }
            #expect(try await refused("", "").hasSuffix("tell them apart with --map category=COLUMN"))
            let way = "or an identifier in a column external_id"
            #expect(try await refused("category,rank,", "Films,1,").hasSuffix(way))
            let ranks =
                "title,category,source,week,rank\n"
                + [1, 2].map { "The Mummy,Films,src,2026-W02,\($0)\n" }.joined()
            let places = try await refusal { try await workspace.load(ranks, File.missing()) }
            #expect(places.hint?.hasSuffix(way) == true)
            let told = try await workspace.load(
                "title,category,external_id,metric,source,week,value\n"
                    + [1, 2].map { "The Mummy,Films,imdb:tt000000\($0),views,src,2026-W02,\($0)\n" }.joined(),
                File.missing())
            #expect((told.new, told.registered.count) == (2, 2))
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
