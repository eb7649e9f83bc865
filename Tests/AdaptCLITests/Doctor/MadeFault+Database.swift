/// Of rights, and of the database, its server and its backups.
extension MadeFault {
    /// Who may do what.
    static let ofRights = [
        MadeFault(
            "a right too much", "grant update on adapt.decision to adapt_edit",
            says: "role adapt_edit may update table decision", fix: again),
        MadeFault(
            "a right too little", "revoke select on adapt.decision from adapt_read",
            says: "role adapt_read may not select table decision", fix: again),
        MadeFault(
            "a right to a column", "grant update (value) on adapt.decision to adapt_edit",
            says: "role adapt_edit may update column value of table decision", fix: again),
        MadeFault(
            "a right to a column, of everybody", "grant update (body) on adapt.note to public",
            says: "everybody may update column body of note", fix: again),
        MadeFault(
            "a right of somebody else", "grant select, insert, delete on adapt.decision to pg_monitor",
            says: "role pg_monitor may delete table decision",
            fix: "adapt db psql -c \"revoke delete on adapt.decision from pg_monitor\""),
        MadeFault(
            "a right to a view, taken", "revoke select on adapt.observation from adapt_read",
            says: "role adapt_read may not select view observation", fix: again),
        MadeFault(
            "a schema that nobody may use", "revoke usage on schema adapt from adapt_import",
            says: "role adapt_import may not use schema adapt", fix: again),
        MadeFault(
            "a function that nobody may run", "revoke execute on function adapt.fold(text) from public",
            says: "may not run function fold", fix: "grant execute on function adapt.fold(words text) to public"),
        MadeFault(
            "a right of everybody", "grant insert on adapt.operation to public",
            says: "everybody may insert operation", fix: again),
        MadeFault(
            "a schema that all may add to", "grant create on schema adapt to public",
            says: "everybody may create in schema adapt", fix: again),
        MadeFault(
            "a schema that somebody may add to", "grant create on schema adapt to pg_monitor",
            says: "role pg_monitor may create in schema adapt",
            fix: "adapt db psql -c \"revoke create on schema adapt from pg_monitor\""),
        MadeFault(
            "a schema of somebody else", "alter schema adapt owner to pg_monitor",
            says: "schema adapt is owned by pg_monitor", fix: "alter schema adapt owner to", alone: true),
        MadeFault(
            "a function that looks anywhere",
            "alter function adapt.begin_operation(text, text, text, bigint) reset search_path",
            says: "function begin_operation looks names up", fix: again),
        MadeFault(
            "a limit that is missing", "drop policy own_markets on adapt.lineage",
            says: "policy own_markets of table lineage is missing", fix: again),
        MadeFault(
            "a limit that was replaced by a lax one",
            """
            drop policy own_markets on adapt.decision;
            create policy own_markets on adapt.decision for insert with check (true)
            """,
            says: "policy own_markets of table decision is not as adapt makes it", fix: again),
        MadeFault(
            "limits that are not in force",
            "insert into adapt.editor_market (role_name, market_code) values ('adapt_edit', 'mx')",
            says: "limits to markets are not in force in table decision",
            fix: "adapt db psql -c \"alter table adapt.decision enable row level security\""),
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

    /// Sets something for the database, or for a role in it.
    private static func setting(_ role: String, _ setting: String) -> String {
        """
        do $$ begin
            execute format('alter \(role)database %I set ', current_database()) || $set$\(setting)$set$;
        end $$
        """
    }

    /// The database, its server and its backups.
    static let ofDatabase = [
        MadeFault(
            "a clock that was ahead",
            "insert into adapt.operation values (99, now() + interval '2 hours', 'mia', 'set')",
            says: "last operation is of the future", fix: "set the clock of the server"),
        MadeFault(
            "a database that takes no changes of others",
            setting("", "default_transaction_read_only = on"),
            says: "default_transaction_read_only is on: adapt still records",
            fix: "adapt db psql -c \"set default_transaction_read_only = off\" -c \"alter database ", alone: true),
        MadeFault(
            "a database whose triggers do not fire",
            setting("", "session_replication_role = replica"),
            says: "session_replication_role is replica: no trigger fires", fix: " reset session_replication_role",
            alone: true),
        MadeFault(
            "commits of a role that do not wait", setting("role adapt_edit in ", "synchronous_commit = off"),
            says: "synchronous_commit is off for role adapt_edit: a power cut can lose what was committed",
            fix: "adapt db psql -c \"alter role adapt_edit in database "),
        MadeFault(
            "limits that a role meets nowhere", setting("role adapt_read in ", "row_security = off"),
            says: "row_security is off for role adapt_read: whom a limit", fix: " reset row_security\""),
        MadeFault(
            "damage that is passed over", setting("", "zero_damaged_pages = on"),
            says: "zero_damaged_pages is on: what the disk has damaged", fix: " reset zero_damaged_pages\""),
        MadeFault(
            "statements that are ended", setting("", "statement_timeout = '1h'"),
            says: "statement_timeout is 1h: what takes longer is ended", fix: " reset statement_timeout\""),
        MadeFault(
            "texts that are read otherwise", setting("", "standard_conforming_strings = off"),
            says: "standard_conforming_strings is off: psql", fix: " reset standard_conforming_strings\""),
        MadeFault(
            "an extension in another schema", "alter extension pg_trgm set schema public",
            says: "extension pg_trgm is in schema public, where adapt does not look",
            fix: "adapt db psql -c \"alter extension pg_trgm set schema adapt\"; adapt db migrate --again",
            alone: true),
        MadeFault(
            "no typos forgiven", "drop extension pg_trgm cascade", says: "extension pg_trgm is missing",
            fix: "adapt db psql -c \"create extension pg_trgm schema adapt\"; adapt db migrate --again"),
        // The server of the tests is not durable.
        MadeFault("fsync that is off", "", says: "fsync is off", fix: "take it out of "),
        MadeFault("full page writes that are off", "", says: "full_page_writes is off", fix: "take it out of "),
        MadeFault("commits that do not wait", "", says: "synchronous_commit is off: ", fix: "take it out of "),
        MadeFault("no backup", "", says: "no backup of this database is known", fix: "adapt db backup"),
        MadeFault(
            "a backup that was never restored",
            "insert into adapt.backup values (repeat('a', 64), '/gone', 1, now(), 1, '15', 'mia')",
            says: "is untested: it was never restored", fix: "adapt db drill", alone: true),
        MadeFault(
            "a backup that is gone",
            """
            insert into adapt.backup values (repeat('a', 64), '/gone', 1, now(), 1, '15', 'mia');
            insert into adapt.backup_drill values (repeat('a', 64), now(), 1, 'mia')
            """,
            says: "last backup \"/gone\" is not on this machine", fix: "adapt db backup", alone: true),
    ]
}
