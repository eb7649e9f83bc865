import AdaptModel
import Testing

@testable import AdaptService

@Suite("What was given, taken away again", .timeLimit(.minutes(30)))
struct WithdrawalTests: ExchangeActs {
    /// `s/es` with all that an edition can have.
    private func with(_ body: @Sendable (Workspace) async throws -> Void) async throws {
        try await Catalogue.empty { workspace in
            try await makeOwn(workspace)
            try await workspace.addSource("src")
            try await workspace.addSeries("s")
            try await workspace.addSeries("t")
            for name in ["s/en", "t/jp", "s/kr"] { try await workspace.register(name, title: name) }
            try await workspace.decide("s/en", "ending", .value("happy"))
            var facts = EditionFacts()
            (facts.title, facts.language, facts.market, facts.origin) = ("E", "es", "mx", "us")
            (facts.platform, facts.note) = ("App", "n")
            facts.aliases = [Alias("Uno", kind: .former, language: "es"), Alias("Dos")]
            facts.identifiers = ["imdb:tt1234567", "app:a:b"]
            _ = try await RegisterEdition(
                series: "s", code: "es", facts: facts,
                lineage: LineageFacts(
                    parent: EditionReference(parsing: "s/en"), method: .remake,
                    alsoFrom: [EditionReference(parsing: "t/jp")])
            ).run(in: workspace, dryRun: false)
            try await body(workspace)
        }
    }

    private func edit(
        _ workspace: Workspace, citing: Citation? = nil, _ facts: EditionFacts = .init(),
        taking change: (inout Withdrawal) throws -> Void
    ) async throws -> Receipt<EditEdition.Result> {
        var facts = facts
        facts.citation = citing
        var edit = EditEdition(edition: try EditionReference(parsing: "s/es"), facts: facts)
        try change(&edit.withdrawal)
        return try await edit.run(in: workspace, dryRun: false)
    }

    @Sendable private func everything(_ withdrawal: inout Withdrawal) throws {
        withdrawal.fields = ["language", "market", "origin", "platform", "note"]
        withdrawal.lineage = true
        withdrawal.aliases = ["Uno", "Dos"]
        withdrawal.identifiers = ["imdb:tt1234567", "app:a:b"]
        withdrawal.alsoFrom = [try EditionReference(parsing: "t/jp")]
    }

    /// What is said of the edition, by name, its revision aside.
    private func said(_ workspace: Workspace, asOf cut: OperationID = .now) async throws -> [String: String] {
        let sheet = try await workspace.sheet(of: EditionReference(parsing: "s/es"), asOf: cut)
        let facts = sheet.facts.compactMap { fact in fact.value.map { (fact.name, $0) } }
        return Dictionary(facts + sheet.elements.map { ($0.element, $0.resolved.state.words) }) { $1 }
            .filter { !["revision", "series", "edition"].contains($0.key) }
    }

    @Test("counts no more, is found no more, and was there as of before; undo brings back all of it")
    func everyField() async throws {
        try await with { workspace async throws in
            let before = try await said(workspace)
            #expect(before.count == 13 && before["ending"] == "happy", "\(before)")
            let taken = try await edit(workspace, taking: everything)
            #expect(try await said(workspace) == ["title": "E"])
            #expect(try await said(workspace, asOf: OperationID(taken.operation.number - 1)) == before)
            #expect(try await workspace.lineage(of: "s").roots.map(\.edition) == ["s/en", "s/es", "s/kr"])
            for name in ["imdb:tt1234567", "s/Uno"] {
                _ = try await refusal { _ = try await workspace.find(EditionReference(parsing: name)) }
            }
            #expect(try await Search("Uno", kind: nil, limit: 9).run(in: workspace).found.rows.isEmpty)
            // Another may have the identifier now, which the undo would give to both.
            var facts = EditionFacts()
            facts.identifiers = ["imdb:tt1234567"]
            let given = try await EditEdition(edition: EditionReference(parsing: "s/kr"), facts: facts)
                .run(in: workspace, dryRun: false)
            let refused = try await refusal { try await undo(taken.operation.number, workspace) }
            #expect(refused.details.contains { $0.contains("gives the name \"imdb:tt1234567\" to another") })
            try await undo(given.operation.number, workspace)
            try await undo(taken.operation.number, workspace)
            #expect(try await said(workspace) == before)
        }
    }

