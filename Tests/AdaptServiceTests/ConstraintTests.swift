import AdaptModel
import Postgres
import Testing

@testable import AdaptService

@Suite("The constraints")
struct ConstraintTests {
    /// A constraint and a statement that breaks it. `hockey` and `love` are series of the sample, `op` an operation.
    static let violations: [(constraint: String, statement: String)] = [
        ("operation_author_named", "insert into operation values (99, now(), '', 'v')"),
        ("operation_undoes_earlier", "insert into operation values (99, now(), 'a', 'v', null, 100)"),
        ("source_code_form", "insert into source (code, title, operation_id) values ('A b', 't', 1)"),
        ("source_code_unique", "insert into source (code, title, operation_id) select code, 't', 1 from source"),
        ("series_code_form", "insert into series (code, operation_id) values ('-x', 1)"),
        ("series_title_text", "insert into series_state (series_id, operation_id, title) values (1, 2, '')"),
        ("market_code_form", "insert into market (market_code) values ('HK')"),
        ("market_territory_known", "insert into market_state values ('hk-mo-tw', 2, 'x', '{ZZ}')"),
        ("market_has_territories", "insert into market_state values ('hk-mo-tw', 2, 'x', '{}')"),
        ("undone_in_order", "insert into undone (operation_id, since) values (2, 1)"),
        ("currency_form", "insert into currency values ('usd', 'x')"),
        ("territory_form", "insert into territory values ('zz', 'x')"),
        ("element_path_form", "insert into element_path select element_id, 2, 'a..b' from element"),
        ("element_path_unique", "insert into element_path select max(element_id), 2, min(path) from element_path"),
        ("element_kind_known", "insert into element (kind, operation_id) values ('mood', 1)"),
        ("term_code_form", "insert into term_code select term_id, 2, 'A' from term"),
        (
            "term_unique",
            "insert into term_code select term_id, 2, 'association_football' from term_code where code = 'ice_hockey'"
        ),
        ("term_not_merged_into_itself", "insert into term_merger select term_id, 2, term_id from term"),
        ("subject_kind_known", "insert into subject (series_id, kind) values (1, 'crowd')"),
        ("edition_subject", "insert into edition values (1, 999, 'x', 1)"),
        (
            "edition_code_unique",
            "with s as (insert into subject (series_id, kind) values (1, 'edition') returning *) insert into edition select series_id, subject_id, 'es', 1 from s"
        ),
        ("revision_counts_from_one", "insert into revision select series_id, edition_id, 0, 2 from edition"),
        ("edition_status_known", state("status", "'lost'")),
        (
            "edition_title_text",
            "insert into edition_state (series_id, edition_id, revision, operation_id, title) select series_id, edition_id, 1, 1, U&'e\\0301' from edition"
        ),
        (
            "edition_not_its_own_parent",
            "set local session_replication_role = replica; " + lineage("edition_id", "'remake'")
        ),
        ("lineage_method_known", lineage("null", "'copy'")),
        ("lineage_says_how", lineage("null", "null")),
        ("edition_parent_in_same_series", lineage("(select max(edition_id) from edition)", "'remake'")),
        (
            "edition_assertion_counts",
            "insert into edition_assertion (series_id, operation_id, editions) values (1, 1, -1)"
        ),
        ("decision_value_where_stated", decision("'keep', 'x', '{}'")),
        ("decision_state_known", decision("'maybe', null, '{}'")),
        ("decision_reasons_known", decision("'absent', null, '{mood}'")),
        ("joint_has_several", "insert into joint select series_id, subject_id, '{1}' from subject"),
        (
            "creative_duration_positive",
            "insert into creative (series_id, creative_id, edition_id, code, duration_seconds, operation_id) select series_id, subject_id, 1, 'c', 0, 1 from subject"
        ),
        ("measure_currency_known", "insert into measure (source_id, metric, currency) values (1, 'revenue', 'QQQ')"),
        ("measure_currency_form", "insert into measure (source_id, metric, currency) values (1, 'revenue', 'eur')"),
        ("figure_run_subject", run(["subject_id": "0"])),
        ("figure_run_subject", run(["series_id": "series_id + 1"])),
        ("figure_run_measure", run(["measure_id": "0"])),
        ("figure_run_windows_in_order", run(["lengths": "'{0}'"])),
        ("figure_run_dated_or_not", run(["since": "date '2026-01-06'"])),
        ("figure_run_dated_or_not", run(["since": "null", "until": "null", "first_days": "null", "lengths": "null"])),
        (
            "figure_run_in_one_stretch",
            run([
                "first_days": "'{2026-01-05,2026-03-30}'", "lengths": "'{7,7}'", "lows": "'{1,1}'", "widths": "null",
                "marks": "null", "lines": "null", "wordings": "null", "published": "'{2026-04-06,2026-04-06}'",
            ])
        ),
        ("figure_run_as_many_each", run(["lows": "'{1,1}'", "marks": "null"])),
        ("figure_run_as_many_each", run(["wordings": "'{a,b}'"])),
        ("figure_run_not_negative", run(["lows": "'{-1}'"])),
        ("figure_run_bounds_in_order", run(["widths": "'{-1}'", "marks": "null"])),
        ("figure_run_bounds_as_marked", run(["widths": "'{1}'", "marks": "'{8}'"])),
        ("figure_run_bounds_as_marked", run(["widths": "'{1}'", "marks": "'{4}'"])),
        ("figure_run_bounds_as_marked", run(["widths": "'{null}'", "marks": "'{4}'"])),
        ("figure_run_bounds_as_marked", run(["widths": "'{1}'", "marks": "'{16}'"])),
        ("figure_run_marks_known", run(["marks": "'{128}'"])),
        ("figure_run_placed_in_weeks", run(["placed": "false"])),
        ("figure_run_placed_in_weeks", run(["lengths": "'{8}'"])),
        (
            "figure_run_not_long",
            run([
                "first_days": filled("first_days[1]"), "lengths": "null", "lows": filled("1::bigint"), "widths": "null",
                "marks": "null", "lines": "null", "wordings": "null", "published": filled("published[1]"),
            ])
        ),
        ("figure_run_one_or_several", alone(["low": "-1"])),
        ("figure_run_one_or_several", alone(["width": "0"])),
        ("figure_run_one_or_several", alone(["published_on": "null"])),
        ("figure_run_one_or_several", alone(["published": "'{2026-02-01}'"])),
        ("figure_run_dated_or_not", alone(["until": "since - 1"])),
        ("figure_run_placed_in_weeks", alone(["until": "since + 7"])),
        (
            "weekly_reach_days_covered",
            "insert into weekly_reach select week + 7, measure_id, series_id, subject_id, low, high, figures, open_above, strict, approximate, estimated, inferred, days, published, imputed, 1 from weekly_reach"
        ),
        (
            "weekly_reach_monday",
            "insert into weekly_reach select week + 1, measure_id, series_id, subject_id, low, high, figures, open_above, strict, approximate, estimated, inferred, days, published, imputed, covered from weekly_reach"
        ),
        (
            "snapshot_claim_unit_known",
            "insert into snapshot_claim (source_id, scope, aspect, first_day, last_day, low, comparator, unit, operation_id) values (1, 's', 'titles_new', '2020-01-01', '2020-01-02', 1, '=', 'cats', 1)"
        ),
        (
            "ranking_claim_rank_positive",
            "insert into ranking_claim (source_id, list, first_day, last_day, rank, series_id, subject_id, published, operation_id) values (1, 'l', '2020-01-01', '2020-01-02', 0, 1, 1, '2020-01-03', 1)"
        ),
        ("note_text", "insert into note (topic, body, operation_id) values ('t', '', 1)"),
    ]

