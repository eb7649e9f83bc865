import AdaptModel
import Postgres
import Testing

@testable import AdaptService

@Suite("What was recorded is whole")
struct LateFactTests {
    /// Runs a statement in the part of a role, and gives what it was refused for.
    private func refused(
        _ statement: String, as role: String, _ workspace: Workspace
    ) async throws -> PostgresError? {
        try await workspace.connection.run("set role \(role)")
        var refusal: PostgresError?
        do { try await workspace.connection.run(statement) } catch let error as PostgresError { refusal = error }
        try await workspace.connection.run("rollback; reset role")
        return refusal
    }

    @Test(
        "nothing is added to an operation that is over, by whoever may add rows",
        arguments: [
            (
                "adapt_import",
                """
                insert into batch (operation_id, content_hash, file_name, rows_read, rows_new, rows_revised, rows_unchanged,
                    rows_refused, rows_unplaced) values (1, 'x', 'x', 0, 0, 0, 0, 0, 0)
                """
            ),
            (
                "adapt_import",
                """
                insert into figure_run (series_id, subject_id, measure_id, batch_id, run, since, until, placed, published_on,
                    line, low, width)
                select series_id, subject_id, measure_id, batch_id, 99, since, until, placed, published_on, line, low,
                    width from figure_run where lows is null
                """
            ),
            (
                "adapt_edit",
                "insert into series_state (series_id, operation_id, title) select series_id, 2, 'Forged' from series limit 1"
            ),
            ("adapt_edit", "insert into citation (source_id, operation_id) select source_id, 1 from source limit 1"),
            ("adapt_edit", "insert into market (market_code) values ('forged')"),
            (
                "adapt_edit",
                """
                insert into creative_beat (series_id, creative_id, position, beat)
                select series_id, creative_id, 99, 'x' from creative limit 1
                """
            ),
            (
                "adapt_import",
                """
                insert into batch_confirmation (batch_id, confirmed_id)
                select max(batch_id), min(batch_id) from batch
                """
            ),
            ("adapt_import", "insert into batch_confirmation (batch_id, confirmed_id) values (99, 1)"),
        ])
    func late(role: String, statement: String) async throws {
        try await Catalogue.sample { workspace in
            try await workspace.load(
                "edition,metric,source,week,value\nhockey-star/es,views,socialpeta-2026-w02,2026-W02,5\n")
            let before = try await workspace.counts()
            let refusal = try await refused(statement, as: role, workspace)
            #expect(refusal?.constraint == "fact_of_its_operation", "\(statement): \(String(describing: refusal))")
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("facts of the operation that is under way are added, whatever savepoints stand between")
    func savepoints() async throws {
        try await Catalogue.sample { workspace in
            let add = """
                insert into series_state (series_id, operation_id, title)
                select series_id, (select max(operation_id) from operation), 'New' from series limit 1
                """
            for statement in [
                "begin; select begin_operation('x', 'edit'); savepoint a; \(add); release a; rollback",
                "begin; savepoint a; select begin_operation('x', 'edit'); release a; savepoint b; \(add); rollback",
            ] {
                let refusal = try await refused(statement, as: "adapt_edit", workspace)
                #expect(refusal == nil, "\(statement)")
            }
            let taken = "begin; savepoint a; select begin_operation('x', 'edit'); rollback to a; \(add)"
            let refusal = try await refused(taken, as: "adapt_edit", workspace)
            #expect(refusal?.constraint == "fact_of_its_operation")
        }
    }

    @Test("an import that is not over yet takes figures of the session alone that has drawn its number")
    func drawnNumber() async throws {
        try await Catalogue.sample { workspace in
            let connection = workspace.connection
            let drawn: Int = try await connection.query(
                "select nextval(pg_get_serial_sequence('batch', 'batch_id')) as number")[0].get("number")
            func adding(to batch: Int) -> String {
                """
                insert into figure_run (series_id, subject_id, measure_id, batch_id, run, since, until, placed, first_days,
                    lengths, published, lows)
                select series_id, subject_id, measure_id, \(batch), 1, since, until, placed, first_days, lengths,
                    published, lows from figure_run where placed
                """
            }
            #expect(try await refused("begin; " + adding(to: drawn), as: "adapt_import", workspace) == nil)
            let refusal = try await refused(adding(to: drawn + 1), as: "adapt_import", workspace)
            #expect(refusal?.constraint == "fact_of_its_operation", "\(String(describing: refusal))")
        }
    }

    @Test("a joint subject takes no editions but those that it was made of")
    func jointMember() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.load(Stage.header + Stage.row("s/kr + s/us", 5, 11, "1"))
            let refusal = try await refused(
                """
                insert into joint_member (series_id, joint_id, edition_id)
                select j.series_id, j.joint_id, e.edition_id from joint j join edition e using (series_id)
                where e.code = 'us-2'
                """, as: "adapt_import", workspace)
            #expect(refusal?.constraint == "joint_member_of_joint", "\(String(describing: refusal))")
        }
    }