    @Test("can be given again, and taken away again; what is away already is so")
    func again() async throws {
        try await with { workspace async throws in
            _ = try await edit(workspace, taking: everything)
            #expect(try await edit(workspace, taking: everything).wasSo)
            var facts = EditionFacts()
            (facts.aliases, facts.identifiers, facts.note) = ([Alias("Uno")], ["app:a:b"], "m")
            _ = try await edit(workspace, facts) { _ in }
            #expect(
                try await said(workspace)
                    == ["title": "E", "aliases": "Uno (alternative)", "identifiers": "app:a:b", "note": "m"])
            #expect(try await !edit(workspace) { $0.aliases = ["Uno"] }.wasSo)
            #expect(try await said(workspace)["aliases"] == nil)
            // From a source to one that derives: how is not known any more.
            let lineage = LineageFacts(parent: try EditionReference(parsing: "s/kr"))
            _ = try await EditEdition(
                edition: EditionReference(parsing: "s/es"), facts: EditionFacts(), lineage: lineage
            ).run(in: workspace, dryRun: false)
            #expect(try await said(workspace)["method"] == "unknown")
        }
    }

    @Test("what it never had is refused with what is near; so is what is said at once, and evidence of nothing")
    func refused() async throws {
        try await with { workspace async throws in
            let count = try await workspace.counts()
            let alias = try await refusal { _ = try await edit(workspace) { $0.aliases = ["Unno"] } }
            #expect(alias.message == "alias \"Unno\" is none of \"s/es\"" && alias.hint == "did you mean Uno?")
            let id = try await refusal { _ = try await edit(workspace) { $0.identifiers = ["eidr-x:1"] } }
            #expect(id.hint == "it has app:a:b, imdb:tt1234567")
            let source = try await refusal {
                _ = try await edit(workspace) { $0.alsoFrom = [try EditionReference(parsing: "s/kr")] }
            }
            #expect(source.hint == "it has t/jp")
            var facts = EditionFacts()
            facts.note = "m"
            let both = try await refusal { _ = try await edit(workspace, facts) { $0.fields = ["note"] } }
            #expect(both.kind == .usage && both.message == "note is said and taken away at once")
            let evidence = try await refusal {
                _ = try await edit(workspace, citing: Citation(source: "src", locator: nil, quote: nil)) {
                    $0.fields = ["note"]
                }
            }
            #expect(evidence.kind == .usage)
            #expect(try await workspace.counts() == count)
        }
    }

    @Test("of a series too: note, language, origin, and how many editions it is said to have")
    func ofSeries() async throws {
        try await with { workspace async throws in
            var facts = SeriesFacts(language: "ko", origin: "kr", note: "n")
            facts.asserted = 6
            _ = try await workspace.editSeries("s", facts, dryRun: false)
            func said() async throws -> [String?] {
                let listed = try await workspace.series("s")
                let asserted = try await workspace.assertions(of: "s")["editions"]
                return ["language", "origin", "note"].map { listed[$0][0] } + [asserted.first ?? nil]
            }
            #expect(try await said() == ["ko", "kr", "n", "6"])
            var taken = SeriesFacts()
            taken.withdrawn = ["language", "origin", "note", "asserted"]
            #expect(try await !workspace.editSeries("s", taken, dryRun: false).wasSo)
            #expect(try await said() == [nil, nil, nil, nil])
            #expect(try await !Gaps(series: "s").run(in: workspace).contains { $0.kind == .unregistered })
            #expect(try await workspace.editSeries("s", taken, dryRun: false).wasSo)
            try await undo(nil, workspace)
            #expect(try await said() == ["ko", "kr", "n", "6"])
        }
    }

    @Test("travels with the catalogue, the evidence of what was said anew too")
    func travels() async throws {
        try await with { workspace async throws in
            _ = try await edit(workspace, taking: everything)
            var facts = EditionFacts()
            (facts.title, facts.aliases) = ("E", [Alias("Dos")])
            _ = try await edit(workspace, citing: Citation(source: "src", locator: "2", quote: nil), facts) { _ in }
            let (lines, here) = (try await exported(workspace), try await said(workspace))
            let evidence = try await workspace.sheet(of: EditionReference(parsing: "s/es")).evidence
            #expect(evidence.map(\.facts) == [["title", "alias Dos"]])
            try await Catalogue.empty { other in
                try await makeOwn(other)
                try await bring(lines, into: other)
                #expect(try await said(other) == here)
                #expect(try await exported(other) == lines)
                #expect(try await other.sheet(of: EditionReference(parsing: "s/es")).evidence == evidence)
                #expect(try await bring(lines, into: other).new == 0)
            }
        }
    }

    @Test("is told to who edits on what it was before")
    func stale() async throws {
        try await with { workspace async throws in
            let revision = try await edit(workspace, taking: everything).result.revision - 1
            let stale = try await refusal {
                _ = try await workspace.decide("s/es", "ending", .value("sad"), ifRevision: revision)
            }
            let told = stale.details.joined(separator: "\n")
            for line in ["alias \"Uno\"", "note \"n\"", "from \"en\"", "also_from \"t/jp\"", "id \"app:a:b\""] {
                #expect(told.contains(line), "\(told)")
            }
        }
    }
}
