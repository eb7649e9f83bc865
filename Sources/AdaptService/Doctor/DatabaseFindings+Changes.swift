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
        return found.filter(Self.isOfMade).map(\.what)
    }

    private static func isOfMade(_ finding: Finding) -> Bool {
        switch finding.topic {
        // Whom a limit holds is no part of what is made.
        case "limits": finding.state == .fault && finding.what.hasPrefix("policy ")
        // Also what may stay so.
        case "attributes": finding.state != .ok
        // Those of foreign keys are PostgreSQL's own, and come back as it makes them.
        case "triggers": finding.state != .ok && finding.what.hasPrefix("trigger ")
        // What is not valid, no backup holds: of somebody else's nothing is lacking then.
        case "indexes": finding.state == .fault && finding.fix?.contains("reindex ") == true
        default: finding.state == .fault
        }
    }
}
