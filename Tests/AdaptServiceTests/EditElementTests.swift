import AdaptModel
import Testing

@testable import AdaptService

@Suite("An edit of an element")
struct EditElementTests {
    @discardableResult
    private func edit(
        _ path: String, _ facts: ElementFacts, without withdrawn: [String] = [], in workspace: Workspace
    ) async throws -> Receipt<EditElement.Result> {
        try await EditElement(try ElementPath(path), facts, withdrawn: withdrawn).run(in: workspace, dryRun: false)
    }

    /// Kind, label, vocabulary and tradition.
    private func facts(_ path: String, in workspace: Workspace, asOf cut: OperationID = .now) async throws -> [String?]
    {
        let listed = try await workspace.elements(path: path, asOf: cut)
        return ["kind", "label", "vocabulary", "tradition"].map { listed[$0].first ?? nil }
    }

    @Test("changes what is named and tells what was said before; it is taken back, and asked as of a moment")
    func edited() async throws {
        try await Catalogue.empty { workspace async throws in
            let added = ElementFacts(label: "Sport", tradition: "korean")
            let first = try await workspace.addElement(ElementPath("hook.sport"), added, dryRun: false).operation
            let done = try await edit("hook.sport", ElementFacts(kind: "character", label: "Game"), in: workspace)
            #expect(done.result.replaced.map(\.what) == ["kind", "label"])
            #expect(done.result.replaced.map(\.value) == ["hook", "Sport"])
            #expect(done.result.replaced.map(\.operation) == [first, first])
            #expect(try await facts("hook.sport", in: workspace) == ["character", "Game", nil, "korean"])
            #expect(try await facts("hook.sport", in: workspace, asOf: first) == ["hook", "Sport", nil, "korean"])
            #expect(try await edit("hook.sport", ElementFacts(kind: "character"), in: workspace).wasSo)
            try await edit("hook.sport", ElementFacts(), without: ["label", "tradition"], in: workspace)
            #expect(try await facts("hook.sport", in: workspace) == ["character", nil, nil, nil])
            let resting = try await refusal { _ = try await workspace.undo(first.number) }
            #expect(resting.details.contains { $0.hasSuffix("says more of element \"hook.sport\"") })
            _ = try await workspace.undo(nil)
            _ = try await workspace.undo(nil)
            #expect(try await facts("hook.sport", in: workspace) == ["hook", "Sport", nil, "korean"])
            #expect(try await workspace.check().allSatisfy { $0.wrong == 0 })
        }
    }

    @Test("refuses what is not known, and what says nothing")
    func refused() async throws {
        try await Catalogue.sample { workspace async throws in
            let before = try await workspace.counts()
            let faults: [(path: String, facts: ElementFacts, kind: Refusal.Kind)] = [
                ("male_lead.sprot", ElementFacts(label: "x"), .rule),
                ("male_lead.sport", ElementFacts(kind: "person"), .usage), ("male_lead.sport", ElementFacts(), .usage),
                ("male_lead.sport", ElementFacts(label: " "), .usage),
            ]
            for fault in faults {
                let refused = try await refusal { try await edit(fault.path, fault.facts, in: workspace) }
                #expect(refused.kind == fault.kind, "\(refused)")
            }
            let both = try await refusal {
                try await edit("male_lead.sport", ElementFacts(label: "x"), without: ["label"], in: workspace)
            }
            #expect(both.kind == .usage)
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("of the tradition stands on the evidence that it has since, and as of before on the older one")
    func evidence() async throws {
        try await Stage.with { workspace async throws in
            func told(_ tradition: String, by source: String) -> ElementFacts {
                ElementFacts(tradition: tradition, citation: Citation(source: source, locator: nil, quote: nil))
            }
            let first = try await workspace.addElement(
                ElementPath("trope.heir"), told("korean", by: "src"), dryRun: false
            ).operation
            try await edit("trope.heir", told("chinese", by: "other"), in: workspace)
            #expect(try await workspace.citing("other", limit: 9)["name"] == ["trope.heir"])
            #expect(try await workspace.citing("src", limit: 9).rows.isEmpty)
            #expect(try await workspace.citing("src", limit: 9, asOf: first)["name"] == ["trope.heir"])
            var beside = told("chinese", by: "src")
            (beside.label, beside.tradition) = ("Heir", nil)
            let refused = try await refusal { [beside] in try await edit("trope.heir", beside, in: workspace) }
            #expect(refused.message == "evidence is of the tradition, and only label is said of element \"trope.heir\"")
        }
    }

    @Test("goes to another catalogue and back; where both edited it otherwise it is refused")
    func exchanged() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addElement(ElementPath("x.a"), ElementFacts(label: "A"), dryRun: false)
            try await bring(exported(a), into: b)
            try await edit("x.a", ElementFacts(kind: "plot", vocabulary: "sport"), in: a)
            let lines = try await exported(a)
            #expect(try await bring(lines, into: b).new == 1)
            #expect(try await exported(b) == lines)
            #expect(try await facts("x.a", in: b) == ["plot", "A", "sport", nil])
            try await edit("x.a", ElementFacts(label: "B"), in: b)
            try await edit("x.a", ElementFacts(label: "C"), in: a)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            let words = "has label \"B\" here (operation 3), and label \"C\" in the file (operation 3)"
            #expect(refused.message == "element \"x.a\" " + words)
            _ = try await b.undo(nil)
            try await bring(exported(a), into: b)
            #expect(try await facts("x.a", in: b) == ["plot", "C", "sport", nil])
        }
    }

    @Test("stands against what a file says of an element that both made, until both say the same")
    func unlike() async throws {
        try await twoCatalogues { a, b in
            for workspace in [a, b] {
                _ = try await workspace.addElement(ElementPath("x.a"), ElementFacts(kind: "hook"), dryRun: false)
            }
            try await edit("x.a", ElementFacts(kind: "plot"), in: b)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            let words = "kind \"plot\" here (operation 2), and kind \"hook\" in the file (operation 1)"
            #expect(refused.message == "element \"x.a\" has " + words)
            #expect(refused.hint?.hasPrefix("adapt element edit x.a --kind \"hook\" says here") == true)
            try await edit("x.a", ElementFacts(kind: "hook"), in: b)
            #expect(try await bring(exported(a), into: b).new == 1)
        }
    }
}
