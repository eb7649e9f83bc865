import AdaptModel
import Testing

@testable import AdaptService

@Suite("Elements that two catalogues have, brought together")
struct ExchangeElementTests: ExchangeActs {
    func add(_ path: String, _ facts: ElementFacts, _ workspace: Workspace) async throws {
        _ = try await workspace.addElement(ElementPath(path), facts, dryRun: false)
    }

    func edit(_ path: String, _ facts: ElementFacts, _ workspace: Workspace) async throws {
        _ = try await EditElement(ElementPath(path), facts).run(in: workspace, dryRun: false)
    }

    func rename(_ path: String, _ new: String, _ workspace: Workspace) async throws {
        _ = try await workspace.renameElement(ElementPath(path), to: ElementPath(new), dryRun: false)
    }

    /// Path, kind and what else is said of each.
    func elements(_ workspace: Workspace) async throws -> [String] {
        try await workspace.texts(
            """
            select concat_ws(' ', path, kind, label, vocabulary, tradition) from element_as_of(9223372036854775807)
            order by path
            """)
    }

    /// All that is told, each fault with its way out.
    func words(_ refusal: Refusal) -> String {
        ([refusal.message, refusal.hint ?? ""] + refusal.details).joined(separator: "\n")
    }

    /// Each into the other, and once more; then both say the same.
    func join(_ a: Workspace, _ b: Workspace) async throws -> [String] {
        try await bring(exported(a), into: b)
        try await bring(exported(b), into: a)
        #expect(try await bring(exported(a), into: b).new == 0)
        #expect(try await bring(exported(b), into: a).new == 0)
        let said = try await elements(a)
        #expect(try await elements(b) == said)
        return said
    }

    @Test("what one only made by using it is as the other says, whichever comes in first", arguments: [true, false])
    func guessed(comesFirst: Bool) async throws {
        try await twoCatalogues { a, b in
            try await add("x.a", ElementFacts(kind: "plot", label: "A", vocabulary: "sport"), a)
            try await edit("x.a", ElementFacts(tradition: "korean"), a)
            try await b.addSeries("sb")
            try await b.register("sb/en")
            try await b.decide("sb/en", "x.a", .value("hockey"))
            try await b.decide("sb/en", "x.a", .inherit)
            let said = try await comesFirst ? join(a, b) : join(b, a)
            #expect(said == ["x.a plot A sport korean"])
            #expect(try await b.check().allSatisfy { $0.wrong == 0 })
        }
    }

    @Test("what each says of another fact holds beside it")
    func beside() async throws {
        try await twoCatalogues { a, b in
            try await add("x.a", ElementFacts(kind: "plot"), a)
            try await bring(exported(a), into: b)
            try await edit("x.a", ElementFacts(label: "A"), a)
            try await edit("x.a", ElementFacts(kind: "hook"), b)
            #expect(try await join(a, b) == ["x.a hook A"])
            // What one changes after both said the same comes in, whatever the other had said before.
            try await edit("x.a", ElementFacts(kind: "beat"), a)
            #expect(try await join(b, a) == ["x.a beat A"])
        }
    }

    @Test("where both say otherwise each fact is told, and comes in once it is said here as there")
    func split() async throws {
        try await twoCatalogues { a, b in
            try await add("x.a", ElementFacts(kind: "plot", tradition: "korean"), a)
            try await add("x.a", ElementFacts(kind: "hook", tradition: "chinese"), b)
            let lines = try await exported(a)
            let refused = try await refusal { try await bring(lines, into: b) }
            let told = words(refused)
            #expect(told.contains("has kind \"hook\" here (operation 1), and kind \"plot\" in the file (operation 1)"))
            #expect(told.contains("has tradition \"chinese\" here"))
            #expect(told.contains("adapt element edit x.a --kind \"plot\""))
            try await edit("x.a", ElementFacts(kind: "plot", tradition: "korean"), b)
            #expect(try await join(a, b) == ["x.a plot korean"])
        }
    }

    @Test("evidence that an edit of something else leaves as it is comes in once")
    func evidence() async throws {
        try await twoCatalogues { a, b in
            try await a.addSource("src")
            let citation = Citation(source: "src", locator: "p. 1", quote: nil)
            try await add("trope.heir", ElementFacts(tradition: "korean", citation: citation), a)
            try await edit("trope.heir", ElementFacts(label: "Heir"), a)
            try await bring(exported(a), into: b)
            try await edit("trope.heir", ElementFacts(kind: "hook"), a)
            try await bring(exported(a), into: b)
            #expect(try await b.number("select count(*) from citation") == 1)
            #expect(try await exported(a) == exported(b))
            let (here, there) = (try await b.citing("src", limit: 9), try await a.citing("src", limit: 9))
            #expect(here.rows == there.rows)
        }
    }
}
