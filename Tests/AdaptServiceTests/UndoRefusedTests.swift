import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("An undo that is refused")
struct UndoRefusedTests {
    /// What is done after the operation that is to be taken back, and what the refusal says of it.
    private func refused(
        _ act: @Sendable (Workspace) async throws -> Void, then later: @Sendable (Workspace) async throws -> Void
    ) async throws -> String {
        try await Catalogue.sample { workspace in
            try await act(workspace)
            let target = try await workspace.lastOperation()
            try await later(workspace)
            let found = try await refusal { _ = try await workspace.undo(target) }
            #expect(found.kind == .rule)
            #expect(found.hint == "take back operation \(target + 1) first: adapt undo \(target + 1)")
            _ = try await workspace.undo(target + 1)
            _ = try await workspace.undo(target)
            return found.details.first ?? ""
        }
    }

    @Test("refuses what something later rests on, and says what")
    func obstacles() async throws {
        try await TestServer.inOnePlace { try await eachObstacle() }
    }

    private func eachObstacle() async throws {
        let sport = "male_lead.sport"
        let register: @Sendable (Workspace) async throws -> Void = {
            try await $0.register("hockey-star/kr", market: "kr", from: "hockey-star/es")
        }
        let decide: @Sendable (Workspace) async throws -> Void = {
            try await $0.decide("hockey-star/en", sport, .value("sport:association_football"))
        }
        #expect(
            try await refused(register) { try await $0.decide("hockey-star/kr", sport, .unknown) }.contains(
                "decides elements of \"hockey-star/kr\""))
        #expect(
            try await refused(register) {
                try await $0.register("hockey-star/jp", market: "jp", from: "hockey-star/kr")
            }
            .contains("derives \"hockey-star/jp\" from \"hockey-star/kr\""))
        #expect(
            try await refused(register) { workspace in
                try await workspace.load(
                    "edition,metric,source,week,value\nhockey-star/kr,views,socialpeta-2026-w02,2026-W02,5\n")
            }.contains("has figures of \"hockey-star/kr\""))
        #expect(
            try await refused(decide) { try await $0.decide("hockey-star/en", sport, .unknown) }.contains(
                "decides \"\(sport)\" of \"hockey-star/en\" again"))
        #expect(
            try await refused(decide) { try await $0.decide("hockey-star/es", sport, .keep) }.contains(
                "keeps \"\(sport)\" of \"hockey-star/es\""))
        #expect(
            try await refused {
                _ = try await $0.addElement(ElementPath("ending"), ElementFacts(), dryRun: false)
            } then: {
                try await $0.decide("hockey-star/en", "ending", .value("they part"))
            }.contains("uses element \"ending\""))
        #expect(
            try await refused {
                _ = try await $0.addMarket(Code("nordic", for: "m"), name: "N", territories: ["SE"], dryRun: false)
            } then: {
                try await $0.register("hockey-star/nordic", market: "nordic")
            }.contains("uses market \"nordic\""))
        #expect(
            try await refused {
                try await $0.addSource("other")
            } then: { workspace in
                try await workspace.load("edition,metric,source,week,value\nhockey-star/es,views,other,2026-W02,5\n")
            }.contains("cites source \"other\""))
        #expect(
            try await refused {
                try await $0.addSource("other")
            } then: { workspace in
                // One reading alone gives no figure.
                try await workspace.load(
                    "edition,metric,source,day,value\nhockey-star/es,views,other,2026-01-05,5\n", CounterTests.options)
            }.contains("cites source \"other\""))
    }

    @Test("what is brought again must find its ground as it was: the element it decides, a term merged into one alone")
    func ground() async throws {
        try await Catalogue.sample { workspace in
            _ = try await workspace.addElement(ElementPath("ending"), ElementFacts(), dryRun: false)
            let added = try await workspace.lastOperation()
            try await workspace.decide("hockey-star/en", "ending", .value("they part"))
            _ = try await workspace.undo(added + 1)
            _ = try await workspace.undo(added)
            let groundless = try await refusal { _ = try await workspace.undo(added + 2) }
            #expect(groundless.kind == .rule)
            _ = try await workspace.undo(added + 3)
            #expect(try await workspace.undo(added + 2).countsAgain)

            _ = try await workspace.addTerm("sport:polo", labels: [("en", "polo")], dryRun: false)
            _ = try await workspace.mergeTerm("sport:polo", into: "sport:ice_hockey", dryRun: false)
            let merged = try await workspace.lastOperation()
            _ = try await workspace.undo(merged)
            _ = try await workspace.mergeTerm("sport:polo", into: "sport:association_football", dryRun: false)
            #expect(try await refusal { _ = try await workspace.undo(merged + 1) }.kind == .rule)
        }
    }

    @Test("a decision is not brought again below a keep that was taken on the keep before it")
    func keptMeanwhile() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSeries("s")
            try await workspace.register("s/base")
            try await workspace.register("s/en", from: "s/base")
            try await workspace.register("s/es", from: "s/en")
            try await workspace.decide("s/base", "ending", .value("they part"))
            try await workspace.decide("s/en", "ending", .keep)
            try await workspace.decide("s/en", "ending", .value("they stay"))
            let changed = try await workspace.lastOperation()
            _ = try await workspace.undo(changed)
            try await workspace.decide("s/es", "ending", .keep)
            let refused = try await refusal { _ = try await workspace.undo(changed + 1) }
            #expect(refused.details.contains { $0.contains("keeps \"ending\" of \"s/es\"") }, "\(refused.details)")
        }
    }

    @Test("an undo that would let an edition descend from itself is refused")
    func cycle() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSeries("s")
            for code in ["a", "b", "c"] { try await workspace.register("s/\(code)") }
            func derive(_ child: String, from parent: String) async throws {
                let lineage = LineageFacts(parent: try EditionReference(parsing: parent))
                _ = try await EditEdition(
                    edition: EditionReference(parsing: child), facts: EditionFacts(), lineage: lineage
                ).run(in: workspace, dryRun: false)
            }
            try await derive("s/a", from: "s/b")
            try await derive("s/a", from: "s/c")
            let moved = try await workspace.lastOperation()
            try await derive("s/b", from: "s/a")
            let refused = try await refusal { _ = try await workspace.undo(moved) }
            #expect(refused.message == "edition would become its own ancestor")
        }
    }

    @Test("names what is wrong: no such operation, taken back already, nothing left of one's own")
    func wrongNumbers() async throws {
        try await Catalogue.sample { workspace in
            #expect(try await refusal { _ = try await workspace.undo(99) }.message == "operation 99 does not exist")
            try await workspace.addSource("other")
            let done = try await workspace.lastOperation()
            _ = try await workspace.undo(done)
            let twice = try await refusal { _ = try await workspace.undo(done) }
            #expect(twice.message == "operation \(done) was taken back already, by operation \(done + 1)")
            #expect(twice.hint == "to bring it back: adapt undo \(done + 1)")
            let other = Workspace(connection: workspace.connection, author: "lin")
            #expect(try await refusal { _ = try await other.undo(nil) }.message.hasPrefix("nothing by \"lin\""))
            let rehearsal = try await Undo(OperationID(done + 1)).run(in: workspace, dryRun: true)
            #expect(rehearsal.result.countsAgain)
            #expect(try await workspace.lastOperation() == done + 1)
        }
    }
}
