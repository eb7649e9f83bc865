import AdaptModel
import Testing

@testable import AdaptService

/// Evidence that was given later, in catalogues that are brought together.
extension TermEvidenceTests {
    @Test("given later goes to another catalogue and back, and so does its being taken back")
    func laterExchanged() async throws {
        try await twoCatalogues { a, b in
            try await fill(a)
            let merger = try await merge("g:x", "g:y", "5", a).operation.number
            let market = try await add(["SE", "NO"], "N", "6", a).operation.number
            let lines = try await exported(a)
            try await bring(lines, into: b)
            let (back, came, set) = (try await exported(b), try await evidence("g:y", b), try await nordics(b))
            #expect(back == lines && set == ["N|NO SE|src|6"])
            #expect(came == ["term g:x: 1", "label es=y griega: 2", "merger g:x: 5"])
            for operation in [market, merger] { try await a.undo(operation) }
            let again = try await bring(exported(a), into: b)
            let (left, own) = (try await evidence("g:y", b), try await nordics(b))
            #expect(again.new == 2 && left == Self.all && own == ["N|NO SE|src|4"])
        }
    }

    @Test("of a merger or a market that was taken back in another catalogue is refused there until it is brought back")
    func ofWhatIsGone() async throws {
        try await twoCatalogues { a, b in
            try await a.addSource("src")
            for term in ["g:x", "g:y"] { try await addTerm(term, a) }
            _ = try await merge("g:x", "g:y", nil, a)
            _ = try await add(["SE", "NO"], "N", nil, a)
            try await bring(exported(a), into: b)
            for operation in [5, 4] { try await b.undo(operation) }
            _ = try await merge("g:x", "g:y", "1", a)
            _ = try await add(["SE", "NO"], "N", "2", a)
            let lines = try await exported(a)
            let refused = try await refusal { try await bring(lines, into: b) }
            let told = ([refused.message] + refused.details).joined(separator: "\n")
            let faults = [
                "operation 4, which gives up term \"g:x\" for another, was taken back here (operation 7)",
                "market \"nordics\" was taken back here since it was last imported (operation 6)",
            ]
            for fault in faults { #expect(told.contains(fault), "\(told)") }
            for operation in [7, 6] { try await b.undo(operation) }
            try await bring(lines, into: b)
            let (came, set) = (try await evidence("g:y", b), try await nordics(b))
            #expect(came == ["merger g:x: 1"] && set == ["N|NO SE|src|2"])
        }
    }

    @Test("of a market that stood on it before goes to another catalogue after what it stood on in between")
    func marketBack() async throws {
        try await twoCatalogues { a, b in
            try await a.addSource("src")
            _ = try await add(["SE", "NO"], "N", "1", a)
            try await bring(exported(a), into: b)
            for locator in ["2", "1"] { _ = try await add(["SE", "NO"], "N", locator, a) }
            let lines = try await exported(a)
            try await bring(lines, into: b)
            let came = try await nordics(b)
            #expect(came == ["N|NO SE|src|1"])
            try await b.undo(4)
            let between = try await nordics(b)
            #expect(between == ["N|NO SE|src|2"])
        }
    }
}
