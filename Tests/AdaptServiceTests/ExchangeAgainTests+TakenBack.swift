import AdaptModel
import Testing

@testable import AdaptService

/// What was taken back here, or there, or both.
extension ExchangeAgainTests {
    @Test("what was taken back here stays so, and that is told with the operations that bring it back")
    func takenBackHere() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("n")
            try await a.register("n/en")
            try await a.register("n/es", from: "n/en")
            let lines = try await exported(a)
            #expect(try await bring(lines, into: b).takenBack == [])
            try await undo(3, b)
            try await undo(2, b)
            let again = try await bring(lines, into: b)
            #expect((again.new, again.takenBack.map(\.by)) == (0, [5, 4]))
            for operation in again.takenBack.map(\.by) { try await undo(operation, b) }
            #expect(try await bring(lines, into: b).takenBack == [])
            #expect(try await b.editionLines("n").count == 2)
            // What the file itself takes back is no news.
            try await undo(3, a)
            #expect(try await bring(exported(a), into: b).takenBack == [])
            #expect(try await bring(exported(a), into: b).takenBack == [])
        }
    }

    @Test("what was undone here alone stands in nobody's way: something else may go by its name here")
    func undoneHere() async throws {
        try await twoCatalogues { a, b in
            func add(_ kind: String, _ title: String, _ workspace: Workspace) async throws {
                _ = try await workspace.addElement(ElementPath("ending"), ElementFacts(kind: kind), dryRun: false)
                _ = try await workspace.addSource(
                    Code("rank", for: "source"), SourceFacts(title: title), dryRun: false)
            }
            try await add("beat", "Weekly", a)
            try await bring(exported(a), into: b)
            try await undo(2, b)
            try await undo(1, b)
            try await add("ending", "Monthly", b)
            try await a.addSeries("n")
            #expect(try await bring(exported(a), into: b).new == 1)
            #expect(try await b.texts("select kind from element_as_of(9223372036854775807)") == ["ending"])
            #expect(try await b.texts("select title from source_live(9223372036854775807)") == ["Monthly"])
        }
    }

    @Test("what the file says of something that was taken back here, and takes back itself, needs nothing here")
    func saidAndTakenBack() async throws {
        try await twoCatalogues { a, b in
            try await addTerm("g:a", a)
            try await addTerm("g:c", a)
            try await bring(exported(a), into: b)
            try await undo(2, b)
            try await merge("g:c", "g:a", a)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            #expect(refused.message.contains("was taken back here since it was last imported (operation 3)"))
            try await undo(3, a)
            #expect(try await bring(exported(a), into: b).new == 2)
            for proof in try await b.check() { #expect(proof.wrong == 0, "\(proof.what): \(proof.named ?? "")") }
        }
    }

    @Test("what was taken back here stands in nobody's way; what came and was taken back here is not brought again")
    func takenBack() async throws {
        try await twoCatalogues { a, b in
            for workspace in [a, b] {
                try await workspace.addSeries("n")
                try await workspace.register("n/no", title: workspace.author)
            }
            try await undo(2, b)
            try await undo(1, b)
            try await bring(exported(a), into: b)
            #expect(try await b.editions(of: "n")["title"] == ["mia"])
            try await undo(6, b)
            try await undo(5, b)
            try await a.decide("n/no", "ending", .value("x"))
            let refused = try await refusal { try await bring(exported(a), into: b) }
            let told = [refused.message] + refused.details
            #expect(
                told.contains {
                    $0.contains("series \"n\" was taken back here since it was last imported (operation 8)")
                })
            #expect(
                told.contains {
                    $0.contains("edition \"n/no\" was changed here since it was last imported (operation 7)")
                })
        }
    }

    @Test("what both took back is refused, not brought back by two undos")
    func takenBackTwice() async throws {
        try await twoCatalogues { a, b in
            try await addTerm("sport:x", a)
            try await bring(exported(a), into: b)
            try await undo(1, a)
            try await undo(1, b)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            #expect(refused.message == "operation 1 was taken back here (operation 2), and in the file too")
            try await undo(2, b)
            try await bring(exported(a), into: b)
            #expect(try await names(b) == [])
        }
    }

    @Test("a market that the file takes back is in nobody's way, and is not brought again over one of other countries")
    func marketTakenBackInFile() async throws {
        try await twoCatalogues { a, b in
            let territories = """
                select array_to_string(territories, ' ') from market_as_of(9223372036854775807)
                where market_code = 'nordics'
                """
            try await addMarket(["SE", "NO"], a)
            try await undo(1, a)
            try await addMarket(["FI", "IS"], b)
            #expect(try await bring(exported(a), into: b).new == 2)
            #expect(try await b.texts(territories) == ["FI IS"])
            let refused = try await refusal { try await undo(3, b) }
            #expect(refused.message == "operation 3 cannot be taken back: another has the name it would bring back")
            #expect(refused.details.allSatisfy { $0.hasSuffix("gives the name \"nordics\" to another") })
            #expect(refused.hint == "take back operation 1 first: adapt undo 1")
            try await undo(1, b)
            try await undo(3, b)
            #expect(try await b.texts(territories) == ["NO SE"])
            let other = try await refusal { try await undo(4, b) }
            #expect(other.details.allSatisfy { $0.hasSuffix("gives the name \"nordics\" to another") })
        }
    }
}
