import AdaptModel
import Testing

@testable import AdaptService

@Suite("Further sources make no circle")
struct SourceCycleTests {
    private func drawOn(_ edition: String, _ sources: String..., in workspace: Workspace) async throws {
        _ = try await EditEdition(
            edition: EditionReference(parsing: edition), facts: EditionFacts(),
            lineage: LineageFacts(alsoFrom: sources.map { try EditionReference(parsing: $0) })
        ).run(in: workspace, dryRun: false)
    }

    @Test("an edition draws neither on itself nor on what comes from it, also over parents and several series")
    func refused() async throws {
        try await Stage.with { workspace async throws in
            try await drawOn("t/jp", "s/us", in: workspace)
            let before = try await workspace.counts()
            for (edition, source) in [("s/kr", "s/kr"), ("s/us", "t/jp"), ("s/kr", "t/jp")] {
                let refusal = try await refusal { try await drawOn(edition, source, in: workspace) }
                #expect(refusal.message == "edition would become its own ancestor")
                #expect(refusal.details == ["\"\(source)\" descends from \"\(edition)\""])
            }
            #expect(try await workspace.counts() == before)
            try await drawOn("t/jp", "s/us-2", in: workspace)
        }
    }

    @Test("an edition draws on its parent once: as its parent, unless that is taken away")
    func parent() async throws {
        try await Stage.with { workspace async throws in
            func told(_ body: () async throws -> Void) async throws {
                let refusal = try await refusal(body)
                #expect(refusal.message == "\"s/kr\" is the parent already, and no further source beside it")
                #expect(refusal.kind == .rule || refusal.kind == .input)
            }
            var facts = EditionFacts()
            facts.title = "N"
            let kr = try EditionReference(parsing: "s/kr")
            try await told {
                _ = try await RegisterEdition(
                    series: "s", code: "n", facts: facts, lineage: LineageFacts(parent: kr, alsoFrom: [kr])
                ).run(in: workspace, dryRun: false)
            }
            try await told { try await drawOn("s/us", "s/kr", in: workspace) }
            try await told { try await workspace.editions("series,code,title,from,also_from\ns,n,N,kr,s/kr\n") }
            try await told {
                try await workspace.editions("series,code,also_from\ns,us,s/kr\n", .with { $0.update = true })
            }
            var edit = EditEdition(
                edition: try EditionReference(parsing: "s/us"), facts: EditionFacts(),
                lineage: LineageFacts(alsoFrom: [kr]))
            edit.withdrawal.lineage = true
            _ = try await edit.run(in: workspace, dryRun: false)
            let drawsOn = try await workspace.editions(of: "s", edition: "us")["draws_on"]
            #expect(drawsOn.first??.hasPrefix("s/kr") == true)
        }
    }

    @Test("what an edition draws on becomes its parent only as it is no further source any more")
    func sourceAsParent() async throws {
        try await Stage.with { workspace async throws in
            try await drawOn("s/us", "s/us-2", in: workspace)
            func edit(_ withdrawn: [String]) async throws -> Int? {
                var edit = EditEdition(
                    edition: try EditionReference(parsing: "s/us"), facts: EditionFacts(),
                    lineage: LineageFacts(parent: try EditionReference(parsing: "s/us-2")))
                edit.withdrawal.alsoFrom = try withdrawn.map { try EditionReference(parsing: $0) }
                return try await edit.run(in: workspace, dryRun: false).recorded
            }
            let words = "\"s/us-2\" is a further source of \"s/us\" already, and cannot be its parent beside that"
            #expect(try await refusal { _ = try await edit([]) }.message == words)
            let file = "series,code,from\ns,us,us-2\n"
            let update = BulkOptions.with { $0.update = true }
            #expect(try await refusal { try await workspace.editions(file, update) }.message == words)
            #expect(try await edit(["s/us-2"]) != nil)
            #expect(try await workspace.editions(file, update).operation == nil)
        }
    }

