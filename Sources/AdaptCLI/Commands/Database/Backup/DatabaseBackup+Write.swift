import AdaptModel
import AdaptService
import Glibc
import LocalServer
import Postgres

/// The two files of a backup.
extension DatabaseBackup {
    /// Writes both files, or none. Throws a `Refusal`: missing file, which names the file, where it has no room; rule
    /// where something has come there; busy where somebody holds a table.
    static func write(
        _ path: String, _ programs: DumpPrograms, _ connection: Connection
    ) async throws -> BackupManifest {
        let output = try OutputFile(path, isPrivate: true, mark: BackupLeavings.mark)
        let manifest: BackupManifest
        do {
            let descriptor = output.descriptor
            manifest = try await TakeBackup(program: Adapt.version, reports: BackupReports.all) {
                snapshot, extensions in
                do {
                    try await programs.dump(schema: "adapt", extensions: extensions, snapshot: snapshot, to: descriptor)
                } catch let error as LocalServerError where error.kind == .outputFull {
                    throw OutputFile.failed(path, Self.cause(of: error))
                } catch let error as LocalServerError where error.kind == .busy {
                    // Who that is, is told by the connection.
                    throw Refusal(
                        .busy, "somebody else is changing what is to be copied: no file was written", hint: "try again")
                }
                return try BackupFile.checksum(descriptor, path)
            }.run(on: connection)
            let beside = try OutputFile(BackupManifest.path(of: path), isPrivate: true)
            do {
                try beside.write(try manifest.text())
                try OutputFile.keep(output, beside)
            } catch {
                beside.discard()
                throw error
            }
        } catch {
            output.discard()
            throw error
        }
        sync(path)
        return manifest
    }

    /// Why there was no room, as an error number of the system, by what the program said; of one that a signal ended,
    /// that files are limited in size.
    private static func cause(of error: LocalServerError) -> Int32 {
        if error.message.contains("No space left on device") { return ENOSPC }
        return error.message.contains("Disk quota exceeded") ? EDQUOT : EFBIG
    }

    /// Makes the names survive a power cut, where the directory can.
    private static func sync(_ path: String) {
        do {
            try OutputFile.syncDirectory(of: path)
        } catch {
            let reason = (error as? Refusal)?.message ?? "\(error)"
            Streams.current.warn("adapt: the backup is whole, but a power cut now may lose its name: \(reason)")
        }
    }
}
