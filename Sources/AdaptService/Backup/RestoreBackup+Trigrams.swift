import AdaptModel
import Postgres

/// The one extension that a backup may need.
extension RestoreBackup {
    /// Refuses a backup with the extension where it is somewhere else already, or cannot be made.
    func requireTrigrams(
        for entry: RestoreEntry, knowing reference: RestoreReference, _ connection: Connection
    ) async throws {
        guard entry.kind == "EXTENSION", entry.name == "pg_trgm" else { return }
        let here = try await connection.query(
            """
            select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace
            where e.extname = 'pg_trgm' and n.nspname <> 'adapt'
            """)
        if let schema: String = try here.first?.get(0) {
            throw Refusal(
                .rule, "backup needs extension pg_trgm in schema adapt, and this database has it in schema \(schema)",
                hint: "restore into another database; or, where nothing else uses it: drop extension pg_trgm")
        }
        let known = try await connection.query(
            "select current_user::regrole::text from pg_available_extensions where name = 'pg_trgm'")
        guard let user: String = try known.first?.get(0) else {
            throw Refusal(
                .rule, "backup needs extension pg_trgm, which cannot be made here",
                hint: "ask the administrator to install it: apt-get install postgresql-contrib")
        }
        guard let reason = await reference.whyNoTrigrams else { return }
        throw Refusal(
            .rule, "backup needs extension pg_trgm, which user \"\(user)\" cannot make here: \(reason)",
            hint: "ask the administrator to allow it (trusted = true in pg_trgm.control; a hosted server has a list of "
                + "extensions), or to restore the backup")
    }
}
