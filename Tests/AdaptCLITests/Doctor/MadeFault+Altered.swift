/// Of what the scripts make and somebody set otherwise, by its own name.
extension MadeFault {
    /// What is there and is not as it was made.
    static let ofAltered = [
        MadeFault(
            "an index of another column",
            "drop index adapt.backup_by_moment; create index backup_by_moment on adapt.backup (author)",
            says: "index backup_by_moment of table backup is not as adapt makes it",
            fix: "\"drop index adapt.backup_by_moment; create index backup_by_moment on adapt.backup (taken_at)\""),
        MadeFault(
            "an index of fewer rows",
            """
            drop index adapt.decision_withdrawn;
            create index decision_withdrawn on adapt.decision (element_id) where state = 'absent'
            """,
            says: "index decision_withdrawn of table decision is not as adapt makes it",
            fix: "adapt db psql -c \"drop index adapt.decision_withdrawn; create index decision_withdrawn on "),
        MadeFault(
            "a foreign key that waits",
            "alter table adapt.note alter constraint note_operation deferrable initially deferred",
            says: "constraint note_operation of table note is not as adapt makes it",
            fix: "add constraint note_operation foreign key (operation_id) references operation\""),
        MadeFault(
            "a function whose results no index may hold", "alter function adapt.json_or_null(text) volatile",
            says: "function json_or_null does not do what adapt's does", fix: again),
        MadeFault(
            "a rule that loses what is recorded",
            "create rule mine as on insert to adapt.creative_beat do instead nothing",
            says: "rule mine of table creative_beat is not adapt's: what is to be recorded there is lost",
            fix: "adapt db psql -c \"drop rule mine on adapt.creative_beat\""),
        MadeFault(
            "a table whose rows are read as ours", "create table adapt.child () inherits (adapt.snapshot_claim)",
            says: "rows of table adapt.child are read as rows of table snapshot_claim, which it inherits from",
            fix: "adapt db psql -c \"alter table adapt.child no inherit adapt.snapshot_claim\""),
        MadeFault(
            "limits that hold the owner", "alter table adapt.edition_state force row level security",
            says: "limits to markets hold the owner of table edition_state too",
            fix: "adapt db psql -c \"alter table adapt.edition_state no force row level security\""),
        MadeFault(
            "a view with the rights of who reads it", "alter view adapt.observation set (security_invoker = on)",
            says: "view observation is set otherwise than adapt does: security_invoker=on",
            fix: "adapt db psql -c \"alter view adapt.observation reset (security_invoker)\""),
        MadeFault(
            "a view that shows something else",
            """
            create or replace view adapt.circled_edition as select x.series_id, x.edition_id
                from adapt.lineage_live(9223372036854775807) x where false
            """,
            says: "view circled_edition does not show what adapt's does", fix: again),
        MadeFault(
            "a view with other columns",
            "drop view adapt.undone_computed; create view adapt.undone_computed as select 1 as n",
            says: "view undone_computed has other columns than adapt's",
            fix: "adapt db psql -c \"drop view adapt.undone_computed cascade\"; adapt db migrate --again", alone: true),
        MadeFault(
            "numbers with gaps", "alter sequence adapt.source_source_id_seq increment by 5",
            says: "rows of table source are not numbered one by one from 1 on",
            fix: "adapt db psql -c \"alter sequence adapt.source_source_id_seq increment by 1 minvalue 1 "),
        MadeFault(
            "a table with room in its pages", "alter table adapt.note set (fillfactor = 50)",
            says: "table note is set otherwise than adapt does: fillfactor=50",
            fix: "\"alter table adapt.note reset (fillfactor)\"; or leave it, and restore with --trusted"),
        MadeFault(
            "a replica identity", "alter table adapt.decision replica identity full",
            says: "table decision has another replica identity than adapt gives it",
            fix: "\"alter table adapt.decision replica identity default\"; or leave it"),
        MadeFault(
            "a target for statistics", "alter table adapt.note alter column topic set statistics 10",
            says: "column topic of table note has a target of its own for statistics",
            fix: "\"alter table adapt.note alter column topic set statistics -1\"; or leave it"),
        MadeFault(
            "a function that costs and is trusted otherwise", "alter function adapt.fold(text) cost 5 leakproof",
            says: "function fold is set otherwise than adapt does", fix: again),
        MadeFault(
            "a function that a text of a script makes, at a cost", "alter function adapt.alike(text, text) cost 7",
            says: "function alike is set otherwise than adapt does", fix: again),
        MadeFault(
            "a function that lets count what was taken back",
            """
            create or replace function adapt.creative_state_live(cut bigint) returns setof adapt.creative_state
                language sql stable as 'select * from adapt.creative_state where operation_id <= cut'
            """,
            says: "function creative_state_live does not do what adapt's does", fix: again),
        MadeFault(
            "a function of what counts that is gone", "drop function adapt.counter_reading_live(bigint)",
            says: "function counter_reading_live is missing", fix: again),
        MadeFault(
            "a function with a setting of one's own", "alter function adapt.undo_tip(bigint, bigint) set jit = off",
            says: "function undo_tip is set otherwise than adapt does", fix: again),
        MadeFault(
            "a trigger that fires for what is replicated",
            "alter table adapt.lineage enable always trigger lineage_append_only",
            says: "trigger lineage_append_only of table lineage fires for what is replicated too",
            fix: again + "; or leave it, and restore with --trusted"),
        MadeFault(
            "a column that is stored otherwise",
            "alter table adapt.note alter column body set storage external, alter column body set compression pglz",
            says: "column body of table note is stored otherwise than adapt does",
            fix: "alter column body set storage extended, alter column body set compression default\"; or leave it"),
        MadeFault(
            "a column with a setting", "alter table adapt.decision alter column state set (n_distinct = 4)",
            says: "column state of table decision is set otherwise than adapt does: n_distinct=4",
            fix: "\"alter table adapt.decision alter column state reset (n_distinct)\"; or leave it"),
        MadeFault(
            "a view with a default", "alter view adapt.table_right alter column verbs set default 'x'",
            says: "column verbs of view table_right has a default, and is to have none",
            fix: "\"alter view adapt.table_right alter column verbs drop default\"; or leave it"),
        MadeFault(
            "a table in the order of an index", "alter table adapt.operation cluster on operation_by_moment",
            says: "table operation is marked to be clustered by index operation_by_moment",
            fix: "\"alter table adapt.operation set without cluster\"; or leave it"),
        MadeFault(
            "a constraint's index with room in its pages",
            "alter index adapt.series_code_unique set (fillfactor = 70)",
            says: "index series_code_unique of table series is set otherwise than adapt does: fillfactor=70",
            fix: "\"alter index adapt.series_code_unique reset (fillfactor)\"; or leave it"),
        MadeFault(
            "an index's target for statistics",
            "alter index adapt.decision_by_plain_note alter column 1 set statistics 10",
            says: "column 1 of index decision_by_plain_note has a target of its own for statistics",
            fix: "\"alter index adapt.decision_by_plain_note alter column 1 set statistics -1\"; or leave it"),
        MadeFault(
            "a comment with a backslash", "comment on trigger note_append_only on adapt.note is 'a\\b'",
            says: "comment on trigger note_append_only on adapt.note holds a backslash",
            fix: "\"comment on trigger note_append_only on adapt.note is null\"; or leave it"),
    ]
}
