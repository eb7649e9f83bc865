import AdaptModel
import AdaptSQL
import Postgres
import Testing

@testable import AdaptService

@Suite("On a filled database")
struct PlanTests {
    /// The plan of a statement with its values, as the planner chooses it for them.
    private func plan(
        _ workspace: Workspace, _ statement: String, _ values: [(any PostgresEncodable)?], lookingUp: Bool = false
    ) async throws -> String {
        try await workspace.connection.run("begin")
        if lookingUp { _ = try await workspace.rows(Queries.observe["look_up"], ["off"]) }
        let plan = try await workspace.texts("explain (costs off) " + statement, values).joined(separator: "\n")
        try await workspace.connection.run("rollback")
        return plan
    }

    private func keys(_ workspace: Workspace) async throws -> [[Int32]] {
        let rows = try await workspace.connection.query(
            "select distinct series_id, subject_id, measure_id from weekly_reach order by 1, 2 limit 500")
        return try (0..<3).map { column in try rows.map { try $0.get(column) } }
    }

    @Test("an import looks its weeks and figures up by their keys, and changes weeks by theirs")
    func imports() async throws {
        try await FilledCatalogue.with { workspace in
            let keys = try await keys(workspace)
            let monday = Int32(Day("2026-02-23")?.number ?? 0)
            let days = [Int32](repeating: monday, count: 500)
            let weeks = try await plan(
                workspace, Queries.observe["known_weeks"], keys + [days], lookingUp: true)
            #expect(weeks.contains("Index Scan using weekly_reach_key on weekly_reach"), "\(weeks)")
            let figures = try await plan(
                workspace, Queries.observe["known_figures"], keys + [days, days], lookingUp: true)
            #expect(figures.contains("Index Scan using figure_run_by_track on figure_run"), "\(figures)")
            let numbers = [Int](repeating: 1, count: 500 * 16)
            let change = try await plan(workspace, Queries.observe["add_to_weeks"], [numbers, false], lookingUp: true)
            #expect(change.contains("Index Scan using weekly_reach_key on weekly_reach"), "\(change)")
        }
    }

    @Test("a report of one week reads that week, and a comparison the decisions of its series")
    func reports() async throws {
        try await FilledCatalogue.with { workspace in
            let week = Day("2026-02-23")?.description
            let report = try await plan(
                workspace, Queries.report["figures"], ["\(Int.max)", week, week, [1, 2, 3] as [Int], nil as String?])
            #expect(report.contains("weekly_reach_key"), "\(report)")
            #expect(!report.contains("Seq Scan on weekly_reach"), "\(report)")
            let said = try await plan(
                workspace, Queries.series["decisions"], [Int.max, ["series-7"], nil as [Int]?])
            #expect(said.contains("on decision"), "\(said)")
            #expect(!said.contains("Seq Scan on decision"), "\(said)")
            let some = try await plan(
                workspace, Queries.series["decisions_of"], [Int.max, ["series-7"], [1, 2] as [Int]])
            #expect(some.contains("on decision") && !some.contains("Seq Scan on decision"), "\(some)")
        }
    }

    @Test("what may be outdated is looked for in the series that were touched again, not in all decisions")
    func outdated() async throws {
        try await FilledCatalogue.with { workspace in
            let found = try await plan(workspace, Queries.series["codes_moved_on"], [Int.max, nil as [String]?])
            #expect(found.contains("Index Scan using decision_key on decision"), "\(found)")
            #expect(!found.contains("Seq Scan on decision"), "\(found)")
            // Hardly any, of those that there are.
            let codes = try await workspace.texts(Queries.series["codes_moved_on"], [Int.max, nil as [String]?])
            #expect((1...40).contains(codes.count), "\(codes.count)")
        }
    }

    @Test("a list of editions is put together in one go: nothing is asked anew for each of them")
    func editions() async throws {
        try await FilledCatalogue.with { workspace in
            let all = try await plan(
                workspace, Queries.catalogue["list_editions"], [Int.max, nil as String?, nil as String?])
            #expect(!all.contains("SubPlan"), "\(all)")
            #expect(!all.contains("Function Scan"), "\(all)")
        }
    }

    @Test("a day that is appended looks each week up once, to change it; the first of a week looks none up")
    func lookUps() async throws {
        try await FilledCatalogue.with { workspace in
            let editions = try await FilledCatalogue.editions(workspace)
            func looked() async throws -> Int {
                try await workspace.connection.run("select pg_stat_force_next_flush()")
                return try await workspace.number(
                    "select idx_scan from pg_stat_user_indexes where indexrelname = 'weekly_reach_key'")
            }
            var counts: [Int] = []
            for day in 56..<58 {
                let before = try await looked()
                try await workspace.load(FilledCatalogue.day(day, editions))
                counts.append(try await looked() - before)
            }
            #expect(counts[0] < 100 && (1000..<1100).contains(counts[1]), "\(counts)")
            #expect(try await workspace.derivedDifferences() == [])
        }
    }

    @Test("a day that is appended writes no more log than its rows and weeks are")
    func log() async throws {
        try await FilledCatalogue.with { workspace in
            let editions = try await FilledCatalogue.editions(workspace)
            try await workspace.connection.run("create extension if not exists pg_walinspect schema public")
            var perRow: Double?
            for day in 56..<66 where perRow == nil {
                let before = try await workspace.texts("select pg_current_wal_flush_lsn()::text")[0]
                try await workspace.load(FilledCatalogue.day(day, editions))
                do {
                    perRow = try await logged(workspace, since: before) / Double(editions.count)
                } catch let error as PostgresError where error.sqlState == "58P01" {
                    // A checkpoint that somebody else asked for has taken the log away: the next day will do.
                    continue
                }
            }
            let found = try #require(perRow)
            #expect((150...450).contains(found), "\(found) bytes a row")
        }
    }

    /// Bytes that the last operation wrote into the log. Others write at the same time, and whole pages go into it after
    /// a checkpoint: neither is counted.
    private func logged(_ workspace: Workspace, since start: String) async throws -> Double {
        let end = try await workspace.texts("select pg_current_wal_insert_lsn()::text")[0]
        while try await workspace.texts("select (pg_current_wal_flush_lsn() < $1::text::pg_lsn)::text", [end])[0]
            == "true"
        {
            try await workspace.connection.run("select pg_sleep(0.05)")
        }
        let bytes = try await workspace.texts(
            """
            select sum(record_length - fpi_length)::text
            from public.pg_get_wal_records_info($1::text::pg_lsn, $2::text::pg_lsn)
            where xid = (select xmin from operation order by operation_id desc limit 1)
            """, [start, end])[0]
        return Double(bytes) ?? 0
    }
}
