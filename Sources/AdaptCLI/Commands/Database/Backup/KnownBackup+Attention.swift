import AdaptReports
import AdaptService

extension KnownBackup {
    var json: JSON {
        .object([
            ("file", .string(file)), ("taken_at", .string(takenAt)), ("operation", .int(operation)),
            ("tested_at", JSON(testedAt)), ("operations_since", .int(since)),
        ])
    }

    /// What of it needs attention, and the command for it; nil where nothing does.
    static func attention(_ last: KnownBackup?) -> (what: String, command: String)? {
        guard let last else { return ("no backup of this database is known", "adapt db backup") }
        if let others = last.others {
            let what = "last backup (\(last.takenAt)) was made by \(others), so it comes back only with --trusted"
            return (what, "adapt db backup")
        }
        guard last.testedAt == nil else { return nil }
        return ("last backup (\(last.takenAt)) is untested: it was never restored", "adapt db drill")
    }

    /// Which other PostgreSQL made it, as its manifest says, of which views and functions come as that writes them;
    /// nil: none, or that cannot be read here. What another adapt made of these is not run.
    private var others: String? {
        do {
            let manifest = try BackupFile.manifest(of: file)
            return manifest.fingerprint == Schema.fingerprint ? manifest.others(thanOn: serverMajor) : nil
        } catch {
            // A drill of it says why.
            return nil
        }
    }
}
