import Postgres

extension DatabaseFindings {
    /// What of adapt's own is missing, or is not as it makes it, in words: a backup with that comes back only where it
    /// is trusted. None where the schema is not this program's: what another one makes is not known.
    public func changes() async throws -> [String] {
        guard case .current = try await Schema.state(of: connection) else { return [] }
        var found: [Finding] = []
        for topic in [
            "tables", "columns", "unlogged", "functions", "views", "made", "altered", "attributes", "indexes",
            "triggers", "kept", "limits",
        ] {
            found += try await look(at: topic)
        }
        return found.filter(\.isChange).map(\.what)
    }
}
