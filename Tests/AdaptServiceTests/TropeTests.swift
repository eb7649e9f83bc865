import AdaptModel
import Testing

@testable import AdaptService

@Suite("Tropes and reach")
struct TropeTests {
    private func tropes(
        _ workspace: Workspace, _ week: String? = nil, market: String? = nil, metric: String? = nil
    ) async throws -> TropeReach {
        let request = try week.map {
            WeeklyReach(week: try Week(parsing: $0), metric: metric, source: "src", market: market)
        }
        return try await workspace.tropes(reach: request, market: market)
    }

    private func words(_ lines: [TropeReach.Line]) -> [String] {
        lines.map { line in
            let numbers = [line.reported, line.guaranteed].map { $0.map(String.init) ?? "-" }
            return "\(line.element) \(line.editions.count) \(numbers[0]) \(numbers[1]) \(line.partly)"
        }
    }

    @Test("each figure counts once, a joint one where all of its editions have the element; inherited ones count")
    func sums() async throws {
        try await Stage.with { workspace in
            try await workspace.decide("s/kr", "trope.revenge", .value("present"))
            try await workspace.decide("t/jp", "trope.revenge", .value("present"))
            try await workspace.decide("s/us", "trope.rebirth", .value("present"))
            try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "100") + Stage.row("s/us + s/us-2", 5, 11, ">40")
                    + Stage.row("t/jp", 12, 18, "5"))
            let found = try await tropes(workspace, "2026-W02")
            // s/us and s/us-2 inherit revenge from s/kr; rebirth is of one of the two that share a figure.
            #expect(words(found.tropes) == ["trope.revenge 4 3 141 0", "trope.rebirth 1 1 - 1"])
            #expect(words(try await tropes(workspace).tropes) == ["trope.revenge 4 - - 0", "trope.rebirth 1 - - 0"])
            let markets = found.acrossMarkets.map { "\($0.markets) \($0.editions.count) \($0.guaranteed ?? 0)" }
            #expect(markets == ["[\"jp\"] 1 0", "[\"kr\"] 1 100", "[\"us\"] 2 41"])
            let us = try await tropes(workspace, "2026-W02", market: "us")
            #expect(words(us.tropes) == ["trope.revenge 2 2 41 0", "trope.rebirth 1 1 - 1"])
        }
    }

    @Test("one that is kept counts where the parent had it; none that is absent, unknown or withdrawn does")
    func kept() async throws {
        try await Stage.with { workspace in
            try await workspace.decide("s/kr", "trope.revenge", .value("present"))
            try await workspace.decide("s/us", "trope.revenge", .keep)
            try await workspace.decide("s/us-2", "trope.revenge", .absent)
            #expect(words(try await tropes(workspace).tropes) == ["trope.revenge 2 - - 0"])
            // What is kept stays as it was when it was kept.
            try await workspace.decide("s/kr", "trope.revenge", .unknown)
            let found = try await tropes(workspace)
            #expect(words(found.tropes) == ["trope.revenge 1 - - 0"])
            #expect(found.tropes.map(\.editions) == [["s/us"]])
            #expect(found.changes.isEmpty, "nobody knows what the parent has")
            try await workspace.decide("s/us", "trope.revenge", .inherit)
            #expect(try await tropes(workspace).tropes.isEmpty)
        }
    }

    @Test("changes are those of derived editions; people are not added up")
    func changes() async throws {
        try await Stage.with { workspace in
            try await workspace.decide("s/kr", "male_lead.sport", .value("hockey"))
            try await workspace.decide("s/us", "male_lead.sport", .value("football"))
            let people = "unique_reach"
            try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "1", metric: people)
                    + Stage.row("s/us", 5, 11, "2", metric: people))
            #expect(words(try await tropes(workspace).changes) == ["male_lead.sport 1 - - 0"])
            let refusal = try await refusal { _ = try await tropes(workspace, "2026-W02", metric: people) }
            #expect(refusal.message.hasPrefix("unique_reach of several editions cannot be added"))
        }
    }

    @Test("of the sample say which tradition, and are not attributed the reach of others")
    func sample() async throws {
        try await Catalogue.sample { workspace in
            let request = WeeklyReach(week: try Week(parsing: "2026-W02"))
            let found = try await workspace.tropes(reach: request, market: nil)
            let traditions = found.tropes.map { "\($0.element) \($0.tradition ?? "-")" }
            #expect(traditions.contains("trope.slapping_the_scumbag Chinese"))
            #expect(traditions.contains("trope.chaebol Korean"))
            #expect(found.changes.map(\.element).contains("male_lead.sport"))
            #expect(found.changes.allSatisfy { $0.guaranteed == nil })
        }
    }

    @Test("of a tradition that is there in other letters are of that one; the only one of it can be spelt anew")
    func spelling() async throws {
        try await Catalogue.sample { workspace async throws in
            func say(_ tradition: String, of path: String) async throws -> EditElement.Result {
                try await EditElement(try ElementPath(path), ElementFacts(tradition: tradition))
                    .run(in: workspace, dryRun: false).result
            }
            let added = try await workspace.addElement(
                ElementPath("trope.secret_heir"), ElementFacts(tradition: "KOREÁN"), dryRun: false)
            #expect(added.result == "Korean")
            let again = try await say("korean", of: "trope.chaebol")
            #expect(again.tradition == "Korean" && again.wasSo)
            #expect(try await say("Turkish", of: "trope.secret_heir").tradition == "Turkish")
            #expect(try await say("turkish", of: "trope.secret_heir").tradition == "turkish")
            #expect(
                try await workspace.texts(
                    "select distinct tradition collate \"C\" from element_as_of(9223372036854775807) "
                        + "where tradition is not null order by 1") == ["Chinese", "Korean", "turkish"])
        }
    }
    @Test("of a tradition are spelt anew all at once on the evidence that they had, and back by one undo")
    func respelt() async throws {
        try await Stage.with { workspace async throws in
            let cited = ElementFacts(
                tradition: "Korean", citation: Citation(source: "src", locator: "p. 1", quote: nil))
            for path in ["trope.heir", "trope.chaebol"] {
                _ = try await workspace.addElement(ElementPath(path), cited, dryRun: false)
            }
            func respell(_ path: String) async throws -> Receipt<EditElement.Result> {
                try await EditElement(try ElementPath(path), ElementFacts(tradition: "koreán"), everywhere: true)
                    .run(in: workspace, dryRun: false)
            }
            let said = "select path || ' ' || tradition from element_as_of(9223372036854775807) order by 1"
            let done = try await respell("trope.heir")
            #expect(done.result.respelt == [Respelt(path: "trope.chaebol", was: "Korean")])
            #expect(done.result.replaced.map(\.value) == ["Korean"])
            #expect(try await workspace.texts(said) == ["trope.chaebol koreán", "trope.heir koreán"])
            #expect(try await workspace.citing("src", limit: 9)["name"] == ["trope.chaebol", "trope.heir"])
            let again = try await respell("trope.chaebol")
            #expect(again.wasSo && again.result.respelt.isEmpty)
            _ = try await workspace.undo(nil)
            #expect(try await workspace.texts(said) == ["trope.chaebol Korean", "trope.heir Korean"])
            #expect(try await workspace.check().allSatisfy { $0.wrong == 0 })
        }
    }
}