    private static func state(_ column: String, _ value: String) -> String {
        "insert into edition_state (series_id, edition_id, revision, operation_id, title, \(column))"
            + " select series_id, edition_id, 1, 1, 't', \(value) from edition"
    }

    private static func lineage(_ parent: String, _ method: String) -> String {
        "insert into lineage (series_id, edition_id, revision, operation_id, parent_id, method, certainty)"
            + " select series_id, edition_id, 1, 1, \(parent), \(method), 'asserted' from edition where code = 'en'"
    }

    private static func decision(_ facts: String) -> String {
        "insert into decision (series_id, edition_id, element_id, revision, operation_id, state, value, reasons)"
            + " select series_id, edition_id, 1, 1, 1, \(facts) from edition where code = 'ko'"
    }

    /// The run of a week, again, with some columns otherwise.
    private static func run(_ changes: [String: String]) -> String {
        let columns = [
            "series_id", "subject_id", "measure_id", "batch_id", "since", "until", "placed", "first_days", "lengths",
            "published", "lines", "lows", "widths", "marks", "wordings",
        ]
        return "insert into figure_run (run, \(columns.joined(separator: ", "))) select run + 1000, "
            + columns.map { changes[$0] ?? $0 }.joined(separator: ", ")
            + " from figure_run where placed and lows is not null limit 1"
    }

    /// A figure of the first day of that run, alone, with some columns otherwise.
    private static func alone(_ changes: [String: String]) -> String {
        let columns = [
            ("series_id", "series_id"), ("subject_id", "subject_id"), ("measure_id", "measure_id"),
            ("batch_id", "batch_id"), ("since", "since"), ("until", "since"), ("placed", "true"),
            ("published_on", "since"), ("low", "1"), ("width", "null"), ("published", "null"),
        ]
        return "insert into figure_run (run, \(columns.map(\.0).joined(separator: ", "))) select run + 1000, "
            + columns.map { changes[$0.0] ?? $0.1 }.joined(separator: ", ") + " from figure_run where placed limit 1"
    }

    private static func filled(_ value: String) -> String { "array_fill(\(value), array[65])" }

    @Test("each refuses what breaks it, by its name")
    func violated() async throws {
        try await Catalogue.sample { workspace in
            // The triggers of the order of history come before; here the constraints alone are asked.
            for (constraint, statement) in Self.violations {
                try await workspace.connection.run("begin")
                let error = try await refusedByDatabase { try await workspace.connection.run(statement) }
                #expect(error.constraint == constraint, "\(statement): \(error.message)")
                try await workspace.connection.run("rollback")
            }
        }
    }

    @Test("a lineage that closes a circle is refused, also over several editions, and says between whom")
    func cycle() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSeries("s")
            try await workspace.register("s/a")
            try await workspace.register("s/b", from: "s/a")
            try await workspace.register("s/c", from: "s/b")
            let before = try await workspace.counts()
            let refusal = try await refusal {
                _ = try await EditEdition(
                    edition: EditionReference(series: "s", edition: "a"), facts: EditionFacts(),
                    lineage: LineageFacts(parent: EditionReference(series: "s", edition: "c"), method: .dub)
                ).run(in: workspace, dryRun: false)
            }
            #expect(refusal.message == "edition would become its own ancestor")
            #expect(refusal.details == ["\"s/c\" descends from \"s/a\""])
            #expect(try await workspace.counts() == before)
        }
    }
}
