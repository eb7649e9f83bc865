import AdaptModel
import Testing

@testable import AdaptService

@Suite("One rule in every door", .timeLimit(.minutes(30)))
struct OneRuleTests {
    @Test("how further sources are drawn on makes no lineage of an edition that has none, however it is said")
    func drawnOnAlone() async throws {
        try await Stage.with { workspace async throws in
            let lineage = LineageFacts(method: .dub, alsoFrom: [try EditionReference(parsing: "t/jp")])
            func facts() -> EditionFacts {
                var facts = EditionFacts()
                facts.title = "E"
                return facts
            }
            for (code, said) in [("alone", LineageFacts(alsoFrom: lineage.alsoFrom)), ("way", lineage)] {
                _ = try await RegisterEdition(series: "s", code: code, facts: facts(), lineage: said)
                    .run(in: workspace, dryRun: false)
            }
            try await workspace.register("s/edited")
            _ = try await EditEdition(
                edition: EditionReference(parsing: "s/edited"), facts: EditionFacts(), lineage: lineage
            ).run(in: workspace, dryRun: false)
            let file = "series,code,title,also_from,method\ns,filed,E,t/jp,dub\ns,fresh,E,t/jp,\n"
            try await workspace.editions(file)
            #expect(try await workspace.editions(file).editions.unchanged == 2)
            #expect(
                try await workspace.texts(
                    """
                    select edition from edition_as_of(9223372036854775807)
                    where series = 's' and derived and edition in ('alone', 'way', 'edited', 'filed', 'fresh')
                    """) == [])
        }
    }

    @Test("the log names what was set, and not what was so already")
    func message() async throws {
        try await Catalogue.sample { workspace async throws in
            let edition = try EditionReference(parsing: "hockey-star/es")
            func set(_ ending: String) async throws -> Receipt<Decide.Result> {
                let requests = [("ending", ending), ("hook.words", "stay")].map { path, value in
                    (try? ElementPath(path)).map { Decide.Request($0, .value(value), mayBeNew: true) }
                }.compactMap { $0 }
                return try await Decide(edition: edition, requests: requests)
                    .run(in: workspace, verb: "set", dryRun: false)
            }
            #expect(try await set("a").result.alreadySo == [])
            let again = try await set("b")
            #expect(again.result.alreadySo == ["hook.words"])
            #expect(
                try await workspace.log(limit: 2)["message"]
                    == ["hockey-star/es ending", "hockey-star/es ending hook.words"])
            #expect(try await set("b").result.alreadySo == ["ending", "hook.words"])
        }
    }

    @Test("the log says what an edit was of")
    func edits() async throws {
        try await Catalogue.sample { workspace async throws in
            var facts = EditionFacts()
            (facts.title, facts.note, facts.status) = ("Otra", "n", .paused)
            facts.aliases = [Alias("Uno")]
            _ = try await EditEdition(
                edition: EditionReference(parsing: "hockey-star/es"), facts: facts,
                lineage: LineageFacts(method: .recut)
            ).run(in: workspace, dryRun: false)
            #expect(
                try await workspace.log(limit: 1)["message"]
                    == ["hockey-star/es status=paused title, note, alias Uno, method"])
        }
    }

    @Test("a label that a term has is so already")
    func labels() async throws {
        try await Catalogue.sample { workspace async throws in
            let before = try await workspace.counts()
            for _ in 1...2 {
                let receipt = try await workspace.labelTerm(
                    "sport:association_football", labels: [(language: "es", label: "fútbol")], dryRun: false)
                #expect(receipt.wasSo)
            }
            #expect(try await workspace.counts() == before)
            let new = try await workspace.labelTerm(
                "sport:association_football",
                labels: [(language: "es", label: "fútbol"), (language: "eo", label: "piedpilko")], dryRun: false)
            #expect(!new.wasSo)
        }
    }

    @Test(
        "a text of which nothing can be seen is refused wherever it is given",
        arguments: ["\u{200B}", " \u{FEFF}\u{2060}", "\u{3164}", "\u{2800}"])
    func invisible(_ text: String) async throws {
        try await Catalogue.sample { workspace async throws in
            let doors: [@Sendable (Workspace) async throws -> Void] = [
                { try await $0.addSeries("x", title: text) },
                { try await $0.register("hockey-star/x", title: text) },
                { _ = try await $0.decide("hockey-star/es", "ending", .value(text)) },
                {
                    _ = try await $0.addMarket(
                        Code("xx-yy", for: "market"), name: text, territories: ["MX"], dryRun: false)
                },
                { try await $0.editions("series,code,title\nhockey-star,x,\"\(text)\"\n") },
            ]
            let before = try await workspace.counts()
            for door in doors {
                let refused = try await refusal { try await door(workspace) }
                #expect(refused.kind == .usage || refused.kind == .input)
            }
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("the log names the first few editions of an import and counts the rest, the one asked for first")
    func shortLog() async throws {
        try await Stage.with { workspace async throws in
            let rows = (10..<90).map { "s,n\($0),E\n" }.joined()
            try await workspace.editions("series,code,title\n" + rows)
            let all = try await workspace.log(limit: 1)
            #expect(all["editions"] == ["s/n10@1 s/n11@1 s/n12@1 s/n13@1 s/n14@1 and 75 more"])
            #expect(all["editions_count"] == ["80"])
            let one = try await workspace.log(of: EditionReference(parsing: "s/n77"), limit: 1)
            #expect(one["editions"] == ["s/n77@1 s/n10@1 s/n11@1 s/n12@1 s/n13@1 and 75 more"])
        }
    }

    @Test("a number of editions can be asserted, with its evidence; it is undone and asked as of a moment")
    func asserted() async throws {
        try await Catalogue.sample { workspace async throws in
            func say(_ count: Int, _ locator: String? = nil) async throws -> Receipt<[Replaced]> {
                var facts = SeriesFacts()
                facts.asserted = count
                facts.citation = locator.map { Citation(source: "socialpeta-2026-w02", locator: $0, quote: nil) }
                return try await workspace.editSeries("hockey-star", facts, dryRun: false)
            }
            func told(asOf cut: OperationID = .now) async throws -> Int? {
                try await workspace.lineage(of: "hockey-star", asOf: cut).asserted?.asserted
            }
            #expect(try await told() == nil)
            let first = try await say(6, "8")
            #expect(try await say(6, "8").wasSo)
            #expect(try await say(6).wasSo)
            let second = try await say(7)
            #expect(try await told() == 7)
            #expect(try await told(asOf: first.operation) == 6)
            #expect(try await Gaps(series: "hockey-star").run(in: workspace).contains { $0.kind == .unregistered })
            _ = try await Undo(second.operation).run(in: workspace, dryRun: false)
            #expect(try await told() == 6)
            #expect(
                try await workspace.evidence(ofSeries: "hockey-star").first { $0.facts == ["asserted"] }?.citation
                    .locator
                    == "8")
            // Nothing else of the series was said by it.
            #expect(
                try await workspace.number(
                    "select count(*) from series_state where operation_id = \(first.operation.number)") == 0)
            #expect(try await refusal { _ = try await say(0) }.kind == .usage)
        }
    }

    @Test("a path of now is understood as of a moment at which it had another, and the hint names none that is refused")
    func renamed() async throws {
        try await Catalogue.sample { workspace async throws in
            let cut = OperationID(try await workspace.lastOperation())
            _ = try await workspace.renameElement(
                ElementPath("male_lead.sport"), to: ElementPath("hero.sport"), dryRun: false)
            let asked = try await workspace.blame(
                EditionReference(parsing: "hockey-star/es"), ElementPath("hero.sport"), asOf: cut)
            #expect(asked.decisions.rows.count == 1)
            #expect(try await workspace.uses(ofElement: "hero.sport", asOf: cut).rows.count == 2)
            try await workspace.decide("hockey-star/es", "later.path", .value("x"))
            let refused = try await refusal {
                _ = try await workspace.uses(ofElement: "later.path", asOf: cut)
            }
            #expect(refused.message == "element \"later.path\" was not known yet at that moment")
            let blamed = try await refusal {
                _ = try await workspace.blame(
                    EditionReference(parsing: "hockey-star/es"), ElementPath("later.path"), asOf: cut)
            }
            #expect(blamed.message == refused.message)
            #expect(blamed.hint?.contains("mean later.path") != true)
        }
    }

    @Test("what is outdated is counted for the first screen")
    func outdated() async throws {
        try await Catalogue.sample { workspace async throws in
            #expect(try await workspace.outdatedAtAGlance().decisions == 0)
            try await workspace.decide("hockey-star/en", "male_lead.nature", .value("kind"))
            let found = try await workspace.outdatedAtAGlance()
            #expect((found.decisions, found.series, found.isLeast) == (1, 1, false))
        }
    }
}
