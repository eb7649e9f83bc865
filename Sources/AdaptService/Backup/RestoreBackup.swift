import AdaptModel
public import Postgres

/// A backup brought into a database that holds nothing, and compared with what it held when it was taken: all in one
/// transaction, so that it is there and equal, or the database is as it was.
public struct RestoreBackup: Sendable {
    /// The next bytes of a script, cut anywhere; nil at its end.
    public typealias Pieces = @Sendable () async throws -> [UInt8]?
    /// Reads a script.
    public typealias Reader = @Sendable (@escaping Pieces) async throws -> Void
    /// Works with a database.
    public typealias Body = @Sendable (Connection) async throws -> Void

    /// What PostgreSQL's programs do for it, and a place for it.
    public struct Programs: Sendable {
        let script: @Sendable (@escaping Reader) async throws -> Void
        let schema: @Sendable (_ database: String, _ extensions: [String], @escaping Reader) async throws -> Void
        let elsewhere: @Sendable (@escaping Body) async throws -> Void

        /// `script`: what restoring the file runs. `schema`: what schema adapt of a database and some extensions are
        /// made with. `elsewhere`: an empty database of the same server, for as long as its body runs.
        public init(
            script: @escaping @Sendable (@escaping Reader) async throws -> Void,
            schema: @escaping @Sendable (String, [String], @escaping Reader) async throws -> Void,
            elsewhere: @escaping @Sendable (@escaping Body) async throws -> Void
        ) {
            self.script = script
            self.schema = schema
            self.elsewhere = elsewhere
        }
    }

    let manifest: BackupManifest
    let programs: Programs
    let isTrusted: Bool
    let warn: @Sendable (String) -> Void

    /// A restore of what `manifest` describes. `isTrusted`: what this program does not make is run all the same, and
    /// `warn` gets what that was.
    public init(
        _ manifest: BackupManifest, by programs: Programs, isTrusted: Bool = false,
        warn: @escaping @Sendable (String) -> Void
    ) {
        self.manifest = manifest
        self.programs = programs
        self.isTrusted = isTrusted
        self.warn = warn
    }

    /// Restores, under the lock of migrations, and compares; on one of the `lines` where the connection is lost. Throws
    /// a `Refusal`, and nothing is changed: rule where the database holds a catalogue, or others' things are in its
    /// schema or hang on it; unreachable where a newer program made that; input where the file would run what this
    /// program does not make, or lacks what it makes, or where what came is not what was backed up. Busy where it is
    /// not known whether it came. Of another adapt's backup see `isOfAnother`.
    public func run(on connection: Connection, lines: Reconnection) async throws {
        try requireVersions(connection)
        try await refusing {
            try await Migrator(connection).withLock {
                // Asked again where it is dropped; here, before a database is made to look at.
                if let obstacle = try await Self.obstacle(in: connection) { throw obstacle }
                let reference = try await learned(beside: connection, lines)
                let loss = try await lines.settle(on: connection, see: "adapt db status") { connection -> String? in
                    // A line of its own has no lock yet.
                    try await Self.requireLock(connection)
                    let limits = try await EditorLimits(of: connection)
                    guard try await makeRoom(in: connection) else { return nil }
                    try await load(knowing: reference, into: connection)
                    try await requireEqual(connection)
                    try await connection.run(Self.rights)
                    if isOfAnother { try await leaveToMigration(connection) }
                    return try await limits.loss(in: connection)
                }
                if let loss { warn(loss) }
                if isOfAnother { warnOfMigration(on: connection) }
            }
        }
    }

    /// What this program makes: looked up in the database itself where that holds nothing, and is left so.
    private func learned(beside connection: Connection, _ lines: Reconnection) async throws -> RestoreReference {
        let reference = RestoreReference(ofSchema: isOfAnother ? manifest.schemaVersion : nil)
        guard try await !Self.hasLastingSchema(connection) else {
            try await programs.elsewhere { try await reference.learn(in: $0, by: programs) }
            return reference
        }
        // What one that was cut short left.
        if try await Self.hasSchema(connection) {
            try await Self.requireMaking(connection)
            try await Self.clear(connection)
        }
        do {
            try await reference.learn(in: connection, by: programs)
            try await Self.clear(connection)
        } catch {
            do {
                // Also for who is told to stop, or has lost his line.
                try await Task { try await lines.either(connection) { try await Self.clear($0) } }.value
            } catch {
                warn("schema adapt, which was made to look at, is left in the database")
            }
            throw error
        }
        return reference
    }

    static func requireLock(_ connection: Connection) async throws {
        let isHeld = try await connection.query(
            "select pg_try_advisory_xact_lock(hashtextextended('adapt.migration', 0))")[0].get(0, as: Bool.self)
        guard isHeld else {
            throw Refusal(.busy, "another program is migrating this database", hint: "try again in a minute")
        }
    }

    private func requireEqual(_ connection: Connection) async throws {
        let wrong = try await differences(in: connection)
        guard wrong.isEmpty else {
            throw Refusal(
                .input, "what came is not what was backed up: nothing was changed", hint: "use another backup",
                details: wrong)
        }
    }
}
