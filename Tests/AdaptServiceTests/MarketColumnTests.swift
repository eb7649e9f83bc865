import AdaptModel
import Testing

@testable import AdaptService

@Suite("A market beside a series")
struct MarketColumnTests {
    /// Series `m`: `ar` is in Arabic, `latam` is made for Argentina.
    private func story(_ body: @Sendable (Workspace) async throws -> Void) async throws {
        try await Stage.with { workspace in
            try await workspace.addSeries("m")
            try await workspace.register(
                "m/src", [.init(try ElementPath("hook.words"), .value("one"), mayBeNew: true)])
            try await workspace.register("m/ar", language: "ar", from: "m/src")
            try await workspace.register("m/latam", market: "ar", language: "es", from: "m/src")
            try await body(workspace)
        }
    }

    private func saying(_ workspace: Workspace) async throws -> [String] {
        try await workspace.texts(
            "select e.code || ' ' || d.value from decision d join edition e using (series_id, edition_id) order by 1")
    }

    @Test(
        "a country by its name is told its code, wherever a market is named",
        arguments: [
            ("United States", "did you mean us? United States goes by that code"),
            ("south  korea", "did you mean kr? South Korea goes by that code"),
            ("Türkiye", "did you mean tr? Türkiye goes by that code"),
            ("uk", "did you mean gb? ISO 3166-1 has no UK"), ("nordic lands", "add a set of countries"),
        ])
    func names(word: String, hint: String) async throws {
        try await Stage.with { workspace in
            let rows = "s/kr,views,src,2026-W02,5,\(word)\n"
            let refusals = [
                try await refusal { try await workspace.load("edition,metric,source,week,value,market\n" + rows) },
                try await refusal { try await workspace.register("s/x", market: word) },
                try await refusal { try await workspace.editions("series,code,title,market\ns,x,X,\(word)\n") },
            ]
            for refusal in refusals {
                #expect(refusal.message.lowercased() == "market \"\(word.lowercased())\" is not known")
                #expect(refusal.hint?.hasPrefix(hint) == true, "\(refusal)")
                let code = Code.suggestion(for: word)
                #expect(refusal.hint?.hasSuffix("adapt market add \(code) --territory XX ...") == true, "\(refusal)")
            }
        }
    }

    @Test("is that of the edition made for it, not that of one whose code is spelt so")
    func elements() async throws {
        try await story { workspace in
            try await workspace.elements("series,market,element,value\nm,AR,hook.words,two\n")
            #expect(try await saying(workspace) == ["latam two", "src one"])
            try await workspace.elements(
                "series,element,value\nm,hook.words,three\n", BulkOptions.with { $0.market = "ar" })
            #expect(try await saying(workspace) == ["latam three", "latam two", "src one"])
            try await workspace.elements("series,code,element,value\nm,ar,hook.words,four\n")
            #expect(try await saying(workspace).first == "ar four")
        }
    }

    @Test("that is nobody's, though a code is spelt so, asks for the column edition")
    func nobodys() async throws {
        try await story { workspace in
            try await workspace.register("m/es", language: "es", from: "m/src")
            let decision = try await refusal {
                try await workspace.elements("series,market,element,value\nm,es,hook.words,two\n")
            }
            #expect(decision.message == "market \"es\" is that of no edition of \"m\"")
            #expect(decision.hint?.hasPrefix("m/es goes by that code: to mean it, name") == true)
            #expect(decision.place?.text == "el.csv:2:2")
            let figures = try await refusal {
                try await workspace.load("series,market,metric,source,week,value\nm,es,impressions,src,2026-W02,5\n")
            }
            #expect(figures.description.hasPrefix("reach.csv:2:2: market \"es\" is that of no edition of \"m\""))
        }
    }

