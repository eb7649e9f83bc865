/// Of who may do what.
extension MadeFault {
    /// Rights, roles and limits.
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
}
