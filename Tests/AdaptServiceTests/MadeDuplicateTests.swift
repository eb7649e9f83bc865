import AdaptModel
import Testing

@testable import AdaptService

@Suite("Likely duplicates that a change makes")
struct MadeDuplicateTests {
    private func edit(
        _ edition: String, in workspace: Workspace, _ change: (inout EditEdition) throws -> Void
    ) async throws -> [String] {
        var edit = EditEdition(edition: try EditionReference(parsing: edition), facts: EditionFacts())
        try change(&edit)
        return try await edit.run(in: workspace, dryRun: false).result.likelyDuplicates.map(\.other)
    }

    @Test("are told of an edit, by title or other titles, and once")
    func edited() async throws {
        try await Stage.with { workspace async throws in
            #expect(try await edit("s/us", in: workspace) { $0.facts.title = "k" } == ["s/kr"])
            #expect(try await edit("s/us", in: workspace) { $0.facts.title = "K" }.isEmpty)
            #expect(try await edit("s/us-2", in: workspace) { $0.facts.aliases = [Alias("Her Story")] }.isEmpty)
            #expect(try await edit("s/us", in: workspace) { $0.facts.title = "Her story" } == ["s/us-2"])
            #expect(
                try await edit("s/kr", in: workspace) { $0.facts.aliases = [Alias("HER STORY")] }.sorted()
                    == ["s/us", "s/us-2"])
            #expect(try await edit("s/kr", in: workspace) { $0.facts.platform = "app" }.isEmpty)
            #expect(try await edit("t/jp", in: workspace) { $0.facts.title = "Her Story" }.isEmpty)
            #expect(try await edit("t/jp", in: workspace) { $0.facts.market = "us" }.sorted() == ["s/us", "s/us-2"])
            let registered = try await workspace.register("s/x", title: "her story", dryRun: true)
            #expect(registered.result.likelyDuplicates.map(\.other) == ["s/kr", "s/us", "s/us-2"])
        }
    }

    @Test("are told of a file that edits, not of what it gives up, and of series that it adds")
    func imported() async throws {
        try await Stage.with { workspace async throws in
            func pairs(_ file: String) async throws -> [[String]] {
                try await workspace.editions(file, .with { ($0.update, $0.mayAddSeries) = (true, true) })
                    .duplicates.map { [$0.edition, $0.other] }
            }
            #expect(try await pairs("series,code,title\ns,us,K\ns,kr,New\n").isEmpty)
            #expect(try await pairs("series,code,title\ns,us-2,k\n") == [["s/us-2", "s/us"]])
            #expect(try await pairs("series,code,note\ns,us-2,n\n").isEmpty)
            #expect(try await pairs("series,code,title,series_title\nt-2,de,D,T\n") == [["t-2", "t"]])
        }
    }

    @Test("editions of one market and language are told of an edit and of a file, whatever they are called, and once")
    func alike() async throws {
        try await Stage.with { workspace async throws in
            func edit(_ edition: String, _ change: (inout EditEdition) -> Void) async throws -> [String] {
                var edit = EditEdition(edition: try EditionReference(parsing: edition), facts: EditionFacts())
                change(&edit)
                return try await edit.run(in: workspace, dryRun: false).result.alike.map(\.other)
            }
            #expect(try await edit("s/us") { $0.facts.language = "en" }.isEmpty)
            #expect(try await edit("s/us-2") { $0.facts.language = "EN" } == ["s/us"])
            #expect(try await edit("s/us-2") { $0.facts.title = "Other" }.isEmpty, "it was so before")
            #expect(try await edit("s/us-2") { $0.withdrawal.fields = ["language"] }.isEmpty)
            // That is a likely duplicate.
            #expect(try await edit("s/us-2") { ($0.facts.title, $0.facts.language) = ("U", "en") }.isEmpty)
            func pairs(_ file: String) async throws -> [[String]] {
                let options = BulkOptions.with { $0.update = true }
                return try await workspace.editions(file, options).alike.map { [$0.edition, $0.other, $0.same] }
            }
            let same = "market us and language en"
            let new = "series,code,title,market,language\ns,x,X,us,en\ns,y,Y,us,en\ns,z,Z,de,de\nt,u,T,us,en\n"
            #expect(try await pairs(new) == [["s/x", "s/us-2", same], ["s/y", "s/x", same]])
            #expect(try await pairs("series,code,note\ns,x,n\n").isEmpty)
            #expect(try await pairs("series,code,language,market\ns,z,en,us\n") == [["s/z", "s/y", same]])
            // The last one before it is a likely duplicate: then the one before that is told.
            let called = "series,code,title,market,language\ns,zz,Z,us,en\n"
            #expect(try await pairs(called) == [["s/zz", "s/y", same]])
        }
    }
}