    @Test("said of all rows, that is nobody's asks for --edition, and what it names there goes in")
    func option() async throws {
        try await story { workspace in
            try await workspace.register("m/es", language: "es", from: "m/src")
            let rows = "element,value\nhook.words,two\n"
            for (market, hint) in [
                ("es", "m/es goes by that code: to mean it, name the edition with --edition"),
                ("fr", "name the edition with --edition: m/ar, m/es, m/latam, m/src"),
            ] {
                let refused = try await refusal {
                    try await workspace.elements(rows, .with { ($0.series, $0.market) = ("m", market) })
                }
                #expect(refused.hint == hint)
            }
            try await workspace.elements(rows, .with { $0.edition = "m/es" })
            #expect(try await saying(workspace) == ["es two", "src one"])
            try await workspace.elements(
                rows.replacing("two", with: "three"), .with { ($0.series, $0.edition) = ("m", "es") })
            #expect(try await saying(workspace) == ["es three", "es two", "src one"])
        }
    }

    @Test("may be a code where nobody is made for it and nothing says that the code is another word")
    func code() async throws {
        try await story { workspace in
            try await workspace.register("m/us", language: "en", from: "m/src")
            try await workspace.elements("series,market,element,value\nm,us,hook.words,two\n")
            #expect(try await saying(workspace).last == "us two")
            let figures = "series,market,metric,source,week,value\nm,US,impressions,src,2026-W02,5\n"
            try await workspace.load(figures)
            let subjects = "select e.code from observation o join edition e on e.edition_id = o.subject_id"
            #expect(try await workspace.texts(subjects) == ["us"])
            // The market goes before the code.
            try await workspace.register("m/north", market: "us", language: "es", from: "m/src")
            try await workspace.elements("series,market,element,value\nm,us,hook.words,three\n")
            #expect(try await saying(workspace).contains("north three"))
            try await workspace.load(figures.replacing("W02", with: "W03"))
            #expect(try await workspace.texts(subjects + " order by o.first_day") == ["us", "north"])
        }
    }

    @Test("names whose a figure and a creative is, too")
    func figures() async throws {
        try await story { workspace in
            try await workspace.load("series,market,metric,source,week,value\nm,AR,impressions,src,2026-W02,5\n")
            let subjects = "select e.code from observation o join edition e on e.edition_id = o.subject_id"
            #expect(try await workspace.texts(subjects) == ["latam"])
            _ = try await ImportCreatives(BulkOptions()).run(
                ByteSource(name: "cr.csv", bytes: Array("series,market,creative\nm,ar,c1\n".utf8)), in: workspace,
                dryRun: false, setAside: nil)
            #expect(
                try await workspace.texts("select e.code from creative c join edition e using (series_id, edition_id)")
                    == ["latam"])
        }
    }

    @Test("without a code is no word for an edition whose code is spelt so, nor for a second one of that market")
    func editions() async throws {
        try await story { workspace in
            let before = try await workspace.editionLines("m")
            let update = BulkOptions.with { $0.update = true }
            for (row, words) in [
                ("m,ar,,T", "market \"ar\" is not that of edition \"m/ar\" (language ar)"),
                ("m,,es,T", nil), ("m,ar,ar,T", nil),
            ] as [(String, String?)] {
                let text = "series,market,language,title\n\(row)\n"
                guard let words else {
                    try await workspace.editions(text, update, dryRun: true)
                    continue
                }
                let refusal = try await refusal { try await workspace.editions(text, update) }
                #expect(refusal.message == words)
                #expect(refusal.hint?.contains("in a column code which edition is meant") == true)
            }
            try await workspace.register("m/north", market: "mx", language: "es", from: "m/src")
            let second = try await refusal {
                try await workspace.editions("series,market,language,title\nm,mx,es,T\n", update)
            }
            #expect(second.message == "market \"mx\" is that of m/north already")
            _ = try await workspace.editions("series,market,language,title\nm,mx,en,T\n", update)
            #expect(try await workspace.editionLines("m").count == before.count + 2)
        }
    }
}
