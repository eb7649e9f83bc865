import AdaptService

/// Of the schema.
extension MadeFault {
    /// The schema as a whole, and what the doctor knows it by: each in a database of its own.
    static let ofSchema = [
        MadeFault(
            "a schema that is missing", "drop schema adapt cascade", says: "holds no adapt catalogue yet",
            fix: "adapt db migrate"),
        MadeFault(
            "a schema that is behind", "update adapt.schema_state set version = version - 1",
            says: "this program needs \(Schema.version)", fix: "adapt db migrate"),
        MadeFault(
            "a schema that is ahead", "update adapt.schema_state set version = version + 1",
            says: "newer than this program", fix: "install the adapt that wrote it"),
        MadeFault(
            "a restore that was cut short", "update adapt.schema_state set fingerprint = 'restore begun'",
            says: "a restore into this database was begun, and has not come to its end", fix: "adapt db restore FILE"),
        MadeFault(
            "a note of the schema that is gone", "drop table adapt.schema_state",
            says: "table schema_state is missing from schema adapt", fix: "adapt db migrate"),
        MadeFault(
            "a ledger that is gone with it", "drop table adapt.schema_state, adapt.migration",
            says: "tables migration and schema_state of schema adapt are missing", fix: "adapt db restore FILE"),
        MadeFault(
            "an edited migration", "update adapt.migration set hash = 'x' where number = 2",
            says: "migration \"0002_vocabulary\" was edited", fix: "restore the file as it was"),
        MadeFault(
            "a ledger of migrations that is short", "delete from adapt.migration where number = \(Schema.version)",
            says: "migration \(Schema.version) is missing from table adapt.migration",
            fix: "insert into adapt.migration (number, name, hash) values (\(Schema.version), "),
        MadeFault(
            "a view that the doctor looks into, gone", "drop view adapt.kept_table",
            says: "not looked at: relation \"adapt.kept_table\" does not exist", fix: again),
        MadeFault(
            "a view that the doctor looks into, of other columns",
            """
            drop view adapt.kept_table;
            create view adapt.kept_table as select 'series' collate "C" as table_name
            """,
            says: "not looked at: column k.trigger_name does not exist", fix: again),
    ]
}
