/// Of tables, their columns and who owns them.
extension MadeFault {
    private static let restore = "adapt db restore FILE of the last backup, with --replace; on your own server: into"

    /// Tables and their columns.
    static let ofTables = [
        MadeFault(
            "a table that is gone", "drop table adapt.measure cascade",
            says: "table measure is missing, and what it held", fix: restore, alone: true),
        MadeFault(
            "a column that is gone", "alter table adapt.note drop column topic cascade",
            says: "column topic of table note is missing, and what it held", fix: restore, alone: true),
        MadeFault(
            "a column of another type", "alter table adapt.backup alter column bytes type numeric",
            says: "column bytes of table backup is numeric, not bigint", fix: "type bigint using bytes::bigint"),
        MadeFault(
            "a column of another type that views read",
            """
            drop view adapt.observation cascade;
            alter table adapt.figure_run alter column line type bigint;
            create view adapt.observation as select line from adapt.figure_run
            """,
            says: "column line of table figure_run is bigint, not integer",
            fix: "type integer using line::integer\"; adapt db migrate --again", alone: true),
        MadeFault(
            "a column of another order", "alter table adapt.backup alter column file type text collate \"POSIX\"",
            says: "column file of table backup is text of another order", fix: "type text using file::text"),
        MadeFault(
            "a column that may be empty", "alter table adapt.market_state alter column name drop not null",
            says: "column name of table market_state may be empty", fix: "alter column name set not null\""),
        MadeFault(
            "a column that may not be empty", "alter table adapt.counter_reading alter column line set not null",
            says: "column line of table counter_reading may not be empty any more", fix: "line drop not null\""),
        MadeFault(
            "a default that is gone", "alter table adapt.backup_drill alter column drilled_at drop default",
            says: "column drilled_at of table backup_drill has no default, and is to have clock_",
            fix: "alter column drilled_at set default clock_timestamp()\""),
        MadeFault(
            "a default of one's own", "alter table adapt.batch alter column file_name set default 'x'",
            says: "column file_name of table batch has a default, and is to have none",
            fix: "alter column file_name drop default\""),
        MadeFault(
            "a default that is another", "alter table adapt.decision alter column minor set default true",
            says: "column minor of table decision has another default than false", fix: "minor set default false\""),
        MadeFault(
            "numbers that are not given any more", "alter table adapt.term alter column term_id drop identity",
            says: "column term_id of table term is given no value of its own any more",
            fix: "alter column term_id add generated always as identity; select setval("),
        MadeFault(
            "numbers that begin anew", "alter table adapt.element alter column element_id restart with 1",
            says: "rows of table element are numbered from 1 on, and ",
            fix: "\"select setval('adapt.element_element_id_seq', max(element_id)) from adapt.element\""),
        MadeFault(
            "a column of one's own", "alter table adapt.series add column mine text",
            says: "column mine of table series is not adapt's: a backup with it comes back only with --trusted",
            fix: "adapt db psql -c \"alter table adapt.series drop column mine\"; or leave it"),
        MadeFault(
            "a column of one's own that must be filled",
            """
            alter table adapt.citation add column mine integer not null default 1;
            alter table adapt.citation alter column mine drop default
            """,
            says: "column mine of table citation is not adapt's: keeps everything from being recorded there",
            fix: "adapt db psql -c \"alter table adapt.citation drop column mine\""),
        MadeFault(
            "a table that nobody vacuums", "alter table adapt.element set (autovacuum_enabled = off)",
            says: "autovacuum is off for table element", fix: "alter table adapt.element reset (autovacuum_enabled)"),
        MadeFault(
            "a table of somebody else", "alter table adapt.note owner to pg_monitor",
            says: "table note is owned by pg_monitor, most tables by ", fix: "alter table adapt.note owner to "),
        MadeFault(
            "a function of somebody else", "alter function adapt.undo_base(bigint) owner to pg_monitor",
            says: "function undo_base is owned by pg_monitor",
            fix: "alter function adapt.undo_base(operation bigint) owner to "),
    ]
}
