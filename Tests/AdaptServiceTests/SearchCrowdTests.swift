import AdaptModel
import AdaptSQL
import Testing

@testable import AdaptService

/// What very many editions say is not looked through for a list of a few.
@Suite("A search for what very many say")
struct SearchCrowdTests {
    /// The first of what is found; of so many at most that all are looked through where `limit` is large.
    private func found(_ words: String, _ limit: Int, _ workspace: Workspace) async throws -> [[String?]] {
        try await Search(words, kind: .value, limit: limit).run(in: workspace).found.rows
    }

    @Test("lists the first by name, as of all, and handles few rows for them")
    func first() async throws {
        try await FilledCatalogue.with { workspace in
            let said = try await workspace.number("select count(*) from decision where value like 'value %'")
            #expect((5_001..<20_000).contains(said), "\(said)")
            let all = try await found("value", 400, workspace)
            #expect(all.count == 400 && Set(all.map { $0[4] }) == ["0.95"])
            for limit in [1, 5, 30] {
                #expect(try await found("value", limit, workspace) == Array(all.prefix(limit)))
            }
            for (floor, top, most) in [(95, 100, 40_000), (94, 95, 110_000), (89, 90, 110_000)] {
                let plan = try await workspace.texts(
                    "explain (analyze, costs off, timing off, summary off) " + Queries.search["search_decided"],
                    [Int.max, "value", 5, "value", floor, top, false, true])
                let work = CataloguePlanTests.rows(of: plan)
                #expect((1_000...most).contains(work), "\(work) rows for 5 of \(said)")
            }
        }
    }

    @Test("finds them too where only the last series by name say it, what is the words alone before the rest")
    func last() async throws {
        try await FilledCatalogue.with { workspace in
            let paths = try await workspace.texts(
                """
                select p.path from element_path p join element e using (element_id) where e.vocabulary is null
                order by p.path collate "C" limit 1700
                """)
            #expect(paths.count == 1700)
            let editions = ["zz/a", "zz/b", "zz/c"]
            try await workspace.editions(
                "series,code,title\nzz,a,A\nzz,b,B\nzz,c,C\n", .with { $0.mayAddSeries = true })
            let rows = editions.flatMap { edition in
                paths.enumerated().map { "\(edition),\($0.element),\($0.offset == 9 ? "Crówd" : "a crowd")\n" }
            }
            try await workspace.elements("edition,element,value\n" + rows.joined())
            let names = editions.map { "\($0) \(paths[9])" } + ["zz/a \(paths[0])", "zz/a \(paths[1])"]
            for limit in [5, 110] {
                let few = try await found("crowd", limit, workspace)
                #expect(few.count == limit && few.prefix(5).compactMap { $0[1] } == names, "\(few.prefix(5))")
            }
        }
    }

    @Test("lists what is nearer before the first by name of what is alike, or holds the words with a mistake")
    func alike() async throws {
        try await FilledCatalogue.with { workspace in
            let path = try await workspace.texts(
                """
                select p.path from element_path p join element e using (element_id) where e.vocabulary is null
                order by p.path collate "C" limit 1
                """)[0]
            try await workspace.editions("series,code,title\nzz,a,A\n", .with { $0.mayAddSeries = true })
            try await workspace.elements("edition,element,value\nzz/a,\(path),a valeo\n")
            for (word, scores) in [("valeu", ["0.60", "0.45"]), ("vlaue", ["0.50", "0.50"])] {
                let all = try await found(word, 400, workspace)
                #expect(all.count == 400 && all.prefix(2).compactMap { $0[4] } == scores, "\(word): \(all.prefix(2))")
                for limit in [1, 5, 30] {
                    let few = try await found(word, limit, workspace)
                    #expect(few == Array(all.prefix(limit)), "\(word), \(limit)")
                }
            }
        }
    }
}
