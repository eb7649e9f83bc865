import AdaptModel
import AdaptSQL
public import Postgres

/// A consistent copy of the catalogue: tables, their digests and some reports of one moment.
public struct TakeBackup: Sendable {
    /// Writes the file as of an exported snapshot, with some extensions; gives its size and SHA-256.
    public typealias Dump =
        @Sendable (_ snapshot: String, _ extensions: [String]) async throws -> (bytes: Int, sha256: String)
    /// Makes the reports of a catalogue.
    public typealias Reports = @Sendable (Workspace) async throws -> [BackupManifest.Report]

    private let program: String
    private let reports: Reports
    private let dump: Dump

    /// A backup by a version of the program.
    public init(program: String, reports: @escaping Reports, dump: @escaping Dump) {
        self.program = program
        self.reports = reports
        self.dump = dump
    }

    /// Takes it. Throws a `Refusal`: unreachable where the database holds no catalogue.
    ///
    /// A schema that is behind the program's is backed up as it is, without reports: before a migration is when a
    /// backup is wanted most.
    public func run(on connection: Connection) async throws -> BackupManifest {
        let state = try await Schema.state(of: connection)
        switch state {
        // Of no migration yet there is nothing to copy, and what is not known is not noted in a file.
        case .absent, .unfinished(0), .lost, .restoring: try state.require()
        case .current, .behind, .unfinished, .ahead: break
        }
        return try await refusing {
            try await connection.transaction(.snapshot) { connection in
                // A server that ends idle transactions would end this one while the file is written.
                try await connection.run("set local idle_in_transaction_session_timeout = 0")
                let snapshot: String = try await connection.query("select pg_export_snapshot()")[0].get(0)
                var manifest = try await facts(connection)
                if case .current = state {
                    manifest.reports = try await reports(Workspace(connection: connection, author: ""))
                }
                manifest.tables = try await DatabaseDigest.tables(of: connection)
                manifest.sequences = try await DatabaseDigest.sequences(of: connection)
                let extensions = try await Self.extensions(of: connection)
                (manifest.bytes, manifest.sha256) = try await dump(snapshot, extensions)
                return manifest
            }
        }
    }

    /// The extensions that are in the schema.
    static func extensions(of connection: Connection) async throws -> [String] {
        try await connection.query(
            "select extname::text from pg_extension where extnamespace = to_regnamespace('adapt') order by 1"
        ).map { try $0.get(0, as: String.self) }
    }

    private func facts(_ connection: Connection) async throws -> BackupManifest {
        let row = try await connection.query(
            """
            select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as taken,
                coalesce((select max(operation_id) from adapt.operation), 0) as operation,
                coalesce((select max(version) from adapt.schema_state), 0) as version,
                coalesce((select max(fingerprint) from adapt.schema_state), '') as fingerprint,
                current_setting('server_version') as server,
                current_setting('server_version_num')::integer / 10000 as major
            """)[0]
        return BackupManifest(
            takenAt: try row.get("taken"), catalogue: try await BackupRecords.catalogue(of: connection) ?? "",
            operation: try row.get("operation"), schemaVersion: try row.get("version"),
            fingerprint: try row.get("fingerprint"), serverVersion: try row.get("server"),
            serverMajor: try row.get("major"), program: program)
    }
}
