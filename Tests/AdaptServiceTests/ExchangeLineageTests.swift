import AdaptModel
import Testing

@testable import AdaptService

@Suite("The lineage of a catalogue that comes in")
struct ExchangeLineageTests: ExchangeActs {
    private func derive(_ edition: String, from parent: String, _ workspace: Workspace) async throws {
        _ = try await EditEdition(
            edition: EditionReference(parsing: edition), facts: EditionFacts(),
            lineage: LineageFacts(parent: EditionReference(parsing: parent))
        ).run(in: workspace, dryRun: false)
    }

    private func draw(_ edition: String, on other: String, isOver: Bool = false, _ workspace: Workspace) async throws {
        let other = try EditionReference(parsing: other)
        var edit = EditEdition(edition: try EditionReference(parsing: edition), facts: EditionFacts())
        if isOver { edit.withdrawal.alsoFrom = [other] } else { edit.lineage = LineageFacts(alsoFrom: [other]) }
        _ = try await edit.run(in: workspace, dryRun: false)
    }

    @Test("a lineage that the file brings back closes no circle with one that was said here")
    func circle() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("n")
            for edition in ["n/en", "n/es"] { try await a.register(edition) }
            try await derive("n/es", from: "n/en", a)
            try await undo(4, a)
            try await bring(exported(a), into: b)
            try await derive("n/en", from: "n/es", b)
            try await undo(5, a)
            let (lines, counts) = (try await exported(a), try await b.counts())
            let refused = try await refusal { try await bring(lines, into: b) }
            #expect(refused.message == "\"n/es\" would become its own ancestor")
            #expect(refused.place?.line == lines.lastIndex { $0.contains("\"parent\"") }.map { $0 + 1 })
            #expect(try await b.counts() == counts)
            try await undo(6, b)
            #expect(try await bring(lines, into: b).new == 1)
        }
    }

    @Test("what one no longer draws on makes no circle with what draws on it since")
    func drawnOnNoMore() async throws {
        try await twoCatalogues { a, b in
            for series in ["s", "t"] { try await a.addSeries(series) }
            try await a.register("s/en")
            try await a.register("t/x")
            try await draw("t/x", on: "s/en", a)
            try await bring(exported(a), into: b)
            try await draw("t/x", on: "s/en", isOver: true, a)
            try await draw("s/en", on: "t/x", a)
            #expect(try await bring(exported(a), into: b).new == 2)
            #expect(try await b.check().allSatisfy { $0.wrong == 0 })
        }
    }

    @Test("check tells names that are two and editions that come from themselves")
    func told() async throws {
        try await twoCatalogues { a, _ in
            try await a.addSeries("n")
            for edition in ["n/en", "n/es"] { try await a.register(edition) }
            _ = try await a.addElement(ElementPath("x.a"), ElementFacts(), dryRun: false)
            _ = try await a.addElement(ElementPath("x.b"), ElementFacts(), dryRun: false)
            try await derive("n/es", from: "n/en", a)
            #expect(try await a.check().allSatisfy { $0.wrong == 0 })
            _ = try await a.texts(
                """
                with x as (select set_config('session_replication_role', 'replica', true)), y as (
                    insert into element_path (element_id, operation_id, path)
                    select max(element_id), 1, 'x.a' from element_path, x),
                z as (insert into lineage (series_id, edition_id, revision, operation_id, parent_id, method, certainty)
                    select l.series_id, l.parent_id, 2, l.operation_id, l.edition_id, l.method, l.certainty
                    from lineage l, x where l.parent_id is not null)
                select 'x'
                """)
            var wrong: [String] = []
            for proof in try await a.check() where proof.wrong != 0 {
                wrong.append("\(proof.what): \(proof.named ?? "")")
            }
            #expect(
                wrong == [
                    // The row is of a revision that is not there.
                    "every fact is of an edition that is there: 1 in table lineage",
                    "no edition comes from itself: n/en n/es",
                    "no two elements, terms, sources or creatives have one name: element x.a",
                ])
        }
    }
}
