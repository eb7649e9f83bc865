import AdaptModel
import Postgres

/// A backup of another adapt: its tables and rows come in, made as migrations of ours make them. Its views, functions,
/// triggers and policies, of which nobody knows what they would do, are not run: the next migration makes ours.
extension RestoreBackup {
    /// Whether it is one, and nobody says that it is his own.
    var isOfAnother: Bool { !isTrusted && manifest.fingerprint != Schema.fingerprint }

    /// Notes that a migration is to follow. Throws a `Refusal` (input) where what came says that it is of another
    /// schema than its manifest does.
    func leaveToMigration(_ connection: Connection) async throws {
        try await connection.run("update adapt.schema_state set fingerprint = ''")
        guard try await Schema.state(within: connection) == .unfinished(version: manifest.schemaVersion) else {
            throw Refusal(
                .input, "backup is not of schema \(manifest.schemaVersion), as its manifest says: nothing was changed",
                hint: "use another backup")
        }
    }

    /// Tells what is left to a migration.
    func warnOfMigration(on connection: Connection) {
        let others = manifest.others(thanOn: connection.serverVersion / 10_000) ?? "another adapt"
        warn("the backup was made by \(others): its views, functions and triggers are left to adapt db migrate")
    }
}
