public import AdaptModel
public import Postgres

/// Who may do what in a database: roles of PostgreSQL that an administrator grants to people.
public enum Roles {
    /// The roles, the least first, with what each is for. The database makes them where its migrator may.
    public static let all: [(name: String, purpose: String)] = [
        ("adapt_read", "read"), ("adapt_import", "read, import figures"),
        ("adapt_edit", "read, import figures, edit the catalogue"),
        ("adapt_owner", "migrate, where the database is its own"),
    ]

    /// What an administrator runs where the roles could not be made. Safe to run again.
    public static let script: String =
        all.map { name, _ in
            """
            do $$ begin create role \(name) nologin; exception when duplicate_object then null; end $$;

            """
        }.joined() + """
            select adapt.grant_rights();
            -- then, for each person: grant adapt_edit to mia;

            """

    /// Each role of this program, and every role that is limited to some markets: what for, whether the server has it,
    /// who is in it, and the markets.
    public static func list(in connection: Connection) async throws -> Listing {
        try await refusing {
            let rows = try await connection.query(
                """
                select n.name, p.oid is not null as here,
                    (select string_agg(u.rolname, ' ' order by u.rolname) from pg_auth_members m
                     join pg_roles u on u.oid = m.member where m.roleid = p.oid) as members,
                    (select string_agg(m.market_code, ' ' order by m.market_code) from adapt.editor_market m
                     where m.role_name = n.name) as markets
                from (select unnest(\(all.map(\.name))::text[]) as name
                      union select role_name from adapt.editor_market) n
                left join pg_roles p on p.rolname = n.name
                order by array_position(\(all.map(\.name))::text[], n.name), n.name
                """)
            let purposes = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.purpose) })
            return Listing(
                columns: ["role", "may", "exists", "members", "markets"],
                rows: try rows.map { row in
                    let name: String = try row.get("name")
                    return [
                        name, purposes[name] ?? "as its roles say, in some markets",
                        try row.get("here") ? "yes" : "no", try row.get("members"), try row.get("markets"),
                    ]
                })
        }
    }

    /// Lets a role change editions of some markets only; none: of all again. Throws a `Refusal`: forbidden, or rule where
    /// the limit would hold nobody. Gives why it holds nobody yet, of a role that has no right to edit so far.
    @discardableResult
    public static func limit(_ role: String, to markets: [String], in workspace: Workspace) async throws -> String? {
        try await workspace.settle(see: "adapt db roles") { connection in
            try await Owner(of: connection)?.require("limits are set")
            let idle = try await requireRole(role, isLimited: !markets.isEmpty, in: connection)
            for market in markets {
                let found = try await connection.query("select 1 from adapt.market where market_code = \(market)")
                guard !found.isEmpty else {
                    throw Refusal(.rule, "market \"\(market)\" is not known", hint: "adapt market list --all")
                }
            }
            _ = try await connection.query("select adapt.limit_editor(\(role), \(markets)::text[])")
            return idle
        }
    }

    /// Throws a `Refusal` (rule) where there is no such role, unless a limit is left of it that can be taken away; and
    /// where a limit would hold nobody. Gives why it would hold nobody yet.
    private static func requireRole(
        _ role: String, isLimited: Bool, in connection: Connection
    ) async throws -> String? {
        let row = try await connection.query(
            """
            select exists (select from pg_roles where rolname = \(role)) as here,
                exists (select from adapt.editor_market where role_name = \(role)) as known,
                adapt.why_unlimited(\(role)) as reason,
                adapt.why_unlimited(\(role)) like 'changes no editions%' as is_idle
            """)[0]
        let (isHere, isKnown): (Bool, Bool) = (try row.get("here"), try row.get("known"))
        guard isHere || !isLimited && isKnown else {
            throw Refusal(.rule, "role \"\(role)\" does not exist on this server", hint: "adapt db roles")
        }
        guard isLimited, let reason = try row.get("reason", as: String?.self) else { return nil }
        // Who is to edit may be limited before.
        if try row.get("is_idle") { return "role \"\(role)\" \(reason)" }
        throw Refusal(
            .rule, "role \"\(role)\" \(reason): no limit would hold it",
            hint: "limit the role that the person edits by; adapt db roles lists them")
    }
}
