import AdaptModel
import Testing

@testable import AdaptService

@Suite("What an imported figure is of")
struct ImportSubjectTests {
    @Test("a joint figure is one subject in whatever order its members are named")
    func joint() async throws {
        try await Stage.with { workspace in
            try await workspace.load(Stage.header + Stage.row("s/kr + s/us", 5, 11, "10"))
            let again = try await workspace.load(Stage.header + Stage.row("s/us + s/kr", 5, 11, "10"))
            #expect((again.new, again.unchanged) == (0, 1))
            let revised = try await workspace.load(Stage.header + Stage.row("s/us + s/kr", 5, 11, "12", published: 3))
            #expect(revised.revised == 1)
            try await workspace.load(Stage.header + Stage.row("s/us + s/us-2", 5, 11, "1", source: "other"))
            #expect(try await workspace.texts("select cardinality(members)::text from joint") == ["2", "2"])
        }
    }

    @Test("beside a series a code alone names an edition, in whatever case, and a whole reference still does")
    func codeAlone() async throws {
        try await Stage.with { workspace in
            let text =
                "edition,metric,source,week,value\nUS,impressions,src,2026-W02,1\nkr + us,impressions,src,2026-W03,2\n"
                + "s/kr,impressions,src,2026-W04,3\n"
            var options = ImportReach.Options(today: Catalogue.today)
            options.series = "s"
            #expect(try await workspace.load(text, options).new == 3)
            let refusal = try await refusal { try await workspace.load(text) }
            #expect(refusal.message.hasPrefix("edition \"US\" is not registered"))
        }
    }

    @Test("an edition is named by its external identifier too, unless two go by it")
    func identifier() async throws {
        try await Stage.with { workspace in
            func give(_ name: String) async throws {
                var facts = EditionFacts()
                facts.identifiers = ["imdb:tt0000001"]
                var edit = EditEdition(edition: try EditionReference(parsing: name), facts: facts)
                edit.mayShareIdentifiers = true
                _ = try await edit.run(in: workspace, dryRun: false)
            }
            try await give("s/kr")
            try await workspace.load(Stage.header + Stage.row("imdb:tt0000001", 5, 11, "10"))
            let again = try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "10") + Stage.row("imdb:tt0000001 + s/us", 5, 11, "30"))
            #expect((again.new, again.unchanged) == (1, 1))
            try await give("s/us")
            let refusal = try await refusal {
                try await workspace.load(Stage.header + Stage.row("imdb:tt0000001", 12, 18, "10"))
            }
            #expect(refusal.message == "\"imdb:tt0000001\" fits 2 editions")
            #expect(refusal.hint == "name one of s/kr, s/us")
        }
    }

    @Test("a joint figure is of different editions of one series")
    func jointOfOneSeries() async throws {
        try await Stage.with { workspace in
            for names in ["s/kr + t/jp", "s/kr + s/kr"] {
                let refusal = try await refusal {
                    try await workspace.load(Stage.header + Stage.row(names, 5, 11, "10"))
                }
                #expect(refusal.description.hasPrefix("reach.csv:2:1: joint figure \"\(names)\" is not of different"))
            }
        }
    }

    @Test("a creative is named beside its edition")
    func creative() async throws {
        try await Catalogue.sample { workspace in
            let header = "edition,creative,metric,source,week,value\n"
            let row = "hockey-star/es,single-scene,impressions,socialpeta-2026-w02,2026-W03,500\n"
            #expect(try await workspace.load(header + row).new == 1)
            let report = try await WeeklyReach(week: Week(parsing: "2026-W03"), series: "hockey-star").run(
                in: workspace)
            let line = try #require(report.weeks[0].lines.first { $0.total != nil })
            #expect(line.scope == .creative)
            #expect(line.counted)
            #expect(report.weeks[0].total.comparator == .atLeast)
            let refusal = try await refusal {
                try await workspace.load(header + row.replacing("single-scene", with: "single-scne"))
            }
            #expect(refusal.message == "creative \"hockey-star/es single-scne\" is not registered")
            #expect(refusal.hint?.contains("hockey-star/es single-scene") == true)
        }
    }

    @Test("a creative is named beside a title or an identifier of its edition too")
    func creativeBesideTitle() async throws {
        try await Catalogue.sample { workspace in
            var facts = EditionFacts()
            facts.identifiers = ["app:7"]
            _ = try await EditEdition(edition: try EditionReference(parsing: "hockey-star/es"), facts: facts)
                .run(in: workspace, dryRun: false)
            let rest = "single-scene,impressions,socialpeta-2026-w02"
            let title = "CÓMO DESHACERSE DE UNA ESTRELLA DE FÚTBOL"
            for (week, names) in ["app:7,", ",\(title)", "app:7,\(title)"].enumerated() {
                let row = "\(names),\(rest),2026-W0\(week + 3),500\n"
                #expect(
                    try await workspace.load("external_id,title,creative,metric,source,week,value\n" + row).new == 1)
            }
            #expect(
                try await workspace.texts(
                    "select distinct k.kind from figure_run r join subject k using (series_id, subject_id) "
                        + "join batch b using (batch_id) where b.rows_new = 1") == ["creative"])
            let unknown = try await refusal {
                try await workspace.load(
                    "title,creative,metric,source,week,value\n\(title),scen,impressions,socialpeta-2026-w02,2026-W03,5\n"
                )
            }
            #expect(unknown.message == "creative \"scen\" of title \"\(title)\" is not registered")
        }
    }

    @Test("series and market name the one edition made for it; of several, it asks which")
    func seriesAndMarket() async throws {
        try await Stage.with { workspace in
            let header = "series,market,metric,source,week,value\n"
            #expect(try await workspace.load(header + "s,KR,impressions,src,2026-W02,5\n").new == 1)
            #expect(
                try await workspace.texts(
                    "select e.code from observation o join edition e on e.edition_id = o.subject_id") == ["kr"])
            #expect(try await workspace.texts("select market_code from measure") == ["null"])
            let refusal = try await refusal { try await workspace.load(header + "t,us,impressions,src,2026-W02,5\n") }
            #expect(refusal.message == "market \"us\" is that of no edition of \"t\"")
            try await workspace.register("t/a", market: "fr")
            try await workspace.register("t/b", market: "fr")
            let which = try await self.which(workspace, header + "t,fr,impressions,src,2026-W02,5\n")
            #expect(which == "name one of t/a, t/b in a column edition")
        }
    }

    private func which(_ workspace: Workspace, _ text: String) async throws -> String? {
        try await refusal { try await workspace.load(text) }.hint
    }

    @Test("a market beside an edition says where it was measured; world says everywhere")
    func measuredIn() async throws {
        try await Stage.with { workspace in
            let header = "edition,market,metric,source,week,value\n"
            try await workspace.load(
                header + "s/us,us,impressions,src,2026-W02,5\ns/us,world,impressions,src,2026-W02,9\n")
            #expect(try await workspace.texts("select market_code from measure order by 1") == ["us", "null"])
            #expect(try await workspace.total("2026-W02", series: "s") == ">= 9.. 1")
        }
    }
}
