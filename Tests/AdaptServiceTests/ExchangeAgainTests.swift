import AdaptModel
import Testing

@testable import AdaptService

@Suite("A catalogue comes in again, beside what was done here")
struct ExchangeAgainTests: ExchangeActs {
    @Test("a market of the same code and other territories is refused; of the same ones it is one")
    func markets() async throws {
        try await twoCatalogues { a, b in
            try await addMarket(["SE", "NO", "DK"], a)
            try await addMarket(["FI", "IS"], b)
            let lines = try await exported(a)
            let refused = try await refusal { try await bring(lines, into: b) }
            #expect(refused.message == "market \"nordics\" is FI IS here, and DK NO SE in the file")
            #expect(refused.place?.line == 3)
            try await undo(1, b)
            try await addMarket(["NO", "DK", "SE"], b)
            try await bring(lines, into: b)
            #expect(try await b.number("select count(*) from market_state") == 2, "the one taken back, and one")
            #expect(try await bring(lines, into: b).new == 0)
        }
    }

    @Test("a merger that was said here too is one with it: what was given up is so until both are taken back")
    func mergers() async throws {
        try await twoCatalogues { a, b in
            for workspace in [a, b] {
                for term in ["g:x", "g:y", "g:z"] { try await addTerm(term, workspace) }
                try await merge("g:x", "g:y", workspace)
            }
            try await bring(exported(a), into: b)
            let refused = try await refusal { try await merge("g:x", "g:z", b) }
            #expect(refused.message == "term \"g:x\" was given up: it is \"g:y\" (operation 8)")
            for operation in [8, 4] { try await undo(operation, b) }
            try await merge("g:x", "g:z", b)
            let known = try await names(b)
            #expect(known == ["g:z", "g:y", "g:z"])
        }
    }

    @Test("a series edited here since is refused, until that is taken back")
    func editedSeries() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("n")
            try await bring(exported(a), into: b)
            var ours = SeriesFacts()
            ours.note = "ours"
            _ = try await b.editSeries("n", ours, dryRun: false)
            _ = try await a.editSeries("n", SeriesFacts(title: "N new"), dryRun: false)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            #expect(refused.message == "series \"n\" was changed here since it was last imported (operation 2)")
            #expect(refused.hint == "adapt undo 2 takes it back, then the file can come in")
            try await undo(2, b)
            #expect(try await bring(exported(a), into: b).new == 1)
        }
    }

    @Test("what was added, taken back, added again and brought back comes in as it counts")
    func addedAgain() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addElement(ElementPath("ending"), ElementFacts(label: "1"), dryRun: false)
            try await a.addSource("s")
            try await undo(1, a)
            try await undo(2, a)
            _ = try await a.addElement(ElementPath("ending"), ElementFacts(label: "2"), dryRun: false)
            try await a.addSource("s")
            for operation in [5, 6, 3, 4] { try await undo(operation, a) }
            let lines = try await exported(a)
            try await bring(lines, into: b)
            #expect(try await exported(b) == lines)
            for cut in 1...10 {
                let sql =
                    "select label from element_as_of(\(cut)) union all select title from source_live(\(cut)) order by 1"
                #expect(try await a.texts(sql) == b.texts(sql), "\(cut)")
            }
            #expect(try await b.texts("select label from element_as_of(9223372036854775807)") == ["1"])
        }
    }

    @Test("moments never run backwards in an empty database, and the round trip stays equal")
    func moments() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("a")
            try await b.addSeries("b")
            try await bring(exported(a), into: b)
            let lines = try await exported(b)
            try await Catalogue.empty { c in
                try await makeOwn(c)
                try await bring(lines, into: c)
                #expect(try await exported(c) == lines)
                #expect(
                    try await c.number(
                        "select count(*) from operation o join operation p on p.operation_id = o.operation_id + 1 where p.at <= o.at"
                    ) == 0)
                #expect(
                    try await c.texts("select operation_as_of(at)::text from operation order by operation_id") == [
                        "1", "2",
                    ])
            }
        }
    }

    @Test("while it comes in there is room in memory for the operations of a large one")
    func room() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("n")
            let bytes = Array(try await exported(a).joined(separator: "\n").utf8)
            let before = try await b.texts("show work_mem")
            let during = try await b.transaction(dryRun: true) {
                _ = try await ImportCatalogue().apply(ByteSource(name: "c.jsonl", bytes: bytes), b)
                return try await b.texts("show work_mem")
            }
            let after = try await b.texts("show work_mem")
            #expect(during == ["64MB"] && before != during && after == before, "\(before) \(during) \(after)")
        }
    }
}
