import AdaptModel
import Testing

@testable import AdaptService

@Suite("The evidence of editions, series and lineages", .timeLimit(.minutes(30)))
struct EvidenceTests {
    private func cite(_ locator: String) -> Citation {
        Citation(source: "src", locator: locator, quote: "words \(locator)")
    }

    /// Facts of an edition by where their evidence is.
    private func evidence(_ edition: String, _ workspace: Workspace) async throws -> [String: String] {
        let sheet = try await workspace.sheet(of: EditionReference(parsing: edition))
        return Dictionary(
            sheet.evidence.flatMap { line in line.facts.map { ($0, line.citation.locator ?? "") } },
            uniquingKeysWith: { first, _ in first + " twice" })
    }

    private func edit(
        _ edition: String, _ workspace: Workspace, citing: String? = nil, lineage: LineageFacts? = nil,
        _ change: (inout EditionFacts) -> Void = { _ in }
    ) async throws -> Receipt<EditEdition.Result> {
        var facts = EditionFacts()
        change(&facts)
        facts.citation = citing.map(cite)
        return try await EditEdition(edition: EditionReference(parsing: edition), facts: facts, lineage: lineage)
            .run(in: workspace, dryRun: false)
    }

    private func with(_ body: @Sendable (Workspace) async throws -> Void) async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSource("src")
            try await workspace.addSeries("s")
            try await workspace.register("s/en")
            var facts = EditionFacts()
            (facts.title, facts.market, facts.citation) = ("T", "mx", cite("1"))
            _ = try await RegisterEdition(
                series: "s", code: "es", facts: facts,
                lineage: LineageFacts(parent: EditionReference(parsing: "s/en"), method: .remake)
            ).run(in: workspace, dryRun: false)
            try await body(workspace)
        }
    }

    @Test("belongs to what an operation changed: what it left keeps its own, and what changed without any has none")
    func ofWhatChanged() async throws {
        try await with { workspace async throws in
            let first = ["title": "1", "market": "1", "from": "1", "method": "1", "certainty": "1"]
            #expect(try await evidence("s/es", workspace) == first)
            _ = try await edit("s/es", workspace) { $0.title = "New" }
            #expect(try await evidence("s/es", workspace) == first.filter { $0.key != "title" })
            _ = try await edit("s/es", workspace, lineage: LineageFacts(certainty: .disputed))
            _ = try await edit("s/es", workspace, citing: "2", lineage: LineageFacts(method: .recut))
            #expect(
                try await evidence("s/es", workspace) == ["market": "1", "from": "1", "method": "2"])
            let last = try await edit("s/es", workspace, citing: "3") { ($0.title, $0.note) = ("Newer", "n") }
            #expect(
                try await evidence("s/es", workspace)
                    == ["title": "3", "note": "3", "market": "1", "from": "1", "method": "2"])
            _ = try await Undo(last.operation).run(in: workspace, dryRun: false)
            #expect(try await evidence("s/es", workspace) == ["market": "1", "from": "1", "method": "2"])
        }
    }

    @Test("alone is accepted and is of all that is said; said again it is so already, whatever else was cited")
    func alone() async throws {
        try await with { workspace async throws in
            let all = ["title": "2", "market": "2", "from": "2", "method": "2", "certainty": "2"]
            #expect(try await !edit("s/es", workspace, citing: "2").wasSo)
            #expect(try await evidence("s/es", workspace) == all)
            #expect(try await edit("s/es", workspace, citing: "2").wasSo)
            _ = try await edit("s/es", workspace, citing: "3") { $0.note = "n" }
            #expect(try await evidence("s/es", workspace) == all.merging(["note": "3"]) { $1 })
            #expect(try await edit("s/es", workspace, citing: "3") { $0.note = "n" }.wasSo)
            #expect(try await edit("s/es", workspace, citing: "2") { $0.title = "T" }.wasSo)
            #expect(
                try await edit(
                    "s/es", workspace, citing: "2", lineage: LineageFacts(parent: EditionReference(parsing: "s/en"))
                ).wasSo)
        }
    }

    @Test("of a fact said again is of that fact alone: the rest keeps its own")
    func saidAgain() async throws {
        try await with { workspace async throws in
            var all = ["title": "1", "market": "1", "from": "1", "method": "1", "certainty": "1"]
            func says(_ facts: [String], _ locator: String) async throws -> Bool {
                for fact in facts { all[fact] = locator }
                return try await evidence("s/es", workspace) == all
            }
            #expect(try await !edit("s/es", workspace, citing: "2") { $0.market = "mx" }.wasSo)
            #expect(try await says(["market"], "2"))
            #expect(try await edit("s/es", workspace, citing: "2") { $0.market = "mx" }.wasSo)
            _ = try await edit("s/es", workspace, citing: "3", lineage: LineageFacts(method: .remake))
            #expect(try await says(["method"], "3"))
            // Beside something new it is said again too.
            _ = try await edit("s/es", workspace, citing: "4") { ($0.note, $0.market) = ("n", "mx") }
            #expect(try await says(["note", "market"], "4"))
            try await workspace.addSeries("t")
            try await workspace.register("t/jp")
            let drawn = LineageFacts(certainty: .inferred, alsoFrom: [try EditionReference(parsing: "t/jp")])
            _ = try await edit("s/en", workspace, citing: "5", lineage: drawn)
            let again = LineageFacts(alsoFrom: [try EditionReference(parsing: "t/jp")])
            _ = try await edit("s/en", workspace, citing: "6", lineage: again)
            #expect(
                try await evidence("s/en", workspace) == [
                    "also_from t/jp": "6", "also_from method t/jp": "5", "also_from certainty t/jp": "5",
                ])
        }
    }

    @Test("of further names and sources is theirs, and not of the rest of the edition")
    func names() async throws {
        try await with { workspace async throws in
            let before = try await evidence("s/en", workspace)
            #expect(before.isEmpty)
            _ = try await edit("s/en", workspace, citing: "4") {
                ($0.aliases, $0.identifiers) = ([Alias("Other")], ["imdb:tt1234567"])
            }
            #expect(try await evidence("s/en", workspace) == ["alias Other": "4", "id imdb:tt1234567": "4"])
            try await workspace.addSeries("t")
            try await workspace.register("t/jp")
            _ = try await edit(
                "s/en", workspace, citing: "5",
                lineage: LineageFacts(method: .dub, alsoFrom: [EditionReference(parsing: "t/jp")]))
            #expect(
                try await evidence("s/en", workspace) == [
                    "alias Other": "4", "id imdb:tt1234567": "4", "also_from t/jp": "5", "also_from method t/jp": "5",
                    "also_from certainty t/jp": "5",
                ])
            let tree = try await workspace.lineage(of: "s")
            #expect(tree.roots.first?.evidence.map(\.citation) == [cite("5")])
        }
    }

    @Test("of a series follows the same rule, and said again it is so already")
    func ofSeries() async throws {
        try await with { workspace async throws in
            func edit(_ title: String?, _ origin: String?, _ citing: String?) async throws -> Bool {
                try await workspace.editSeries(
                    "s", SeriesFacts(title: title, origin: origin, citation: citing.map(cite)), dryRun: false
                ).wasSo
            }
            func evidence() async throws -> [String: String] {
                Dictionary(
                    uniqueKeysWithValues: try await workspace.evidence(ofSeries: "s").flatMap { line in
                        line.facts.map { ($0, line.citation.locator ?? "") }
                    })
            }
            #expect(try await !edit(nil, "kr", "1"))
            #expect(try await !edit("New", nil, nil))
            #expect(try await evidence() == ["origin": "1"])
            #expect(try await edit(nil, "kr", "1"))
            #expect(try await !edit(nil, nil, "2"))
            #expect(try await evidence() == ["title": "2", "origin": "2"])
            #expect(try await edit(nil, nil, "2"))
            #expect(try await !edit(nil, "kr", "3"))
            #expect(try await evidence() == ["title": "2", "origin": "3"])
        }
    }

    @Test("is told by its source, with what was decided on it; what was taken back is not")
    func cited() async throws {
        try await with { workspace async throws in
            try await workspace.decide("s/en", "ending", .value("happy"))
            let request = Decide.Request(try ElementPath("ending"), .value("sad"), citation: cite("9"))
            let decided = try await Decide(edition: EditionReference(parsing: "s/es"), requests: [request])
                .run(in: workspace, verb: "set", dryRun: false)
            func cited() async throws -> [String] {
                try await workspace.citing("src", limit: 10).selecting(["kind", "name", "facts", "locator", "quote"])
                    .rows.map { $0.compactMap { $0 }.joined(separator: "|") }
            }
            #expect(
                try await cited() == [
                    "decision|s/es|ending|9|words 9", "edition|s/es|title, market, from, method, certainty|1|words 1",
                ])
            _ = try await Undo(decided.operation).run(in: workspace, dryRun: false)
            #expect(try await cited().count == 1)
        }
    }

    @Test("of a file's row is of what the row changes; the same file again is unchanged after an edit without any")
    func bulk() async throws {
        try await with { workspace async throws in
            let file = "series,code,title,market,source,locator\ns,es,T,mx,src,7\n"
            let update = BulkOptions.with { $0.update = true }
            try await workspace.editions(file, update)
            #expect(try await evidence("s/es", workspace)["market"] == "7")
            // Evidence that is all that is new is of what the row says, and no more.
            _ = try await edit("s/es", workspace, citing: "5") { $0.note = "n" }
            try await workspace.editions(file.replacing(",7", with: ",8"), update)
            #expect(
                try await evidence("s/es", workspace).filter { $0.value == "8" }.keys.sorted() == ["market", "title"])
            _ = try await edit("s/es", workspace) { $0.status = .proposed }
            #expect(try await workspace.editions(file).editions.unchanged == 1)
            try await workspace.editions("series,code,title\ns,es,Other\n", update)
            #expect(try await evidence("s/es", workspace)["title"] == nil)
            #expect(try await evidence("s/es", workspace)["market"] == "8")
        }
    }
}
