import AdaptModel
import Testing

@testable import AdaptService

/// What comes from another catalogue, beside what is here.
extension TermEvidenceTests {
    @Test("goes to another catalogue and back, also where its term or market is there already, and on from there")
    func exchanged() async throws {
        try await twoCatalogues { a, b in
            try await fill(a)
            let lines = try await exported(a)
            try await bring(lines, into: b)
            let (back, came) = (try await exported(b), try await evidence("g:y", b))
            #expect(back == lines && came == Self.all)
            try await Catalogue.empty { c in
                try await makeOwn(c)
                try await addTerm("g:x", c)
                try await addMarket(["NO", "SE"], c)
                try await bring(lines, into: c)
                let (united, counts) = (try await evidence("g:y", c), try await c.counts())
                #expect(united == Self.all)
                let market = rows(of: try await c.markets("nordics"), ["name", "source", "locator"])
                #expect(market == ["N|src|4"])
                let again = try await bring(lines, into: c)
                let after = try await c.counts()
                #expect(again.new == 0 && after == counts)
                let own = try await exported(c)
                try await Catalogue.empty { d in
                    try await makeOwn(d)
                    try await bring(own, into: d)
                    let (on, last) = (try await exported(d), try await evidence("g:y", d))
                    #expect(on == own && last == Self.all)
                }
            }
        }
    }

    @Test("that came for a market which is there already is taken back and brought again beside it")
    func besideOwn() async throws {
        try await twoCatalogues { a, b in
            try await fill(a)
            try await addMarket(["NO", "SE"], b)
            try await bring(exported(a), into: b)
            func market() async throws -> [String] {
                rows(of: try await b.markets("nordics"), ["territories", "source", "locator"])
            }
            let came = try await market()
            #expect(came == ["NO SE|src|4"])
            try await b.undo(7)
            let own = try await market()
            #expect(own == ["NO SE"])
            try await b.undo(8)
            let again = try await market()
            #expect(again == came)
        }
    }

    @Test("is not in files of before, which come in; without its source, or of no term, it is refused with its line")
    func files() async throws {
        try await twoCatalogues { a, b in
            try await fill(a)
            let facts = try await exported(a).dropFirst().dropLast().filter { !$0.contains("term_evidence") }
            let old = [#"{"type":"catalogue","version":1}"#] + facts
            let faulty = [
                #"{"type":"term_evidence","id":1,"citation":{"locator":"1"}}"#,
                #"{"type":"term_evidence","id":9,"citation":{"source":"src"}}"#,
                #"{"type":"term_evidence","id":1}"#,
            ]
            let refused = try await refusal { try await bring(old + faulty, into: b) }
            let told = ([refused.message] + refused.details).joined(separator: "\n")
            let faults = [
                "citation: \"source\" is missing", "term 9 has no line of its own", "\"citation\" is missing",
            ]
            for fault in faults { #expect(told.contains(fault), "\(told)") }
            try await bring(old, into: b)
            let (none, known) = (try await evidence("g:y", b), try await names(b))
            #expect(none.isEmpty && known == ["g:y", "g:y"])
        }
    }
}
