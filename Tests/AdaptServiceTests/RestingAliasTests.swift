import AdaptModel
import Testing

@testable import AdaptService

@Suite("An alias by which an import found its editions")
struct RestingAliasTests {
    private typealias File = CalledEditionTests

    private func edit(
        _ workspace: Workspace, _ change: (inout EditEdition) -> Void
    ) async throws -> OperationID? {
        var edit = EditEdition(edition: try EditionReference(parsing: "s/kr"), facts: EditionFacts())
        change(&edit)
        return try await edit.run(in: workspace, dryRun: false).operation
    }

    @Test("is neither taken back nor away while the import counts; where it was not needed, it is")
    func rests() async throws {
        try await Stage.with { workspace async throws in
            let given = try await edit(workspace) { $0.facts.aliases = [Alias("Kay"), Alias("Unused")] }
            let load = try await workspace.load(File.header + File.row("KAY", "5"))
            let (number, import_) = (given?.number ?? 0, load.operation?.number ?? 0)
            let undone = try await refusal { _ = try await workspace.undo(number) }
            #expect(undone.details.first?.hasSuffix("found \"s/kr\" by \"Kay\"") == true, "\(undone)")
            #expect(undone.hint == "take back operation \(import_) first: adapt undo \(import_)")
            let away = try await refusal { _ = try await edit(workspace) { $0.withdrawal.aliases = ["Kay"] } }
            #expect(away.kind == .rule)
            #expect(
                away.message == "alias \"Kay\" of \"s/kr\" cannot be taken away: operation \(import_) rests on it")
            #expect(try await edit(workspace) { $0.withdrawal.aliases = ["Unused"] } != nil)
            _ = try await workspace.undo(import_)
            #expect(try await edit(workspace) { $0.withdrawal.aliases = ["Kay"] } != nil)
        }
    }

    @Test("given twice, or found by its title or reference, rests on no one of them")
    func harmless() async throws {
        try await Stage.with { workspace async throws in
            let first = try await edit(workspace) { $0.facts.aliases = [Alias("Kay", kind: .former)] }
            let second = try await edit(workspace) { $0.facts.aliases = [Alias("Kay")] }
            try await workspace.load(File.header + File.row("Kay", "5"))
            _ = try await workspace.undo(second?.number ?? 0)
            let other = try await edit(workspace) { $0.facts.aliases = [Alias("Other")] }
            try await workspace.load(File.header + File.row("K", "5", week: 3))
            _ = try await workspace.undo(other?.number ?? 0)
            let refused = try await refusal { _ = try await workspace.undo(first?.number ?? 0) }
            #expect(refused.kind == .rule)
        }
    }

    @Test("is needed though it is a title of the edition, where another one is called so")
    func ownTitle() async throws {
        try await Stage.with { workspace async throws in
            var facts = EditionFacts()
            facts.aliases = [Alias("K")]
            _ = try await EditEdition(edition: EditionReference(parsing: "s/us"), facts: facts).run(
                in: workspace, dryRun: false)
            let text = File.header + File.row("K", "5")
            _ = try await refusal { _ = try await workspace.load(text) }
            let given = try await edit(workspace) { $0.facts.aliases = [Alias("K")] }
            #expect(try await workspace.load(text).new == 1)
            let undone = try await refusal { _ = try await workspace.undo(given?.number ?? 0) }
            #expect(undone.details.first?.hasSuffix("found \"s/kr\" by \"K\"") == true, "\(undone)")
        }
    }

    @Test("is known in a copy of the catalogue too")
    func copied() async throws {
        try await twoCatalogues { workspace, copy in
            try await Stage.prepare(workspace)
            _ = try await edit(workspace) { $0.facts.aliases = [Alias("Kay")] }
            try await workspace.load(File.header + File.row("Kay", "5"))
            try await bring(try await exported(workspace), into: copy)
            let away = try await refusal { _ = try await edit(copy) { $0.withdrawal.aliases = ["Kay"] } }
            #expect(away.message.hasPrefix("alias \"Kay\" of \"s/kr\" cannot be taken away"))
            #expect(try await exported(copy).contains { $0.contains("\"called\":[\"kay\"]") })
        }
    }
}
