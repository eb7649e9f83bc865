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
