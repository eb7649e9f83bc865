import AdaptModel
import Testing

@testable import AdaptService

/// A sheet shows beside what an edition says what its parent had when it was written.
@Suite("A sheet that shows what parents had before")
struct BulkParentTests {
    private static let header = "edition,element,value,state,basis,parent_value,parent_state,revision\n"

    /// `s/us` says chess beside the parent's old, which kim has made new since.
    private func moved(
        _ body: @Sendable (_ mia: Workspace, _ kim: Workspace) async throws -> Void
    ) async throws {
        try await Stage.with { mia async throws in
            for path in ["lead.sport", "plot.end"] { try await mia.decide("s/kr", path, .value("old")) }
            try await mia.decide("s/us", "lead.sport", .value("chess"))
            let kim = Workspace(connection: mia.connection, author: "kim")
            try await kim.decide("s/kr", "lead.sport", .value("new"))
            try await body(mia, kim)
        }
    }

    private func last(_ workspace: Workspace) async throws -> Int {
        try await workspace.number("select max(operation_id) from operation")
    }

    private func own(_ value: String, beside parent: String) -> String {
        Self.header + "s/us,lead.sport,\(value),value,own,\(parent),\(parent.isEmpty ? "" : "value"),\n"
    }

    @Test("what is edited in it is refused with who changed the parent's value, until the row shows none or what it is")
    func edited() async throws {
        try await moved { mia, _ in
            let by = try await last(mia)
            let refused = try await refusal { try await mia.elements(own("go", beside: "old")) }
            #expect(
                refused.message.contains(
                    "parent of \"s/us\" says otherwise of \"lead.sport\" than the row shows: \"old\" -> \"new\" "
                        + "(kim, operation \(by))"), "\(refused)")
            #expect(refused.place?.text == "el.csv:2:3")
            #expect(refused.hint?.contains("empty parent_value and parent_state in the row") == true)
            #expect(try await mia.resolved("s/us", "lead.sport").state.words == "chess")
            #expect(try await mia.elements(own("go", beside: "")).decisions.changed == 1)
            #expect(try await mia.elements(own("shogi", beside: "new")).decisions.changed == 1)
        }
    }

    @Test("what is filled in beside not_recorded in it is refused so too, until the row shows nothing of the parent")
    func filledIn() async throws {
        try await moved { mia, _ in
            func row(_ parent: String) -> String { Self.header + "s/us-2,lead.sport,go,not_recorded,,,\(parent),\n" }
            let refused = try await refusal { try await mia.elements(row("not_recorded")) }
            #expect(refused.message.contains("than the row shows: (not recorded) -> \"new\" ("), "\(refused)")
            #expect(refused.hint?.contains("empty parent_value and parent_state in the row") == true)
            #expect(try await mia.elements(row("")).decisions.new == 1)
            #expect(try await mia.resolved("s/us-2", "lead.sport").state.words == "go")
        }
    }

    @Test("where the author changed the parent's value alone that is told, and what a file changes itself is not")
    func ownChange() async throws {
        try await moved { mia, kim in
            try await mia.decide("s/kr", "lead.sport", .value("newer"))
            let by = try await last(mia)
            let refused = try await refusal { try await mia.elements(own("go", beside: "old")) }
            let sayers = "kim, operation \(by - 1), then mia, operation \(by)"
            #expect(refused.message.contains("\"old\" -> \"newer\" (\(sayers))"), "\(refused)")
            for dryRun in [true, false] {
                let receipt = try await mia.elements(own("go", beside: "new"), dryRun: dryRun)
                let change = BulkReceipt.Change(
                    edition: "s/us", words: "lead.sport \"new\" -> \"newer\"", by: "mia, operation \(by)")
                #expect(receipt.decisions.changed == 1 && receipt.besideOther == [change], "\(receipt.besideOther)")
            }
            let both = Self.header + "s/kr,lead.sport,last,value,own,,,\ns/us,lead.sport,shogi,value,own,newer,value,\n"
            let receipt = try await kim.elements(both)
            #expect(receipt.decisions.changed == 2 && receipt.besideOther.isEmpty)
        }
    }

    @Test("what was changed of the parent's value and is as it was again is nobody's word")
    func cameToNothing() async throws {
        try await moved { mia, kim in
            try await mia.decide("s/kr", "lead.sport", .value("newer"))
            let by = try await last(mia)
            try await kim.decide("s/kr", "lead.sport", .value("newest"))
            _ = try await kim.undo(by + 1)
            let receipt = try await mia.elements(own("go", beside: "new"))
            #expect(receipt.besideOther.map(\.by) == ["mia, operation \(by)"], "\(receipt.besideOther)")
        }
    }

    @Test("a correction of the parent's value leaves its meaning, so that a row which shows it as it was goes in")
    func corrected() async throws {
        try await moved { mia, kim in
            try await kim.decide("s/kr", "lead.sport", .value("New"), minor: true)
            let receipt = try await mia.elements(own("go", beside: "new"))
            #expect(receipt.decisions.changed == 1 && receipt.besideOther.isEmpty)
        }
    }

    @Test("what is shown as inherited and is untouched refuses nothing, whatever the parent says by now")
    func inherited() async throws {
        try await moved { mia, _ in
            let untouched = "s/us-2,lead.sport,old,value,inherited"
            let receipt = try await mia.elements(
                Self.header + untouched + ",old,value,\ns/us-2,plot.end,mine,value,own,old,value,\n")
            #expect(receipt.decisions == .init(new: 1, changed: 0, unchanged: 0))
            #expect(try await mia.resolved("s/us-2", "lead.sport").state.words == "new")
            let short = "edition,element,value,state,basis\n"
            #expect(try await mia.elements(short + untouched + "\n").operation == nil)
            let beside = short + "s/kr,lead.sport,newer,value,own\ns/us-2,lead.sport,new,value,inherited\n"
            #expect(try await mia.elements(beside).decisions.changed == 1)
            let touched = untouched.replacing(",old,", with: ",other,")
            for file in [Self.header + touched + ",old,value,\n", short + touched + "\n"] {
                let refused = try await refusal { try await mia.elements(file) }
                #expect(refused.message.contains("\"lead.sport\" is not what \"s/us-2\" inherits"), "\(refused)")
            }
        }
    }

    @Test("what is shown as kept is left where somebody has kept it again since, with what the parent says by now")
    func keptAgain() async throws {
        try await moved { mia, kim in
            try await mia.decide("s/us", "plot.end", .keep)
            let seen = try await mia.number(
                "select max(r.revision) from revision r join edition e using (edition_id) where e.code = 'us'")
            try await kim.decide("s/kr", "plot.end", .value("new"))
            try await kim.decide("s/us", "plot.end", .keep)
            let by = try await last(mia)
            let row = "s/us,plot.end,old,value,kept,old,value,\(seen)\n"
            let receipt = try await mia.elements(Self.header + row)
            #expect(receipt.operation == nil && receipt.decisions.unchanged == 1)
            let change = BulkReceipt.Change(
                edition: "s/us", words: "plot.end \"old\" -> \"new\" (kim, operation \(by))",
                by: "kim, operation \(by)")
            #expect(receipt.newer == [change], "\(receipt.newer)")
        }
    }
}
