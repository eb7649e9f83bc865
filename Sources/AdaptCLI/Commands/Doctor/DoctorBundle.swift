import AdaptService
import Glibc

/// A report for whoever helps. What goes in is named here one by one: what is not named cannot leak.
enum DoctorBundle {
    /// Variables whose values are told; of all others that concern us, only whether they are set.
    private static let told: Set<String> = [
        "ADAPT_HOME", "ADAPT_POSTGRES_BIN", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TERM", "NO_COLOR", "PGPORT",
        "PGSSLMODE",
    ]

    /// The report.
    static func text(_ examined: Examination, _ streams: Streams) -> String {
        var lines = ["adapt \(Adapt.version), schema \(Schema.version) (\(Schema.fingerprint))", "system \(system)"]
        for name in streams.environment.keys.sorted() {
            guard
                name.hasPrefix("PG") || name.hasPrefix("ADAPT_") || name.hasSuffix("DATABASE_URL")
                    || told.contains(name)
            else { continue }
            lines.append("variable \(name): \(told.contains(name) ? streams.environment[name] ?? "" : "(set)")")
        }
        lines += examined.facts.map { "\($0.name): \($0.value)" }
        lines += examined.findings.map {
            "\($0.state.rawValue) \($0.topic): \($0.what)" + ($0.fix.map { " | \($0)" } ?? "")
        }
        return lines.map { shownLines($0) + "\n" }.joined()
    }

    private static var system: String {
        var names = utsname()
        guard uname(&names) == 0 else { return "unknown" }
        func text<Field>(_ field: Field) -> String {
            withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
        return "\(text(names.sysname)) \(text(names.release)) \(text(names.machine)), uid \(Streams.current.uid)"
    }
}
