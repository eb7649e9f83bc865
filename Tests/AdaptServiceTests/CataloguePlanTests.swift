import AdaptModel
import AdaptSQL
import Postgres
import Synchronization
import Testing

@testable import AdaptService

/// Rows that the database handles for statements on a catalogue: however they are planned, they stay near what is asked.
@Suite("Work on a filled catalogue")
struct CataloguePlanTests {
    /// Rows that all steps of a statement handled, as PostgreSQL counted them while it ran.
    private func work(
        _ workspace: Workspace, _ statement: String, _ values: [(any PostgresEncodable)?]
    ) async throws -> Int {
        try await workspace.connection.run("begin")
        let plan = try await workspace.texts(
            "explain (analyze, costs off, timing off, summary off) " + statement, values)
        try await workspace.connection.run("rollback")
        return Self.rows(of: plan)
    }

    /// The same of a plan.
    static func rows(of plan: [String]) -> Int {
        var (sum, loops) = (0, 1)
        for line in plan {
            if let node = line.firstMatch(of: /actual rows=(\d+) loops=(\d+)/) {
                loops = Int(node.2) ?? 1
                sum += (Int(node.1) ?? 0) * loops
            } else if let removed = line.firstMatch(of: /Rows Removed by .*: (\d+)/) {
                sum += (Int(removed.1) ?? 0) * loops
            }
        }
        return sum
    }

    @Test("what is recorded of the series of a file is read once, not once a series")
    func series() async throws {
        try await FilledCatalogue.with { workspace in
            let ids = try await workspace.texts("select series_id::text from series").compactMap { Int($0) }
            #expect(ids.count == 400)
            let work = try await work(workspace, Queries.bulk["editions"], [ids])
            #expect((2_400...100_000).contains(work), "\(work) rows for 2,400 editions")
        }
    }

    @Test("whoever goes through all series gets each once, in their order, with all that is decided in it")
    func everySeries() async throws {
        try await FilledCatalogue.with { workspace in
            let kept = Kept()
            try await workspace.forEachSeries(of: .all, detail: .values) { history in
                kept.add("\(history.series) \(history.linesAgainstParents().count)")
            }
            let expected = try await workspace.texts(
                """
                select s.code || ' ' || (select count(distinct (d.edition_id, d.element_id))
                    from decision d join lineage l using (series_id, edition_id)
                    where d.series_id = s.series_id and l.parent_id is not null and d.state <> 'inherit')
                from series s order by s.code
                """)
            #expect(expected.count == 400)
            #expect(kept.text == expected.map { $0 + "\n" }.joined())
        }
    }