    @Test("a word alone is an edition of the own series, else another series; one that can be both is refused")
    func word() async throws {
        try await Stage.with { workspace async throws in
            func drawsOn(_ edition: String) async throws -> [String?] {
                try await workspace.editions(of: "s", edition: edition)["draws_on"]
            }
            try await drawOn("s/us-2", "us", in: workspace)
            #expect(try await drawsOn("us-2") == ["s/us (unknown, asserted)"])
            try await drawOn("s/us", "t", in: workspace)
            #expect(try await drawsOn("us") == ["t/jp (unknown, asserted)"])
            let file = "series,code,title,also_from\ns,n,N,us-2 + t\n"
            try await workspace.editions(file)
            #expect(try await drawsOn("n") == ["s/us-2 (unknown, asserted); t/jp (unknown, asserted)"])
            var edit = EditEdition(edition: try EditionReference(parsing: "s/us-2"), facts: EditionFacts())
            edit.withdrawal.alsoFrom = [try EditionReference(parsing: "us")]
            _ = try await edit.run(in: workspace, dryRun: false)
            #expect(try await drawsOn("us-2") == [nil])
            try await workspace.addSeries("us")
            let words = "\"us\" can mean s/us and the series \"us\""
            #expect(try await refusal { try await drawOn("s/us-2", "us", in: workspace) }.message == words)
            let inFile = try await refusal {
                try await workspace.editions(file.replacing("us-2 + t", with: "us").replacing("n,N", with: "m,M"))
            }
            #expect((inFile.message, inFile.place?.text) == (words, "ed.csv:2:4"))
        }
    }

    @Test("what was taken back may be drawn on the other way, and then is not brought back")
    func undone() async throws {
        try await Stage.with { workspace async throws in
            try await drawOn("t/jp", "s/us", in: workspace)
            let undo = try await Undo().run(in: workspace, dryRun: false)
            try await drawOn("s/us", "t/jp", in: workspace)
            let refusal = try await refusal { _ = try await Undo(undo.operation).run(in: workspace, dryRun: false) }
            #expect(refusal.message == "edition would become its own ancestor")
        }
    }

    @Test("a file of editions tells the circle with the lines that close it")
    func file() async throws {
        try await Stage.with { workspace async throws in
            let refusal = try await refusal {
                try await workspace.editions(
                    "series,code,title,also_from\ns,a,A,t/b\nt,b,B,s/a\n", BulkEditionTests.newSeries)
            }
            #expect(
                refusal.message.hasPrefix(
                    "edition would become its own ancestor: s/a (line 2) from t/b (line 3) from s/a (line 2)"))
        }
    }

    @Test("a further source named again keeps how it is drawn on, and makes no primary lineage of itself")
    func again() async throws {
        try await Stage.with { workspace async throws in
            func drawsOn(_ edition: String) async throws -> [String?] {
                let listed = try await workspace.editions(of: "s", edition: edition)
                return [listed["draws_on"][0], listed["method"][0]]
            }
            let jp = try EditionReference(parsing: "t/jp")
            func edit(_ edition: String, _ title: String?, _ lineage: LineageFacts) async throws -> Int? {
                var facts = EditionFacts()
                facts.title = title
                return try await EditEdition(
                    edition: EditionReference(series: "s", edition: edition), facts: facts, lineage: lineage
                ).run(in: workspace, dryRun: false).recorded
            }
            let how = LineageFacts(method: .dub, certainty: .inferred, alsoFrom: [jp])
            #expect(try await edit("kr", nil, how) != nil)
            #expect(try await drawsOn("kr") == ["t/jp (dub, inferred)", nil])
            #expect(try await edit("kr", nil, how) == nil)
            #expect(try await edit("kr", "F2", LineageFacts(alsoFrom: [jp])) != nil)
            #expect(try await drawsOn("kr") == ["t/jp (dub, inferred)", nil])
            #expect(try await edit("us", nil, LineageFacts(alsoFrom: [jp])) != nil)
            #expect(try await drawsOn("us") == ["t/jp (unknown, asserted)", "remake"])
        }
    }
}
