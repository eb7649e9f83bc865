import AdaptModel
import Testing

@testable import AdaptService

/// A sheet of editions whose parents and sources were changed since, or that says two things of one source.
@Suite("A sheet of editions that shows where they came from")
struct BulkLineageTests {
    private static let update = BulkOptions.with { $0.update = true }

    @Test("a parent that somebody has made a further source since is left, and what was changed goes in beside it")
    func swapped() async throws {
        try await Stage.with { mia async throws in
            let kim = Workspace(connection: mia.connection, author: "kim")
            let edit = EditEdition(
                edition: try EditionReference(parsing: "s/us"), facts: EditionFacts(),
                lineage: LineageFacts(
                    parent: try EditionReference(parsing: "s/us-2"),
                    alsoFrom: [try EditionReference(parsing: "s/kr")]))
            let moved = try #require(try await edit.run(in: kim, dryRun: false).recorded)
            let header = "series,edition,parent,method,certainty,draws_on,note,revision\n"
            let receipt = try await mia.editions(header + "s,us,kr,remake,asserted,,mine,1\n", Self.update)
            #expect(receipt.editions.changed == 1)
            let left = BulkReceipt.Change(
                edition: "s/us", words: "from \"kr\" -> \"us-2\" (kim, operation \(moved))",
                by: "kim, operation \(moved)")
            #expect(receipt.newer == [left], "\(receipt.newer)")
            let found = try await mia.editions(of: "s", edition: "us")
            #expect(found["parent"] == ["us-2"] && found["note"] == ["mine"])
            #expect(found["draws_on"].first??.hasPrefix("s/kr") == true)
            let meant = try await refusal {
                try await mia.editions(header + "s,us,kr,remake,asserted,,mine,\n", Self.update)
            }
            #expect(meant.message.contains("is a further source of \"s/us\" already"), "\(meant)")
            #expect(meant.place?.text == "ed.csv:2:3")
        }
    }

    @Test("a source that is named twice is drawn on once, and is refused where two ways are said of it")
    func twoWays() async throws {
        try await Stage.with { mia async throws in
            for second in ["t/jp (remake, asserted)", "t (remake, asserted)"] {
                let refused = try await refusal {
                    try await mia.editions(
                        "series,edition,draws_on\ns,us,\"t/jp (dub, asserted); \(second)\"\n", Self.update)
                }
                #expect(
                    refused.message.contains("\"t/jp\" is drawn on in two ways: dub, asserted and remake, asserted"),
                    "\(refused)")
                #expect(refused.place?.text == "ed.csv:2:3")
            }
            let twice = "series,edition,draws_on\ns,us,\"t/jp (dub, asserted); t\"\n"
            let receipt = try await mia.editions(twice, Self.update)
            #expect(receipt.changes.map(\.words) == ["also_from \"t/jp\" is not recorded"], "\(receipt.changes)")
            #expect(try await mia.editions(of: "s", edition: "us")["draws_on"] == ["t/jp (dub, asserted)"])
        }
    }
}
