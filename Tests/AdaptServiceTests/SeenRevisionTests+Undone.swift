import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

/// What a refusal tells of what was said again as something else, and of what does not stand any more.
extension SeenRevisionTests {
    private func edit(
        _ workspace: Workspace, aliases: [Alias] = [], identifiers: [String] = [], lineage: LineageFacts? = nil,
        without: [String] = []
    ) async throws {
        var facts = EditionFacts()
        (facts.aliases, facts.identifiers) = (aliases, identifiers)
        var edit = EditEdition(edition: try EditionReference(parsing: "s/us"), facts: facts, lineage: lineage)
        edit.withdrawal.aliases = without
        _ = try await edit.run(in: workspace, dryRun: false)
    }

    private func told(since revision: Int, _ workspace: Workspace) async throws -> [String] {
        try await refusal {
            try await workspace.decide("s/us", "hook.words", .unknown, ifRevision: revision)
        }.details
    }

    private func changes(since revision: Int, _ workspace: Workspace) async throws -> [String] {
        try await told(since: revision, workspace).filter { $0.hasPrefix("  ") }
    }

    @Test("a title of another kind, and a source drawn on otherwise, are told as what they were and are")
    func saidOtherwise() async throws {
        try await Stage.with { workspace in
            let jp = [try EditionReference(parsing: "t/jp")]
            try await edit(workspace, aliases: [Alias("Vee"), Alias("Vau")])
            try await edit(workspace, aliases: [Alias("Vee", kind: .working, language: "de"), Alias("Vau")])
            let vee = "  alias \"Vee\" (alternative) -> \"Vee\" (working/de)"
            let otherwise = try await changes(since: 2, workspace)
            #expect(otherwise == [vee])
            _ = try await Undo().run(in: workspace, dryRun: false)
            let back = try await changes(since: 2, workspace)
            #expect(back == [vee, "  alias \"Vee\" (working/de) -> \"Vee\" (alternative)"])
            try await edit(workspace, without: ["Vee", "Vau"])
            try await edit(workspace, aliases: [Alias("Vee", kind: .former)])
            let again = try await changes(since: 4, workspace)
            #expect(
                again == [
                    "  alias \"Vau\" -> (not recorded)", "  alias \"Vee\" -> (not recorded)",
                    "  alias (not recorded) -> \"Vee\"",
                ])
            try await edit(workspace, lineage: LineageFacts(certainty: .inferred, alsoFrom: jp))
            try await edit(workspace, lineage: LineageFacts(method: .dub, alsoFrom: jp))
            let drawn = try await changes(since: 7, workspace).filter { $0.hasPrefix("  also_from") }
            #expect(drawn == ["  also_from \"t/jp\" (unknown, inferred) -> \"t/jp\" (dub, inferred)"])
        }
    }

    @Test("what was taken back since is told with who took it back; what stands again, or an undo that stands, without")
    func takenBack() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url, author: "mia") { mia in
                try await mia.addSeries("s")
                try await mia.register("s/us")
                let set = try await mia.decide("s/us", "hook.words", .value("x")).operation
                let first = try await Catalogue.open(url, author: "jun") { jun in
                    try await Undo(set).run(in: jun, dryRun: false).operation
                }
                let after = try await told(since: 1, mia)
                try #require(after.count == 4, "\(after)")
                let head = after.first ?? ""
                #expect(head.hasPrefix("mia at 2") && head.contains(": set s/us hook.words (taken back by jun at 2"))
                #expect(head.hasSuffix(" UTC)") && after[1] == "  hook.words (not recorded) -> \"x\"")
                #expect(after[2].hasPrefix("jun at 2") && !after[2].contains("taken back by"))
                #expect(after[3] == "  hook.words \"x\" -> (not recorded)")
                _ = try await Undo(first).run(in: mia, dryRun: false)
                let again = try await told(since: 1, mia).filter { !$0.hasPrefix("  ") }
                let taken = again.map { $0.contains("(taken back by mia at 2") }
                #expect(taken == [false, true, false], "\(again)")
            }
        }
    }

    @Test("of a series too")
    func takenBackOfSeries() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url, author: "mia") { mia in
                try await mia.addSeries("s")
                _ = try await mia.editSeries("s", SeriesFacts(title: "V"), dryRun: false)
                _ = try await Catalogue.open(url, author: "jun") { jun in
                    try await Undo(OperationID(try await jun.lastOperation())).run(in: jun, dryRun: false)
                }
                let refusal = try await refusal {
                    _ = try await mia.editSeries("s", SeriesFacts(title: "W"), ifRevision: 1, dryRun: false)
                }
                #expect(refusal.details.count == 4, "\(refusal.details)")
                #expect(refusal.details.first?.contains(" (taken back by jun at 2") == true, "\(refusal.details)")
            }
        }
    }
}
