extension BackupManifest {
    /// Who else made it, as it says, than this program on a server of so great a major version, as in `another adapt
    /// (schema 24)`: then what it makes cannot be known. Nil: nobody.
    public func others(thanOn serverMajor: Int) -> String? {
        let claims: [String?] = [
            fingerprint == Schema.fingerprint ? nil : "another adapt (schema \(schemaVersion))",
            self.serverMajor == serverMajor ? nil : "PostgreSQL \(self.serverMajor)",
        ]
        let others = claims.compactMap { $0 }
        return others.isEmpty ? nil : others.joined(separator: " and ")
    }
}
