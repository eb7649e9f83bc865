import Postgres

/// What a migration would do.
extension Migrator {
    /// What `migrate` would do, in order; changes nothing. All that is asked before the first migration is asked, with the
    /// same rights and under the same lock, and the ledger is made and taken back; what is in a migration is not run.
    /// Throws a `Refusal` as `migrate` does.
    public func rehearse(again: Bool = false) async throws -> [Step] {
        try await refusing {
            try await requireServer()
            return try await asOwner {
                try await withLock {
                    try await requireMigratable()
                    return try await connection.rehearsing { connection in
                        try await connection.run(ledger)
                        return try await missing(again: again)
                    }
                }
            }
        }
    }

    /// What is to be done, in order, of a database whose ledger is there.
    private func missing(again: Bool) async throws -> [Step] {
        let applied = try await settled()
        let steps = migrations.dropFirst(applied).map { Step.migration($0.name) }
        let fits = try await isFitting()
        return repeatables && (again || !fits) ? steps + [.scripts] : steps
    }
}
