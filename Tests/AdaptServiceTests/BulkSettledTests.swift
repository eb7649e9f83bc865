import AdaptModel
import Testing

@testable import AdaptService

/// An outdated decision that a file says again: to say so is to settle it, as `set` and `keep` do.
@Suite("A file of decisions says again what is outdated")
struct BulkSettledTests {
    private func withOutdated(_ body: @Sendable (Workspace) async throws -> Void) async throws {
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

    @Test("what our own reports show as outdated is left so where they are read again as they are")
    func shownOutdated() async throws {
        try await withOutdated { workspace async throws in
            let before = try await workspace.operations()
            let file = "edition,element,value,state,outdated\ns/us,lead.sport,chess,value,outdated\n"
            #expect(try await workspace.elements(file).decisions == .init(new: 0, changed: 0, unchanged: 1))
            #expect(try await workspace.operations() == before)
            #expect(try await workspace.elements(file.replacing(",outdated\n", with: ",\n")).settled == 1)
        }
    }

    @Test(
        "a row that shows what the parent had before settles nothing: nobody has looked; one that shows what it has does"
    )
    func unseen() async throws {
        try await withOutdated { workspace async throws in
            let header = "edition,element,value,state,basis,outdated,parent_value,parent_state\n"
            let (own, kept) = (
                "s/us,lead.sport,chess,value,own,,old,value\n", "s/us,plot.end,old,value,kept,,old,value\n"
            )
            let before = try await workspace.operations()
            #expect(try await workspace.elements(header + own + kept).decisions.unchanged == 2)
            #expect(try await workspace.operations() == before)
            #expect(try await workspace.elements(header + own.replacing(",old,", with: ",new,")).settled == 1)
            #expect(try await workspace.outdated()["element"] == ["plot.end"])
            try await workspace.decide("s/kr", "lead.sport", .absent)
            let absent = header + own.replacing(",old,value", with: ",,value")
            let left = try await workspace.elements(absent)
            #expect(left.decisions.unchanged == 1, "\(left)")
            #expect(try await workspace.elements(header + "s/us,lead.sport,chess,value,own,,,absent\n").settled == 1)
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

    @Test("words for nothing typed over a value of our own report are no value")
    func typedOver() async throws {
        try await withOutdated { workspace async throws in
            for words in ["(absent)", "?", "tbd"] {
                let refused = try await refusal {
                    try await workspace.elements(
                        "edition,element,value,state,basis\ns/us,lead.sport,\(words),value,own\n")
                }
                #expect(refused.message.contains("stands beside state value"), "\(refused)")
            }
            let file = "edition,element,value,state\ns/us,lead.sport,tbd,value\n"
            #expect(try await workspace.elements(file).decisions.changed == 1)
            let own = "edition,element,value,state,basis\ns/us,lead.sport,tbd,value,own\n"
            #expect(try await workspace.elements(own).decisions.unchanged == 1)
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

    @Test("a keep written by our own reports with its value stays one, and what is inherited is not said")
    func ownReports() async throws {
        try await withOutdated { workspace async throws in
            try await workspace.decide("s/kr", "trope.debt", .value("yes"))
            let before = try await workspace.operations()
            let header = "edition,parent,element,verdict,parent_value,value,parent_state,state,basis\n"
            let kept = header + "s/us,s/kr,plot.end,right_changed,new,old,value,value,kept\n"
            let rows =
                "s/us,s/kr,lead.name,same,old,old,value,value,kept\ns/us,s/kr,trope.debt,,,yes,,value,inherited\n"
            let receipt = try await workspace.elements(kept + rows)
            #expect(receipt.decisions == .init(new: 0, changed: 0, unchanged: 2))
            #expect(try await workspace.operations() == before)
            for row in ["plot.end,,,other,,value,kept", "trope.debt,,,no,,value,inherited"] {
                let file = header + "s/us,s/kr,\(row)\n"
                let refused = try await refusal { try await workspace.elements(file) }
                #expect(
                    refused.message.contains("of \"\(row.prefix { $0 != "," })\" is not what \"s/us\""), "\(refused)")
                #expect(refused.place?.column == 6)
            }
            let settled = try await workspace.elements(kept.replacing(",old,", with: ",new,"))
            #expect(settled.settled == 1)
            let strange = try await refusal { try await workspace.elements(kept.replacing("kept", with: "seen")) }
            #expect(strange.message == "basis \"seen\" is not one of the list")
        }
    }

    @Test("a keep said again in a file of editions that moves its parent is said of what it then inherits")
    func movedAncestor() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.register("s/uk", title: "UK", market: "gb", from: "s/us")
            try await workspace.decide("s/kr", "plot.end", .value("old"))
            try await workspace.decide("s/us-2", "plot.end", .value("other"))
            try await workspace.decide("s/uk", "plot.end", .keep)
            let file = "series,code,from,element:plot.end\ns,uk,us,(keep)\ns,us,us-2,\n"
            let update = BulkOptions.with { $0.update = true }
            #expect(try await workspace.editions(file, update).decisions == .init(new: 0, changed: 1, unchanged: 0))
            #expect(try await workspace.outdated().rows.isEmpty)
            #expect(try await workspace.resolved("s/uk", "plot.end").state.words == "other")
            #expect(try await workspace.editions(file, update).operation == nil)
        }
    }

    @Test("in a file of editions that names another parent, what is said again is said of that one, and once")
    func moved() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.decide("s/kr", "plot.end", .value("old"))
            try await workspace.decide("s/us-2", "plot.end", .value("other"))
            try await workspace.decide("s/us", "plot.end", .keep)
            let file = "series,code,from,element:plot.end\ns,us,us-2,(keep)\n"
            let receipt = try await workspace.editions(file, .with { $0.update = true })
            #expect(receipt.decisions == .init(new: 0, changed: 1, unchanged: 0))
            #expect(try await workspace.outdated().rows.isEmpty)
            #expect(try await workspace.resolved("s/us", "plot.end").state.words == "other")
            #expect(try await workspace.editions(file, .with { $0.update = true }).operation == nil)
        }
    }

    @Test("in a file of editions it is settled where --update asks for it, and is no difference where it does not")
    func editions() async throws {
        try await withOutdated { workspace async throws in
            let file = "series,code,element:plot.end,element:lead.sport\ns,us,(keep),chess\n"
            #expect(try await workspace.editions(file).decisions == .init(new: 0, changed: 0, unchanged: 2))
            #expect(try await workspace.outdated()["element"] == ["lead.sport", "plot.end"])
            let update = BulkOptions.with { $0.update = true }
            #expect(try await workspace.editions(file, update).decisions == .init(new: 0, changed: 2, unchanged: 0))
            #expect(try await workspace.outdated().rows.isEmpty)
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
