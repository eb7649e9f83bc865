import Postgres

extension DatabaseFindings {
    /// What of adapt's own is missing, or is not as it makes it, in words: a backup with that comes back only where it
    /// is trusted. None where the schema is not this program's: what another one makes is not known.
    public func changes() async throws -> [String] {
        guard case .current = try await Schema.state(of: connection) else { return [] }
        var found: [Finding] = []
        for topic in ["tables", "columns", "functions", "views", "made", "altered", "attributes", "kept", "limits"] {
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
        default: finding.state == .fault
        }
    }
}
