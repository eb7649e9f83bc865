import CLibpq

/// A connection string in the form that PostgreSQL's own programs take without anybody looking on: their arguments
/// can be read by every user of a machine, their environment cannot.
public struct ConnectionVariables: Sendable {
    /// Names, such as PGHOST, and values; passwords are among them.
    public let environment: [String: String]

    /// What `url` says; nothing for what it leaves to libpq's own variables. Throws where it cannot be read.
    public init(_ url: String) throws {
        if let reason = adapt_libpq_load() {
            throw PostgresError(.libraryMissing, "libpq.so.5 is not installed: \(String(cString: reason))")
        }
        environment = try Conninfo(url).variables
    }
}
