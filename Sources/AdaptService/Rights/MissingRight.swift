public import AdaptModel
public import Postgres

extension Refusal {
    /// A refusal for want of a right, told by who lacks what, and what an administrator would have to grant; one for
    /// somebody else's lock, told by who that is.
    ///
    /// Asks the database, whose transaction is over by now. Any other refusal comes back as it is.
    public func explained(in connection: Connection) async -> Refusal {
        if kind == .busy { return await namingHolders(in: connection) }
        guard kind == .forbidden else { return self }
        do {
            let user: String = try await connection.query("select current_user::text")[0].get(0)
            if message.contains("would be affected by row-level security") { return ofRowSecurity(user) }
            if message.contains("row-level security") { return try await ofMarkets(user, connection) }
            if let name = message.firstMatch(of: #/permission denied for function (.+)/#)?.1, !name.hasPrefix("pg_") {
                return ofFunction(user)
            }
            guard let object = quotedObject else { return self }
            return try await missing(user, object, connection)
        } catch {
            // The line is gone, or not even this may be asked: what the server said stands.
            return self
        }
    }

    /// What `permission denied for table decision` names.
    private var quotedObject: (kind: Substring, name: String)? {
        guard let match = message.firstMatch(of: #/permission denied for (table|view|schema|sequence) (.+)/#) else {
            return nil
        }
        return (match.1, String(match.2))
    }

    private func missing(_ user: String, _ object: (kind: Substring, name: String), _ connection: Connection)
        async throws -> Refusal
    {
        let wanted = try await WantedRole(for: object.kind, object.name, of: user, in: connection)
        return Refusal(
            .forbidden, "user \"\(user)\" has no right to this: \(message)",
            hint: try await wanted.hint(in: connection))
    }

    /// Everybody may run what the scripts make, until somebody takes that away: no role of ours gives it.
    private func ofFunction(_ user: String) -> Refusal {
        Refusal(
            .forbidden, "user \"\(user)\" has no right to this: \(message)",
            hint: "adapt doctor, run by who owns the catalogue, says how it is given back")
    }

    /// PostgreSQL refuses, whomever the limits of a table hold, who would rather have no answer than a part of it.
    private func ofRowSecurity(_ user: String) -> Refusal {
        Refusal(
            .forbidden, "setting row_security is off for user \"\(user)\": \(message)",
            hint: "who set it can run: alter role USER reset row_security, or alter database NAME reset row_security")
    }

    private func ofMarkets(_ user: String, _ connection: Connection) async throws -> Refusal {
        let markets = try await connection.query(
            """
            select distinct m.market_code from adapt.editor_market m join pg_roles r on r.rolname = m.role_name
            where pg_has_role(current_user, r.oid, 'member') or pg_has_role(session_user, r.oid, 'member')
            order by 1
            """
        ).map { try $0.get(0, as: String.self) }
        // A policy of somebody else's.
        guard !markets.isEmpty else { return self }
        // A limit replaces the one of before, so that those which he has are said again.
        let options = markets.map { " --market " + $0 }.joined()
        return Refusal(
            .forbidden, "user \"\(user)\" may change editions of \(markets.joined(separator: ", ")) only",
            hint: "ask the administrator for: adapt db limit \(pasted(identifier: user))\(options) --market ...")
    }
}
