import AdaptModel
import Testing

@testable import AdaptService

@Suite("Several figures of one edition in the same days")
struct SameDaysTests {
    private static func file(_ metric: String, _ values: [String]) -> String {
        Stage.header + values.map { Stage.row("s/kr", 5, 5, $0, metric: metric) }.joined()
            + Stage.row("s/us", 5, 5, "7", metric: metric)
    }

    private func load(
        _ workspace: Workspace, _ metric: String, _ values: [String], _ way: String?
    ) async throws -> ImportReach.Receipt {
        var settings: [String: String] = [:]
        settings["same-days"] = way
        return try await workspace.load(
            Self.file(metric, values), ImportSettings(settings).options(today: Catalogue.today))
    }

    private func kept(_ workspace: Workspace) async throws -> [String] {
        try await workspace.texts(
            "select comparator || low || '..' || coalesce(high::text, '') from observation order by 1")
    }

    @Test("are refused with both lines and the option that settles it")
    func refused() async throws {
        try await Stage.with { workspace async throws in
            let refused = try await refusal { _ = try await load(workspace, "viewers", ["500", "450"], nil) }
            #expect(refused.place?.text == "reach.csv:3")
            #expect(refused.message == "figure differs from the one of the same window in line 2")
            #expect(refused.hint?.contains("--same-days highest, or add") == true)
            #expect(refused.hint?.contains("category") == false)
        }
    }

    @Test("are no less than the highest of them, where that is asked for: people are never added")
    func highest() async throws {
        try await Stage.with { workspace async throws in
            let receipt = try await load(workspace, "viewers", ["500", "450", "500"], "highest")
            #expect((receipt.read, receipt.new, receipt.together) == (4, 2, 2))
            #expect(try await kept(workspace) == ["=7..7", ">=500.."])
            let again = try await load(workspace, "viewers", ["500", "450", "500"], "highest")
            #expect((again.new, again.operation) == (0, nil))
            let people = try await refusal { _ = try await load(workspace, "viewers", ["500", "450"], "add") }
            #expect(people.message.hasPrefix("viewers of the same days cannot be added") && people.kind == .rule)
        }
    }

    @Test("are a lower bound where one is not reported, and nothing where none is", arguments: ["add", "highest"])
    func unreported(_ way: String) async throws {
        try await Stage.with { workspace async throws in
            let receipt = try await load(workspace, "views", ["", "500", ""], way)
            #expect((receipt.read, receipt.new, receipt.notReported) == (4, 2, 2))
            #expect(try await kept(workspace) == ["=7..7", ">=500.."])
        }
        try await Stage.with { workspace async throws in
            #expect(try await load(workspace, "views", ["", ""], way).new == 1)
            #expect(try await kept(workspace) == ["=7..7"])
        }
    }

    @Test("are a lower bound too where the part that is not reported goes by another name of its edition")
    func unreportedAlias() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.register("s/de", title: "Wow!")
            var facts = EditionFacts()
            facts.aliases = [Alias("Wow Alt")]
            _ = try await EditEdition(edition: EditionReference(parsing: "s/de"), facts: facts).run(
                in: workspace, dryRun: false)
            let row = CalledEditionTests.row
            let text =
                CalledEditionTests.header + row("Wow!", "7", "", "", "", 2) + row("Wow Alt", "", "", "", "", 2)
                + row("Nobody", "", "", "", "", 2)
            let receipt = try await workspace.load(text, CalledEditionTests.missing { $0.sameDays = .add })
            #expect((receipt.read, receipt.new, receipt.registered) == (3, 1, []))
            #expect(try await kept(workspace) == [">=7.."])
        }
    }

    @Test("add up with their bounds, equal ones too")
    func add() async throws {
        for (values, sum) in [
            (["500", "450", "500"], "=1450..1450"), (["500", ">450"], ">=951.."), (["~500", "450"], "~950..950"),
            (["10-20", "5"], "range15..25"), (["≤100", "5"], "range5..105"), (["≤100", "≤5"], "<=0..105"),
        ] {
            try await Stage.with { workspace async throws in
                #expect(try await load(workspace, "views", values, "add").new == 2)
                #expect(try await kept(workspace) == ["=7..7", sum].sorted())
                #expect(try await workspace.derivedDifferences() == [])
            }
        }
    }
}