    @Test("each operation of a statement is looked at once, however many rows it adds")
    func lookedAtOnce() async throws {
        try await Catalogue.sample { workspace in
            try await workspace.connection.run("set track_functions = 'all'")
            func calls(rows: Int) async throws -> Int {
                try await workspace.connection.run(
                    "begin; set local role adapt_edit; select begin_operation('x', 'edit')")
                let calls = """
                    select coalesce((select calls from pg_stat_xact_user_functions where funcname = 'is_under_way'), 0)
                    """
                let before = try await workspace.number(calls)
                try await workspace.connection.run(
                    """
                    insert into edition_alias (series_id, edition_id, title, kind, operation_id)
                    select series_id, edition_id, 'A' || n, 'alternative', (select max(operation_id) from operation)
                    from (select series_id, edition_id from edition limit 1) e, generate_series(1, \(rows)) n
                    """)
                let after = try await workspace.number(calls)
                try await workspace.connection.run("rollback")
                return after - before
            }
            #expect(try await calls(rows: 1) == 1)
            #expect(try await calls(rows: 200) == 1)
        }
    }

    @Test("whoever owns the tables may mend them, as a restored backup is filled")
    func owner() async throws {
        try await Catalogue.sample { workspace in
            try await workspace.connection.run(
                """
                begin; insert into series_state (series_id, operation_id, title) select series_id, 2, 'Mended' from series limit 1;
                rollback
                """)
        }
    }

    @Test("an importer uses up no keys of tables that it adds nothing to")
    func keys() async throws {
        try await Catalogue.sample { workspace in
            let next = "select nextval(pg_get_serial_sequence('%', '%_id'))"
            for (role, table, may) in [
                ("adapt_import", "source", false), ("adapt_import", "batch", true), ("adapt_edit", "source", true),
                ("adapt_read", "batch", false),
            ] {
                let refusal = try await refused(next.replacing("%", with: table), as: role, workspace)
                #expect(refusal?.sqlState == (may ? nil : "42501"), "\(role) \(table)")
            }
        }
    }

    @Test("a limit to markets follows the market that an edition has, and is of its creatives too")
    func limits() async throws {
        try await Catalogue.sample { workspace in
            try await workspace.connection.run("select limit_editor('adapt_edit', array['mx'])")
            let change = """
                select add_revision(series_id, edition_id, begin_operation('x', 'set'))
                from edition join series using (series_id) where edition.code = 'us' and series.code = 'my-assertive-lover'
                """
            #expect(try await refused(change, as: "adapt_edit", workspace)?.sqlState == "42501")
            var facts = EditionFacts()
            facts.market = "mx"
            _ = try await EditEdition(edition: EditionReference(parsing: "my-assertive-lover/us"), facts: facts)
                .run(in: workspace, dryRun: false)
            #expect(try await refused("begin; " + change, as: "adapt_edit", workspace) == nil)
            _ = try await Undo().run(in: workspace, dryRun: false)
            #expect(
                try await refused(change, as: "adapt_edit", workspace)?.sqlState == "42501", "the move was taken back")
            let creative = """
                insert into creative_state (series_id, creative_id, operation_id, description)
                select series_id, creative_id, begin_operation('x', 'import creatives'), 'x' from creative limit 1
                """
            #expect(try await refused(creative, as: "adapt_edit", workspace)?.sqlState == "42501")
            try await workspace.connection.run("select limit_editor('adapt_edit', '{}')")
            #expect(try await refused("begin; " + creative, as: "adapt_edit", workspace) == nil)
        }
    }
}