    @Test("a hundred series are looked up by their codes, not found by reading all for each hundred")
    func hundred() async throws {
        try await FilledCatalogue.with { workspace in
            let codes = try await workspace.texts("select code from series order by code limit 100")
            // Of so few series all would be read as soon as looked up, were it not for this.
            try await workspace.connection.run("set random_page_cost = 1")
            for query in ["index", "decisions", "decisions_alone", "decisions_stated", "decisions_of"] {
                var values: [(any PostgresEncodable)?] = [Int.max, codes]
                let keys: [Int]? = query == "decisions_of" ? [1] : nil
                if query != "index" { values.append(keys) }
                let plan = try await workspace.texts("explain (costs off) " + Queries.series[query], values)
                #expect(
                    plan.contains { $0.contains("series_code_unique") }
                        && !plan.contains { $0.contains("Seq Scan on series ") }, "\(plan)")
            }
        }
    }

    @Test("words are looked up together by what terms are called, and a search works their meaning out once")
    func terms() async throws {
        try await FilledCatalogue.with { workspace in
            let labels = try await workspace.texts("select label from term_label order by term_id, language limit 400")
            let vocabulary = try await workspace.texts("select vocabulary from term limit 1")[0]
            let words = [String](repeating: vocabulary, count: labels.count)
            let languages = [String](repeating: "en", count: labels.count)
            let looked = try await work(workspace, Queries.record["find_terms"], [words, labels, languages])
            #expect((400...40_000).contains(looked), "\(looked) rows for 400 words")
            let search = try await work(
                workspace, Queries.search["search"], [Int.max, labels[0], 20, "term"])
            #expect(search < 400_000, "\(search) rows")
            // What names a term is looked up by it, not by reading all 77,000 decisions.
            _ = try await workspace.texts("select set_config('pg_trgm.word_similarity_threshold', '0.99', false)")
            let decided = try await work(
                workspace, Queries.search["search_decided"], [Int.max, labels[0], 20, "value", 89, 90, false, true])
            #expect(decided < 110_000, "\(decided) rows")
            // Of 2,400 editions only those are looked at in which some letters in a row are those of the words.
            let misspelt = try await work(
                workspace, Queries.search["search_misspelt"], [Int.max, "billionaier return", 20, nil as String?])
            #expect(misspelt < 40_000, "\(misspelt) rows")
        }
    }

    @Test("what a few terms are called is read of these, not of the vocabulary")
    func fewTerms() async throws {
        try await FilledCatalogue.with { workspace in
            let all = try await workspace.number("select count(*) from term")
            let ids = try await workspace.texts("select term_id::text from term order by 1 limit 3").compactMap {
                Int($0)
            }
            let few = try await work(workspace, Queries.series["terms"], [Int.max, ids])
            let whole = try await work(workspace, Queries.series["terms"], [Int.max, nil as [Int]?])
            #expect(all > 100)
            #expect(whole > 4 * few, "\(few) rows for 3 of \(all) terms, \(whole) for all")
        }
    }

    @Test("a ranking looks the currencies of its week up once, not once for each figure of the weeks before")
    func ranking() async throws {
        try await Stage.with { workspace in
            let (editions, first) = (["s/kr", "s/us", "s/us-2", "t/jp"], try Week(parsing: "2020-W02"))
            let weeks = (0..<250).map { first + $0 }
            try await workspace.load(
                "edition,metric,source,week,value\n"
                    + weeks.flatMap { week in editions.map { "\($0),impressions,src,\(week),7\n" } }.joined())
            let values: [(any PostgresEncodable)?] = [
                Int.max, weeks[249].monday.description, "src", "impressions", nil as String?, nil as String?,
            ]
            let work = try await work(workspace, Queries.rank["rank"], values)
            #expect((1_000...100_000).contains(work), "\(work) rows for 1,000 figures")
        }
    }

    @Test("who asserts editions of a series is told beside the editions of that series, not of all")
    func assertions() async throws {
        try await FilledCatalogue.with { workspace in
            let asserted = try await workspace.number("select count(*) from edition_assertion")
            #expect(asserted > 1)
            let work = try await work(workspace, Queries.catalogue["list_assertions"], [Int.max, nil as String?])
            #expect((asserted...2_000).contains(work), "\(work) rows for \(asserted) of 400 series")
        }
    }

    @Test("likely duplicates are found by their titles, not by reading all editions")
    func duplicates() async throws {
        try await FilledCatalogue.with { workspace in
            let title = try await workspace.texts(
                "select title from edition_state order by series_id, edition_id limit 1")
            let none = [nil as String?]
            let work = try await work(
                workspace, Queries.record["likely_duplicates"],
                [Int.max, ["new/en"], ["new"], title, none, ["en"], none])
            #expect((1...500).contains(work), "\(work) rows")
        }
    }

    @Test("a catalogue that comes in expands what each edition decides once, not once an element")
    func replay() async throws {
        let lines = try await Databases.migrated { url in
            try await Catalogue.open(url) { workspace in
                let rows = (0..<400).map { edition in
                    (0..<10).map { "s/e\(edition),plot.p\((edition * 7 + $0) % 400),x\n" }.joined()
                }
                try await workspace.editions(
                    "series,code,title\n" + (0..<400).map { "s,e\($0),E\n" }.joined(), .with { $0.mayAddSeries = true })
                try await workspace.elements(
                    "edition,element,value\n" + rows.joined(), .with { $0.mayAddElements = true })
                let kept = Kept()
                _ = try await workspace.exportCatalogue { kept.add($0) }
                return kept.text
            }
        }
        try await Databases.migrated { url in
            try await Catalogue.open(url) { workspace in
                let counted = try await workspace.transaction(dryRun: true) {
                    let source = try ByteSource(name: "all.jsonl", bytes: Array(lines.utf8))
                    _ = try await ImportCatalogue().apply(source, workspace, upTo: "replay_decisions")
                    let plan = try await workspace.texts(
                        "explain (analyze, costs off, timing off, summary off) " + Queries.replay["replay_decisions"])
                    return plan
                }
                let expansions = counted.filter { $0.contains("Function Scan on jsonb_array_elements d") }
                    .compactMap { $0.firstMatch(of: /loops=(\d+)/).flatMap { Int($0.1) } }
                // Each edition came twice: as it was registered, and with what it decides.
                #expect(expansions == [800], "\(counted.joined(separator: "\n"))")
            }
        }
    }
}

/// Lines in the order in which they came.
private final class Kept: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.map { $0 + "\n" }.joined() } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}
