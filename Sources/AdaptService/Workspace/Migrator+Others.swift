import AdaptModel
import Postgres

/// What somebody else made where a migration makes something.
extension Migrator {
    /// Throws a `Refusal` (rule) that names what is in a schema of that name which is somebody else's: nothing of ours
    /// is in it. An empty one was made for us.
    func requireOwnSchema() async throws {
        // Asked so that whoever has no right to the schema is told that, and not this.
        let foreign = try await connection.query(
            """
            select 1 from pg_namespace n
            where n.nspname = 'adapt'
                and not exists (select from pg_class c where c.relnamespace = n.oid
                    and c.relname in ('migration', 'schema_state'))
                and not exists (select from pg_class c join pg_attribute a on a.attrelid = c.oid
                    where c.relnamespace = n.oid and c.relname = 'operation' and a.attname = 'operation_id'
                        and not a.attisdropped)
            """)
        guard !foreign.isEmpty else { return }
        let theirs = try await AddedObjects.lost(in: connection, .absent, isBegun: false).map(\.name)
        guard !theirs.isEmpty else { return }
        throw Refusal(
            .rule, "database has a schema adapt that is not adapt's: nothing was changed",
            hint: "migrate another database: adapt db migrate --database URL", details: RestoreFindings.listed(theirs))
    }

    /// What is said where a script was refused to make a view anew over one with other columns: which it is, and what
    /// takes it out of the way; the error itself where none is found.
    func otherColumns(_ error: PostgresError) async throws -> any Error {
        let found = try await DatabaseFindings(connection).lookAtViews()
        guard let view = found.first(where: { $0.state == .fault && $0.fix != DatabaseFindings.again }) else {
            return error
        }
        return Refusal(
            .rule, "\(view.what), and is made anew only over its own: views and functions are as they were",
            hint: view.fix)
    }
}
