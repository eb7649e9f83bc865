/// A fault made on purpose in a database, what the doctor must say of it, and the fix it must name.
struct MadeFault: Sendable {
    let name: String
    let make: String
    let says: String
    let fix: String

    init(_ name: String, _ make: String, says: String, fix: String) {
        (self.name, self.make, self.says, self.fix) = (name, make, says, fix)
    }

    static let all = ofSchema + ofObjects + ofRights + ofDatabase

    private static let again = "adapt db migrate --again"

    /// The schema as a whole.
    private static let ofSchema = [
        MadeFault(
            "a schema that is missing", "drop schema adapt cascade", says: "holds no adapt catalogue yet",
            fix: "adapt db migrate"),
        MadeFault(
            "a schema that is behind", "update adapt.schema_state set version = version - 1",
            says: "is behind this program's", fix: "adapt db migrate"),
        MadeFault(
            "a schema that is ahead", "update adapt.schema_state set version = version + 1",
            says: "newer than this program", fix: "install the adapt that wrote it"),
        MadeFault(
            "an edited migration", "update adapt.migration set hash = 'x' where number = 2",
            says: "migration \"0002_vocabulary\" was edited", fix: "restore the file as it was"),
    ]

    /// What the scripts make.
    private static let ofObjects = [
        MadeFault(
            "a trigger that is off", "alter table adapt.decision disable trigger decision_append_only",
            says: "trigger decision_append_only of table decision is switched off", fix: again),
        MadeFault(
            "a trigger that is gone", "drop trigger series_append_only on adapt.series",
            says: "trigger series_append_only of table series is missing", fix: again),
        MadeFault(
            "a trigger that keeps operations whole, gone", "drop trigger batch_of_its_operation on adapt.batch",
            says: "trigger batch_of_its_operation of table batch is missing", fix: again),
        MadeFault(
            "a trigger of another kind that is gone", "drop trigger operation_in_order on adapt.operation",
            says: "trigger operation_in_order of table operation is missing", fix: again),
        MadeFault(
            "a constraint that is gone", "alter table adapt.decision drop constraint decision_state_known",
            says: "constraint or index decision_state_known is missing",
            fix: "adapt db psql -c \"alter table adapt.decision add constraint decision_state_known check (state in ("),
        MadeFault(
            "a foreign key that is gone", "alter table adapt.decision drop constraint decision_element",
            says: "constraint or index decision_element is missing",
            fix: "add constraint decision_element foreign key (element_id) references element\""),
        MadeFault(
            "an index that is gone", "drop index adapt.operation_by_moment",
            says: "constraint or index operation_by_moment is missing",
            fix: "adapt db psql -c \"create index operation_by_moment on adapt.operation (at)\""),
        MadeFault(
            "a function that is gone", "drop function adapt.toggle(bigint, bigint)",
            says: "function toggle is missing", fix: again),
        MadeFault(
            "a view that is gone", "drop view adapt.undone_computed",
            says: "view undone_computed is missing", fix: again),
        MadeFault(
            "a view that the doctor looks into, gone", "drop view adapt.kept_table",
            says: "not looked at: relation \"adapt.kept_table\" does not exist", fix: again),
        MadeFault(
            "a constraint that nobody checked",
            "alter table adapt.note add constraint note_short check (length(body) < 10000) not valid",
            says: "constraint note_short of note was never checked", fix: "validate constraint note_short"),
        MadeFault(
            "an index that is not valid",
            "update pg_index set indisvalid = false where indexrelid = 'adapt.operation_by_moment'::regclass",
            says: "index operation_by_moment is not valid", fix: "reindex index adapt.operation_by_moment"),
        MadeFault(
            "an unlogged table", "alter table adapt.note set unlogged", says: "table note is unlogged",
            fix: "alter table adapt.note set logged"),
        MadeFault(
            "foreign keys that are off", "alter table adapt.decision disable trigger all",
            says: "trigger RI_ConstraintTrigger", fix: "alter table adapt.decision enable trigger all"),
    ]

    /// Who may do what.
    private static let ofRights = [
        MadeFault(
            "a right too much", "grant update on adapt.decision to adapt_edit",
            says: "role adapt_edit may update table decision", fix: again),
        MadeFault(
            "a right too little", "revoke select on adapt.decision from adapt_read",
            says: "role adapt_read may not select table decision", fix: again),
        MadeFault(
            "a right of everybody", "grant insert on adapt.operation to public",
            says: "everybody may insert operation", fix: again),
        MadeFault(
            "a schema that all may add to", "grant create on schema adapt to public",
            says: "everybody may create in schema adapt", fix: again),
        MadeFault(
            "a schema of somebody else", "alter schema adapt owner to pg_monitor",
            says: "schema adapt is owned by pg_monitor", fix: "alter schema adapt owner to"),
        MadeFault(
            "a function that looks anywhere",
            "alter function adapt.begin_operation(text, text, text, bigint) reset search_path",
            says: "function begin_operation looks names up", fix: again),
        MadeFault(
            "a limit that is missing", "drop policy own_markets on adapt.lineage",
            says: "policy own_markets of table lineage is missing", fix: again),
        MadeFault(
            "limits that are not in force",
            "insert into adapt.editor_market (role_name, market_code) values ('adapt_edit', 'mx')",
            says: "limits to markets are not in force in table decision", fix: "adapt db limit"),
        MadeFault(
            "a limit of a role that is gone",
            "insert into adapt.editor_market (role_name, market_code) values ('lim', 'mx'), ('lim', 'us')",
            says: "limit of lim to mx, us holds nobody: the role is not on this server",
            fix: "adapt db limit lim --everywhere; for the role that edits in its place: adapt db limit ROLE "
                + "--market mx --market us"),
        MadeFault(
            "a limit of a role that edits no more",
            "insert into adapt.editor_market (role_name, market_code) values ('adapt_read', 'mx')",
            says: "limit of adapt_read to mx holds nobody: the role changes no editions",
            fix: "adapt db limit adapt_read --everywhere"),
    ]

    /// The database, its server and its backups.
    private static let ofDatabase = [
        MadeFault(
            "a clock that was ahead",
            "insert into adapt.operation values (99, now() + interval '2 hours', 'mia', 'set')",
            says: "last operation is of the future", fix: "set the clock of the server"),
        MadeFault(
            "a database that takes no changes",
            "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$",
            says: "database takes no changes", fix: "reset default_transaction_read_only"),
        MadeFault(
            "no typos forgiven", "drop extension pg_trgm cascade", says: "extension pg_trgm is missing",
            fix: "create extension pg_trgm"),
        MadeFault("fsync that is off", "select 1", says: "fsync is off", fix: "take it out of "),
        MadeFault("no backup", "select 1", says: "no backup of this database is known", fix: "adapt db backup"),
        MadeFault(
            "a backup that was never restored",
            "insert into adapt.backup values (repeat('a', 64), '/gone', 1, now(), 1, '15', 'mia')",
            says: "is untested: it was never restored", fix: "adapt db drill"),
        MadeFault(
            "a backup that is gone",
            """
            insert into adapt.backup values (repeat('a', 64), '/gone', 1, now(), 1, '15', 'mia');
            insert into adapt.backup_drill values (repeat('a', 64), now(), 1, 'mia')
            """,
            says: "last backup \"/gone\" is not on this machine", fix: "adapt db backup"),
    ]
}
