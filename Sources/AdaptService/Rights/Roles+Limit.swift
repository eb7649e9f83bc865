import AdaptModel
import Postgres

extension Roles {
    /// What a role is limited to once its own limit was set or taken away.
    public struct Limit: Sendable {
        /// Why its own holds nobody yet, of a role that has no right to edit so far; nil: it holds.
        public let idle: String?
        /// The limits of roles that it is in, which add up with its own: codes of markets, with spaces between.
        public let others: [(role: String, markets: String)]
    }

    /// Lets a role change editions of some markets only; none: of all again. Throws a `Refusal`: forbidden, or rule
    /// where the limit would hold nobody.
    @discardableResult
    public static func limit(_ role: String, to markets: [String], in workspace: Workspace) async throws -> Limit {
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
            return Limit(idle: idle, others: try await others(of: role, in: connection))
        }
    }

    /// The limits that hold a role through those that it is in; none of one that no limit holds, as a superuser.
    private static func others(
        of role: String, in connection: Connection
    ) async throws -> [(role: String, markets: String)] {
        let rows = try await connection.query(
            """
            select g.rolname::text as role, string_agg(m.market_code, ' ' order by m.market_code) as markets
            from pg_roles r
            join adapt.editor_market m on m.role_name <> r.rolname
            join pg_roles g on g.rolname = m.role_name
            where r.rolname = \(role) and pg_has_role(r.oid, g.oid, 'member')
                and coalesce(adapt.why_unlimited(r.rolname::text) like 'changes no editions%', true)
            group by g.rolname order by g.rolname
            """)
        return try rows.map { (role: try $0.get("role"), markets: try $0.get("markets")) }
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
