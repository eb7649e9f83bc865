import AdaptModel
import AdaptReports
import AdaptService
import Glibc
import Postgres

/// What is kept besides the catalogue.
extension Examination {
    /// Backups, and what restores replaced. Nothing where there is no catalogue yet; nor where the user may not look
    /// into it, or somebody's lock is in the way of its note, which is told already.
    func kept(of connection: Connection) async throws -> [Finding] {
        do {
            switch try await Schema.state(of: connection) {
            case .absent, .restoring: return []
            case .current, .behind, .unfinished, .lost, .ahead: break
            }
        } catch let refusal as Refusal where refusal.kind == .forbidden || refusal.isHeldUp {
            return []
        }
        let replaced = try await ReplacedCatalogue.all(of: connection).map(\.finding)
        do {
            return backups(try await BackupRecords.last(in: connection)) + replaced
        } catch let refusal as Refusal where refusal.kind == .forbidden {
            return replaced
        } catch let refusal as Refusal where refusal.isHeldUp {
            return [Finding.heldUp("backup")] + replaced
        }
    }

    private func backups(_ last: KnownBackup?) -> [Finding] {
        if let attention = KnownBackup.attention(last) {
            return [Finding("backup", .note, attention.what, fix: attention.command)]
        }
        guard let last else { return [] }
        guard access(last.file, R_OK) == 0 else {
            return [
                Finding(
                    "backup", .note, "last backup \"\(last.file)\" is not on this machine, or may not be read",
                    fix: "adapt db backup")
            ]
        }
        guard last.since < 100 else {
            let later = grouped(last.since, "operation")
            return [Finding("backup", .note, "\(later) came after the last backup", fix: "adapt db backup")]
        }
        return [Finding("backup", .ok, last.words)]
    }
}
