import AdaptModel
import Postgres

/// Who migrates, and whether the database is one to migrate.
extension Migrator {
    /// Plays the owner's part, where there is one already and the user may: what is made belongs to one role, whoever
    /// of it migrates. Throws a `Refusal` (forbidden) that names what the user would need.
    func asOwner<Result>(_ body: () async throws -> Result) async throws -> Result {
        guard let owner = try await Owner(of: connection) else {
            try await requireRoom()
            return try await body()
        }
        try owner.require("it is migrated")
        guard owner.name != owner.user else { return try await body() }
        try await connection.run("set role \(owner.name)")
        do {
            let result = try await body()
            try await connection.run("reset role")
            return result
        } catch {
            _ = try? await connection.run("reset role")
            throw error
        }
    }

    /// Throws a `Refusal`: unreachable where the server is of an earlier version than this program works with, rule
    /// where the database cannot hold what people write.
    func requireServer() async throws {
        if let refusal = ServerVersion.refusal(of: connection.serverVersion) { throw refusal }
        let row = try await connection.query(
            "select current_database()::text as name, current_setting('server_encoding') as encoding")[0]
        let (name, encoding): (String, String) = (try row.get("name"), try row.get("encoding"))
        guard encoding != "UTF8" else { return }
        throw Refusal(
            .rule, "database \"\(name)\" is encoded in \(encoding), not in UTF8: it cannot hold every title",
            hint: "make another one, and name it: createdb -E UTF8 -T template0 NAME")
    }

    /// Throws a `Refusal` (forbidden) where the user may make no schema, and nobody has made it for him.
    private func requireRoom() async throws {
        let rows = try await connection.query(
            """
            select current_user::regrole::text as name, format('%I', current_database()) as database
            where not exists (select from pg_namespace where nspname = 'adapt')
                and not has_database_privilege(current_database(), 'create')
            """)
        guard let row = rows.first else { return }
        let (name, database): (String, String) = (try row.get("name"), try row.get("database"))
        throw Refusal(
            .forbidden, "user \"\(name)\" may make nothing in database \"\(database)\"",
            hint: "ask the administrator for: grant create on database \(database) to \(name)")
    }
}
