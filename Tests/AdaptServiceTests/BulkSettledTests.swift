import AdaptModel
import Testing

@testable import AdaptService

/// An outdated decision that a file says again: to say so is to settle it, as `set` and `keep` do.
@Suite("A file of decisions says again what is outdated")
struct BulkSettledTests {
    func withOutdated(_ body: @Sendable (Workspace) async throws -> Void) async throws {
        try await Stage.with { workspace async throws in
            for path in ["plot.end", "lead.sport", "lead.name"] {
                try await workspace.decide("s/kr", path, .value("old"))
            }
            try await workspace.decide("s/us", "plot.end", .keep)
            try await workspace.decide("s/us", "lead.sport", .value("chess"))
            try await workspace.decide("s/us", "lead.name", .keep)
            try await workspace.decide("s/kr", "plot.end", .value("new"))
            try await workspace.decide("s/kr", "lead.sport", .value("new"))
            #expect(try await workspace.outdated()["element"] == ["lead.sport", "plot.end"])
            try await body(workspace)
        }
    }

    @Test("a keep and a value are settled, what is not outdated is left, and the same file again changes nothing")
    func settled() async throws {
        try await withOutdated { workspace async throws in
            let file = "edition,plot.end,lead.sport,lead.name\ns/us,(keep),chess,(keep)\n"
            let receipt = try await workspace.elements(file)
            #expect(receipt.decisions == .init(new: 0, changed: 2, unchanged: 1))
            #expect(receipt.settled == 2)
            #expect(try await workspace.outdated().rows.isEmpty)
            #expect(try await workspace.resolved("s/us", "plot.end").state.words == "new")
            #expect(try await workspace.elements(file).decisions == .init(new: 0, changed: 0, unchanged: 3))
        }
    }

    @Test("what is settled or corrected (minor) keeps its grounds where the file gives none; another value has its own")
    func grounds() async throws {
        try await withOutdated { workspace async throws in
            func grounds() async throws -> [String] {
                let resolved = try await workspace.resolved("s/us", "lead.sport")
                let decision = try #require(resolved.decision)
                return decision.reasons.map(\.rawValue) + [decision.note ?? "", decision.citation?.reference ?? ""]
            }
            let header = "edition,element,value,reason,note,minor,source,locator\n"
            try await workspace.elements(header + "s/us,lead.sport,chess,talent,why,,src,4\n")
            try await workspace.decide("s/kr", "lead.sport", .value("newer"))
            #expect(try await workspace.elements("edition,lead.sport\ns/us,chess\n").settled == 1)
            #expect(try await grounds() == ["talent", "why", "src:4"])
            try await workspace.elements(header + "s/us,lead.sport,Chess,,,yes,,\n")
            #expect(try await grounds() == ["talent", "why", "src:4"])
            try await workspace.elements(header + "s/us,lead.sport,Chess,budget,,,,\n")
            #expect(try await grounds() == ["budget", "why", "src:4"])
            try await workspace.elements(header + "s/us,lead.sport,go,,,,,\n")
            #expect(try await grounds() == ["", ""])
        }
    }

    @Test(
        "a row that is set aside settles nothing, and a keep whose parent says nothing any more is read back as it is")
    func setAside() async throws {
        try await withOutdated { workspace async throws in
            let header = "edition,element,value,state,basis\n"
            let rejects = Rejects()
            let receipt = try await workspace.elements(
                header + "s/us,plot.end,other,value,kept\ns/us,lead.name,old,value,kept\n", rejects: rejects)
            #expect(receipt.operation == nil && receipt.changes.isEmpty && rejects.rows?.rows.count == 1)
            try await workspace.decide("s/kr", "plot.end", .inherit)
            #expect(try await workspace.elements(header + "s/us,plot.end,old,value,kept\n").operation == nil)
        }
    }

    @Test("a keep said again beside another value of what it keeps keeps that, also by way of another keep")
    func besideAnotherValue() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.register("s/uk", title: "UK", market: "gb", from: "s/us")
            try await workspace.decide("s/kr", "plot.end", .value("old"))
            for edition in ["s/us", "s/uk"] { try await workspace.decide(edition, "plot.end", .keep) }
            let file = "edition,plot.end\ns/uk,(keep)\ns/us,(keep)\ns/kr,new\n"
            let receipt = try await workspace.elements(file)
            #expect(receipt.decisions == .init(new: 0, changed: 3, unchanged: 0))
            #expect(receipt.settled == 2)
            #expect(try await workspace.outdated().rows.isEmpty)
            #expect(try await workspace.resolved("s/uk", "plot.end").state.words == "new")
            #expect(try await workspace.elements(file).decisions == .init(new: 0, changed: 0, unchanged: 3))
        }
    }

    @Test("a keep said again beside what brings the value back that it keeps is outdated no more, and left")
    func broughtBack() async throws {
        try await withOutdated { workspace async throws in
            let receipt = try await workspace.elements("edition,plot.end\ns/us,(keep)\ns/kr,old\n")
            #expect(receipt.decisions == .init(new: 0, changed: 1, unchanged: 1))
            #expect(try await workspace.outdated()["element"] == ["lead.sport"])
        }
    }

    @Test("a term that was merged into the one named says the same")
    func merged() async throws {
        try await Stage.with { workspace async throws in
            for term in ["sport:weiqi", "sport:baduk"] {
                _ = try await workspace.addTerm(term, labels: [], dryRun: false)
            }
            try await workspace.decide("s/kr", "lead.sport", .value("sport:weiqi"))
            _ = try await workspace.mergeTerm("sport:weiqi", into: "sport:baduk", dryRun: false)
            let receipt = try await workspace.elements("edition,lead.sport\ns/kr,sport:baduk\n")
            #expect(receipt.decisions == .init(new: 0, changed: 0, unchanged: 1))
            #expect(try await workspace.decide("s/kr", "lead.sport", .value("sport:baduk")).recorded == nil)
        }
    }
}
