import AdaptReports
import AdaptService

extension ReplacedCatalogue {
    /// Which it is, and how large.
    var words: String { database + (bytes.map { " (\(grouped($0)) bytes)" } ?? "") }

    var json: JSON { .object([("database", .string(database)), ("bytes", JSON(bytes))]) }

    /// What the doctor says of it.
    var finding: Finding {
        Finding(
            "replaced catalogue", .note, "database \(words) holds what was there before a restore",
            fix: "\(drop); to keep it and not be told: alter database \(database) rename to NAME")
    }
}
