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
        guard last.testedAt == nil else { return nil }
        return ("last backup (\(last.takenAt)) is untested: it was never restored", "adapt db drill")
    }
}
