import AdaptModel
import AdaptReports
import AdaptService
import Postgres

/// A restore that is only tried.
extension DatabaseRestore {
    /// Says what would come where. Nobody is asked: nothing is changed.
    func rehearse(_ backup: BackupFile, on target: DatabaseTarget) async throws {
        let place = try await target.withConnection { try await tried(backup, on: $0, of: target) }
        try silence.confirm("would restore \(backup.contents) into database \(place) (dry run: nothing was changed)")
    }

    /// The name of the database, and what would become of what is there.
    private func tried(
        _ backup: BackupFile, on connection: Connection, of target: DatabaseTarget
    ) async throws -> String {
        let (name, obstacle) = try await place(in: connection, of: target)
        let (isAside, programs) = (obstacle != nil, try await target.dumpPrograms(for: connection))
        let suffix = isAside ? "_restored" : "_check"
        let scratch = try await ScratchDatabase(suffix: suffix, of: target, beside: connection)
        let restoration = backup.restoration(by: programs, isTrusted: trust.trusted, elsewhere: scratch)
        if try await restoration.rehearse(on: connection, isAside: isAside) { try await scratch.requireRight() }
        guard isAside else { return shown(name) }
        let found = try await RestoreBackup.operations(in: connection) ?? 0
        let old = found > 0 ? "the catalogue of \(grouped(found, "operation")) that is there" : "what is there"
        return shown(name) + "; \(old) would be kept as another database"
    }
}

extension BackupFile {
    /// What is in it, for people, as its manifest says.
    var contents: String {
        "\(grouped(manifest.rows, "row")) of \(grouped(manifest.tables.count, "table")) as of operation "
            + "\(manifest.operation) (\(manifest.taken))"
    }
}
