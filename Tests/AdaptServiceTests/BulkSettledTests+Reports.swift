import AdaptModel
import Testing

@testable import AdaptService

/// What our own reports show, read again.
extension BulkSettledTests {
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

    @Test("words for nothing typed over a value of our own report are no value")
    func typedOver() async throws {
        try await withOutdated { workspace async throws in
            for (words, state) in [
                ("(absent)", "absent"), ("(keep)", "keep"), ("(kept)", "keep"), ("Unknown", "unknown"),
                ("?", "absent or unknown"), ("tbd", "absent or unknown"),
            ] {
                let refused = try await refusal {
                    try await workspace.elements(
                        "edition,element,value,state,basis\ns/us,lead.sport,\(words),value,own\n")
                }
                #expect(refused.message.contains("stands beside state value"), "\(refused)")
                #expect(refused.hint?.hasPrefix("say \(state) in the column state") == true, "\(refused)")
            }
            let file = "edition,element,value,state\ns/us,lead.sport,tbd,value\n"
            #expect(try await workspace.elements(file).decisions.changed == 1)
            let own = "edition,element,value,state,basis\ns/us,lead.sport,tbd,value,own\n"
            #expect(try await workspace.elements(own).decisions.unchanged == 1)
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
}
