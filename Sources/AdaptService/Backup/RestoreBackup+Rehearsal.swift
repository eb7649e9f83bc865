import AdaptModel
public import Postgres

/// What can be told of a restore before anything is made.
extension RestoreBackup {
    /// Asks all that `run` asks before it makes anything, under the same lock, makes room and takes that back; what is in
    /// the file is not looked at. Gives whether it would look up what this program makes in another database. Throws a
    /// `Refusal` as `run` does.
    ///
    /// `isAside`: what is in the database is put aside first, so that it is in nobody's way.
    public func rehearse(on connection: Connection, isAside: Bool = false) async throws -> Bool {
        try requireVersions(connection)
        let isElsewhere = try await isAside ? true : refusing { try await rehearseRoom(in: connection) }
        if isOfAnother { warnOfMigration(on: connection) }
        return isElsewhere
    }

    /// Whether what is there lasts until it is dropped for the backup.
    private func rehearseRoom(in connection: Connection) async throws -> Bool {
        try await Migrator(connection).withLock {
            if let obstacle = try await Self.obstacle(in: connection) { throw obstacle }
            guard try await Self.hasSchema(connection) else {
                _ = try await Migrator(connection).rehearse()
                return false
            }
            try await connection.rehearsing { connection in
                try await Self.requireLock(connection)
                _ = try await makeRoom(in: connection)
            }
            return try await Self.hasLastingSchema(connection)
        }
    }
}
