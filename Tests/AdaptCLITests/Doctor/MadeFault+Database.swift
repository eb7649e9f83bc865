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
            "a right of everybody", "grant insert on adapt.operation to public",
            says: "everybody may insert operation", fix: again),
        MadeFault(
            "a schema that all may add to", "grant create on schema adapt to public",
            says: "everybody may create in schema adapt", fix: again),
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
    static let ofDatabase = [
        MadeFault(
            "a clock that was ahead",
            "insert into adapt.operation values (99, now() + interval '2 hours', 'mia', 'set')",
            says: "last operation is of the future", fix: "set the clock of the server"),
        MadeFault(
            "a database that takes no changes of others",
            "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$",
            says: "default_transaction_read_only is on: adapt still records", fix: "alter database ", alone: true),
        MadeFault(
            "a database whose triggers do not fire",
            "do $$ begin execute format('alter database %I set session_replication_role = replica', current_database()); end $$",
            says: "session_replication_role is replica: no trigger fires", fix: " reset session_replication_role",
            alone: true),
        MadeFault(
            "no typos forgiven", "drop extension pg_trgm cascade", says: "extension pg_trgm is missing",
            fix: "create extension pg_trgm"),
        // The server of the tests is not durable.
        MadeFault("fsync that is off", "", says: "fsync is off", fix: "take it out of "),
        MadeFault("full page writes that are off", "", says: "full_page_writes is off", fix: "take it out of "),
        MadeFault("commits that do not wait", "", says: "synchronous_commit is off", fix: "take it out of "),
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
