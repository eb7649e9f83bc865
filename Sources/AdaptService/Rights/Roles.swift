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
}
