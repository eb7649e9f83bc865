import Postgres

/// What a user would have to be granted for something that he may not do.
struct WantedRole: Sendable {
    /// The user who is connected.
    let user: String
    /// The roles by any of which it may be done, the least first; none: only the owner of the catalogue does it.
    private let roles: [String]
    /// Whether figures alone are imported by it, too: every change begins with an operation, which importers may add.
    private let isOfEveryChange: Bool

    /// The roles that people are granted.
    private static let granted = Roles.all.map(\.name).filter { $0 != "adapt_owner" }

    /// For what PostgreSQL refused: `kind` and `name` of the object, as it says them.
    init(
        for kind: Substring, _ name: String, of user: String, in connection: Connection
    ) async throws {
        self.user = user
        isOfEveryChange = name != "reach_export"
        guard kind == "table" || kind == "sequence" else {
            roles = Self.granted
            return
        }
        // What cannot even be read needs a role that may; else it was to be written. A sequence goes with its table.
        roles = try await connection.query(
            """
            with wanted as (
                select coalesce((select t.relname::text from pg_class s
                    join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass and d.deptype = 'i'
                    join pg_class t on t.oid = d.refobjid
                    where s.relkind = 'S' and s.oid = to_regclass('adapt.' || quote_ident(\(name)::text))),
                    \(name)::text) as table_name)
            select r.role_name from adapt.table_right r join wanted w on w.table_name = r.table_name
            where r.role_name = any(\(Self.granted)::text[])
                and (not has_table_privilege(to_regclass('adapt.' || quote_ident(w.table_name)), 'select')
                    or r.verbs like '%insert%')
            order by array_position(\(Self.granted)::text[], r.role_name)
            """
        ).map { try $0.get(0, as: String.self) }
    }

    /// What is to be asked for, and of whom.
    func hint(in connection: Connection) async throws -> String {
        guard let least = roles.first else { return "ask the administrator for: grant adapt_owner to \(user)" }
        let held = try await connection.query(
            """
            select r.rolname::text as role, pg_has_role(current_user, r.oid, 'usage') as inherits,
                u.rolinherit as may_inherit
            from pg_roles r join pg_roles u on u.rolname = current_user
            where r.rolname = any(\(roles)::text[]) and pg_has_role(current_user, r.oid, 'member')
            order by 2 desc, array_position(\(roles)::text[], r.rolname::text) limit 1
            """
        ).first
        if let held { return try hint(holding: held, version: connection.serverVersion) }
        let grant =
            least == "adapt_import" && isOfEveryChange
            ? "grant adapt_edit to \(user); to import figures alone: grant adapt_import to \(user)"
            : "grant \(least) to \(user)"
        let isThere = try await !connection.query("select 1 from pg_roles where rolname = \(least)").isEmpty
        return "ask the administrator for: " + (isThere ? grant : "what adapt db roles --sql prints, then \(grant)")
    }

    /// The same for a user who has such a role already: it does not reach him, or it has not the right itself.
    private func hint(holding held: Row, version: Int) throws -> String {
        let role: String = try held.get("role")
        guard try !held.get("inherits", as: Bool.self) else {
            return "\(user) has \(role), which lacks it here; who owns the catalogue gives it: adapt db migrate --again"
        }
        let mayInherit: Bool = try held.get("may_inherit")
        let ask =
            version >= 160_000
            ? "grant \(role) to \(user) with inherit true"
            : mayInherit ? "grant \(role) to \(user)" : "alter role \(user) inherit"
        return "\(user) has \(role), but does not inherit its rights; ask the administrator for: \(ask)"
    }
}
