import AdaptModel

@testable import AdaptService

/// Operations on the sample catalogue that rest on each other in every way.
struct RestingHistory {
    let workspace: Workspace
    private let en = "hockey-star/en", es = "hockey-star/es", kr = "hockey-star/kr"

    init(workspace: Workspace) { self.workspace = workspace }

    func record() async throws {
        try await decide()
        try await sayOfElements()
        try await sayOfTerms()
        try await sayOfEditions()
        try await importFiles()
        try await takeBack()
    }

    private func decide() async throws {
        try await workspace.addSource("other")
        _ = try await workspace.addMarket(
            Code("nordic", for: "market"), name: "Nordic", territories: ["SE", "NO"], dryRun: false)
        try await workspace.register(kr, title: "KR", market: "nordic", from: es)
        try await workspace.decide(kr, "male_lead.nature", .value("gentle"))
        try await workspace.decide(kr, "male_lead.sport", .value("sport:ice_hockey"))
        try await workspace.decide(en, "male_lead.sport", .value("sport:association_football"))
        try await workspace.decide(es, "male_lead.nature", .value("rude"))
    }

    private func sayOfElements() async throws {
        _ = try await workspace.addElement(ElementPath("ending"), ElementFacts(), dryRun: false)
        try await workspace.decide(en, "ending", .value("open"))
        try await workspace.decide(es, "ending", .keep)
        for label in ["how it ends", "the end"] { try await editElement("ending", ElementFacts(label: label)) }
        for (old, new) in [("male_lead.sport", "male_lead.game"), ("male_lead.game", "male_lead.play")] {
            _ = try await workspace.renameElement(ElementPath(old), to: ElementPath(new), dryRun: false)
        }
        try await workspace.decide(en, "mood", .value("dark"))
        try await workspace.decide(en, "mood", .unknown)
        try await editElement("mood", ElementFacts(vocabulary: "sport"))
    }

    private func editElement(_ path: String, _ facts: ElementFacts) async throws {
        _ = try await EditElement(ElementPath(path), facts).run(in: workspace, dryRun: false)
    }

    private func sayOfTerms() async throws {
        let (play, football) = ("male_lead.play", "sport:association_football")
        _ = try await workspace.addTerm("sport:futsal", labels: [("en", "futsal")], dryRun: false)
        _ = try await workspace.labelTerm("sport:futsal", labels: [("es", "fútbol sala")], dryRun: false)
        try await workspace.decide(kr, play, .value("futsal"))
        _ = try await workspace.mergeTerm("sport:futsal", into: football, dryRun: false)
        try await workspace.decide(kr, play, .value("ice hockey"))
        try await workspace.decide(kr, play, .value("futsal"))
        _ = try await workspace.renameTerm(football, to: "sport:football", dryRun: false)
        _ = try await workspace.renameTerm("sport:football", to: "sport:footie", dryRun: false)
        try await workspace.decide(kr, play, .value("ice hockey"))
        _ = try await workspace.labelTerm("sport:footie", labels: [("fr", "foot")], dryRun: false)
        try await workspace.decide(kr, play, .value("foot"))
    }

    private func sayOfEditions() async throws {
        try await edit(es) {
            $0.facts.title = "Otro"
            $0.facts.aliases = [Alias("Uno")]
            $0.facts.identifiers = ["imdb:tt0000001"]
        }
        try await edit(es) { $0.withdrawal.identifiers = ["imdb:tt0000001"] }
        try await edit(en) { $0.facts.identifiers = ["imdb:tt0000001"] }
        try await edit(en) { $0.facts.aliases = [Alias("Kay Star")] }
        let lineage = LineageFacts(parent: try EditionReference(parsing: en), method: .remake)
        _ = try await EditEdition(edition: EditionReference(parsing: kr), facts: EditionFacts(), lineage: lineage)
            .run(in: workspace, dryRun: false)
        try await workspace.editions("series,code,title,from,method,also_from\nhockey-star,jp,JP,es,remake,kr\n")
        for note in ["n", "m"] {
            _ = try await workspace.editSeries("hockey-star", SeriesFacts(note: note), dryRun: false)
        }
        try await workspace.addSeries("new-story", title: "N")
        try await workspace.register("new-story/en", title: "E", language: "en")
    }

    private func edit(_ edition: String, _ change: (inout EditEdition) -> Void) async throws {
        var edit = EditEdition(edition: try EditionReference(parsing: edition), facts: EditionFacts())
        change(&edit)
        _ = try await edit.run(in: workspace, dryRun: false)
    }

    private func importFiles() async throws {
        let weeks = "edition,metric,source,week,value\n\(es),views,other,2026-W02,5\n"
        try await workspace.load(weeks + "\(kr),views,other,2026-W02,6\n")
        try await workspace.load(weeks + "\(es),views,other,2026-W06,5\n")
        try await workspace.load("title,metric,source,week,value\nKay Star,views,other,2026-W04,5\n")
        for reading in ["2026-01-05,5", "2026-01-12,9"] {
            try await workspace.load(
                "edition,metric,source,day,value\nnew-story/en,views,other,\(reading)\n", CounterTests.options)
        }
        for description in ["party", "elsewhere", "again"] {
            let text = "edition,creative,description\nnew-story/en,slap,\(description)\n"
            _ = try await ImportCreatives(BulkOptions()).run(
                ByteSource(name: "ads.csv", bytes: Array(text.utf8)), in: workspace, dryRun: false)
        }
        try await workspace.load(
            "edition,creative,metric,source,week,value\nnew-story/en,slap,impressions,other,2026-W04,5\n")
    }

    /// What is taken back, and its name given anew; and what is brought again.
    private func takeBack() async throws {
        for label in [nil, "anew"] {
            _ = try await workspace.addElement(ElementPath("closing"), ElementFacts(label: label), dryRun: false)
            try await workspace.addSource("gone")
            guard label == nil else { continue }
            for _ in 0..<2 { try await workspace.undo(nil) }
        }
        try await workspace.decide(en, "ending", .value("sad"))
        let decided = try await workspace.lastOperation()
        for number in [decided, decided + 1] { try await workspace.undo(number) }
    }
}
