/// Of the database, its server and its backups.
extension MadeFault {
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
