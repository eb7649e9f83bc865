import AdaptModel
import AdaptSQL
public import Postgres

/// A backup that the database knows of.
public struct KnownBackup: Sendable {
    /// Absolute path of the file, on the machine where it was taken.
    public let file: String
    /// When it was taken, UTC, and as of which operation.
    public let takenAt: String, operation: Int
    /// When it was last restored to see that it can be, UTC; nil: never.
    public let testedAt: String?
    /// How many operations have come since.
    public let since: Int
    /// The major version of the server now.
    public let serverMajor: Int

    /// For people.
    public var words: String {
        testedAt.map { "taken \(takenAt), restored \($0)" } ?? "taken \(takenAt), untested: it was never restored"
    }
}

/// What the database knows of its backups.
public enum BackupRecords {
    /// The last backup; nil: none is known, or the schema is of before backups were noted.
    public static func last(in connection: Connection) async throws -> KnownBackup? {
        try await refusing {
            guard try await keepsThem(connection) else { return nil }
            return try await connection.query(SQL(Queries.backup["last"])).first.map { row in
                KnownBackup(
                    file: try row.get("file"), takenAt: try row.get("taken_at"),
                    operation: try row.get("last_operation"),
                    testedAt: try row.get("tested_at"), since: try row.get("since"),
                    serverMajor: try row.get("server_major"))
            }
        }
    }

    /// Notes a backup, once; on one of the `lines` where the connection is lost. Throws a `Refusal`: forbidden where the
    /// user may not, busy where it is not known whether it was noted.
    public static func add(
        _ manifest: BackupManifest, file: String, by author: String, in connection: Connection, lines: Reconnection
    ) async throws {
        try await lines.settle(on: connection, see: see) {
            try await add(manifest, file: file, by: author, in: $0)
        }
    }

    private static let see = "adapt db status"

    private static func add(_ manifest: BackupManifest, file: String, by author: String, in connection: Connection)
        async throws
    {
        try await refusing {
            guard try await keepsThem(connection) else { return }
            _ = try await connection.query(
                SQL(
                    Queries.backup["add"],
                    bind: [
                        manifest.sha256, file, manifest.bytes, manifest.takenAt, manifest.operation,
                        manifest.serverVersion, author,
                    ]))
        }
    }

    /// Notes, once, that a backup was restored and found equal at a moment; on one of the `lines` where the connection is
    /// lost. False where it is of another catalogue. Throws a `Refusal`: see `add`.
    public static func addDrill(
        _ manifest: BackupManifest, file: String, at moment: String, by author: String, in connection: Connection,
        lines: Reconnection
    ) async throws -> Bool {
        try await lines.settle(on: connection, see: see) { connection in
            guard try await catalogue(of: connection) == manifest.catalogue else { return false }
            try await add(manifest, file: file, by: author, in: connection)
            guard try await keepsThem(connection) else { return false }
            _ = try await connection.query(
                SQL(Queries.backup["add_drill"], bind: [manifest.sha256, manifest.rows, author, moment]))
            return true
        }
    }

    /// The moment by the server's clock, as a drill is noted with.
    public static func moment(in connection: Connection) async throws -> String {
        try await connection.query("select clock_timestamp()::text")[0].get(0)
    }

    /// The identity of the catalogue; nil where the schema is of before there was one.
    static func catalogue(of connection: Connection) async throws -> String? {
        try await refusing {
            let known = try await connection.query("select to_regclass('adapt.catalogue_identity') is not null")
            guard try known[0].get(0, as: Bool.self) else { return nil }
            return try await connection.query("select catalogue::text from adapt.catalogue_identity").first?.get(0)
        }
    }

    private static func keepsThem(_ connection: Connection) async throws -> Bool {
        try await connection.query("select to_regclass('adapt.backup_drill') is not null")[0].get(0)
    }
}
