import AdaptModel
import Testing

@testable import AdaptService

@Suite("Whatever is recorded")
struct AsOfEverythingTests {
    /// All that can be asked, as texts: something new of any kind shows in one of them.
    private static func answers(_ workspace: Workspace, asOf cut: OperationID = .now) async throws -> [String] {
        let editions = try await workspace.editions(asOf: cut)
        let series = try await workspace.series(asOf: cut)
        let uses = try await workspace.uses(ofElement: "male_lead.nature", asOf: cut)
        let source = try await workspace.statements(of: "socialpeta-2026-w02", asOf: cut)
        let texts = [
            "\(series.selecting(series.columns.filter { $0 != "revision" }))",
            "\(editions.selecting(editions.columns.filter { $0 != "revision" }))",
            "\(try await workspace.elements(asOf: cut))", "\(try await workspace.terms(asOf: cut))",
            "\(uses.selecting(uses.columns.filter { $0 != "revision" }))",
            "\(try await workspace.markets(asOf: cut))", "\(try await workspace.sources(asOf: cut))",
            "\(try await workspace.assertions(asOf: cut))", "\(try await workspace.notes(asOf: cut))",
            "\(source.market) \(source.notes)",
            "\(try await workspace.creatives(of: "hockey-star", asOf: cut))",
            "\(try await workspace.lineage(of: "hockey-star", asOf: cut))",
            "\(try await WeeklyReach(week: Week(parsing: "2026-W03")).run(in: workspace, asOf: cut))",
        ]
        return texts + (try await workspace.profileTexts(of: editions, asOf: cut))
    }

    /// An operation with rows that only catalogues bring in.
    private static func insert(_ statement: String, _ workspace: Workspace) async throws {
        _ = try await workspace.record("test", message: nil, dryRun: false) { recorder in
            try await recorder.rows(statement.replacing(":operation", with: "\(recorder.operation.number)"))
        }
    }

    private static func edit(
        _ workspace: Workspace, _ lineage: LineageFacts? = nil, _ change: (inout EditionFacts) -> Void = { _ in }
    ) async throws {
        var facts = EditionFacts()
        change(&facts)
        _ = try await EditEdition(edition: EditionReference(parsing: "hockey-star/es"), facts: facts, lineage: lineage)
            .run(in: workspace, dryRun: false)
    }

    /// One act for each kind of fact.
    private static let acts: [(what: String, act: @Sendable (Workspace) async throws -> Void)] = [
        ("a source", { try await $0.addSource("other") }),
        (
            "a series' title",
            { _ = try await $0.editSeries("hockey-star", SeriesFacts(title: "Other"), dryRun: false) }
        ),
        ("an edition's title", { try await edit($0) { $0.title = "Otro" } }),
        ("an alias", { try await edit($0) { $0.aliases = [Alias("Uno", kind: .former)] } }),
        ("an identifier", { try await edit($0) { $0.identifiers = ["imdb:tt0000001"] } }),
        ("a method", { try await edit($0, LineageFacts(method: .dub)) }),
        (
            "a further source",
            { try await edit($0, LineageFacts(alsoFrom: [try EditionReference(parsing: "my-assertive-lover/us")])) }
        ),
        ("a decision", { try await $0.decide("hockey-star/en", "male_lead.nature", .value("gentle")) }),
        ("an element", { _ = try await $0.addElement(ElementPath("ending"), ElementFacts(), dryRun: false) }),
        (
            "a path",
            {
                _ = try await $0.renameElement(
                    ElementPath("male_lead.sport"), to: ElementPath("male_lead.game"), dryRun: false)
            }
        ),
        (
            "what is said of an element",
            {
                _ = try await EditElement(ElementPath("male_lead.sport"), ElementFacts(label: "Game"))
                    .run(in: $0, dryRun: false)
            }
        ),
        ("a term", { _ = try await $0.addTerm("sport:polo", labels: [("en", "polo")], dryRun: false) }),
        ("a code", { _ = try await $0.renameTerm("sport:ice_hockey", to: "sport:hockey", dryRun: false) }),
        ("a label", { _ = try await $0.labelTerm("sport:ice_hockey", labels: [("de", "Eishockey")], dryRun: false) }),
        (
            "the evidence of a label",
            {
                let citation = Citation(source: "socialpeta-2026-w02", locator: "1", quote: nil)
                _ = try await $0.labelTerm(
                    "sport:ice_hockey", labels: [("en", "ice hockey")], citing: citation, dryRun: false)
            }
        ),
        (
            "a merger",
            { _ = try await $0.mergeTerm("sport:ice_hockey", into: "sport:association_football", dryRun: false) }
        ),
        (
            "a market",
            {
                _ = try await $0.addMarket(
                    Code("nordic", for: "market"), name: "Nordic", territories: ["SE", "NO"], dryRun: false)
            }
        ),
        (
            "figures",
            {
                try await $0.load(
                    "edition,metric,source,week,value,published\n"
                        + "hockey-star/es,impressions,socialpeta-2026-w02,2026-W03,5,2026-01-20\n")
            }
        ),
        (
            "an assertion",
            {
                try await insert(
                    "insert into edition_assertion (series_id, operation_id, editions)"
                        + " select series_id, :operation, 9 from series where code = 'hockey-star'", $0)
            }
        ),
        (
            "a creative",
            {
                try await insert(
                    "with s as (insert into subject (series_id, kind) select series_id, 'creative' from series"
                        + " where code = 'hockey-star' returning *) insert into creative (series_id, creative_id,"
                        + " edition_id, code, operation_id) select s.series_id, s.subject_id, e.edition_id, 'new',"
                        + " :operation from s join edition e on e.series_id = s.series_id and e.code = 'es'", $0)
            }
        ),
        (
            "a claim",
            {
                try await insert(
                    "insert into snapshot_claim (source_id, scope, aspect, first_day, last_day, low, high, comparator,"
                        + " unit, operation_id) select source_id, 'test', 'titles_new', '2026-01-12', '2026-01-18', 7,"
                        + " 7, '=', 'titles', :operation from source where code = 'socialpeta-2026-w02'", $0)
            }
        ),
        (
            "a note",
            { try await insert("insert into note (topic, body, operation_id) values ('t', 'b', :operation)", $0) }
        ),
    ]

    @Test(
        "counts from its operation on and not as of before, and no more once it is taken back", arguments: acts.indices)
    func counts(_ number: Int) async throws {
        let (what, act) = Self.acts[number]
        try await Catalogue.sample { workspace in
            let last = OperationID(try await workspace.lastOperation())
            let before = try await Self.answers(workspace)
            try await act(workspace)
            let after = try await Self.answers(workspace)
            #expect(after != before, "\(what) shows")
            #expect(try await Self.answers(workspace, asOf: last) == before, "\(what) does not count as of before")
            let done = OperationID(try await workspace.lastOperation())
            _ = try await Undo(done).run(in: workspace, dryRun: false)
            #expect(try await Self.answers(workspace) == before, "\(what) is taken back")
            #expect(try await Self.answers(workspace, asOf: done) == after, "\(what) counts as of then")
        }
    }
}
