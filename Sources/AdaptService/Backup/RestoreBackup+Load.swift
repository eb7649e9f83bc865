import AdaptModel
import Postgres

/// Running the script: what is judged is what is run.
extension RestoreBackup {
    /// Runs the file's script, in a transaction. Throws a `Refusal` (input) that names what this program does not make,
    /// none of which is run, or what it makes and the file lacks, unless it is trusted.
    func load(knowing reference: RestoreReference, into connection: Connection) async throws {
        let findings = RestoreFindings(against: reference)
        try await programs.script { pieces in
            let script = RestoreScript(pieces)
            while let entry = try await script.next() {
                try await requireTrigrams(for: entry, knowing: reference, connection)
                await findings.take(entry)
                // Once something is refused, the rest is only read, for its names.
                let isClean = await findings.isClean
                guard isClean || isTrusted else { continue }
                try await run(entry, of: script, connection)
            }
        }
        // The script has settings of its own, which would stay.
        try await connection.run("reset all")
        let (foreign, lacking) = (await findings.foreignNames, await findings.lackingNames)
        try judge(foreign, lacking, on: connection)
    }

    private func judge(_ foreign: [String], _ lacking: [String], on connection: Connection) throws {
        guard isTrusted else {
            if !foreign.isEmpty { throw refusal(ofForeign: foreign, on: connection) }
            if !lacking.isEmpty { throw refusal(ofLacking: lacking, on: connection) }
            return
        }
        if !foreign.isEmpty {
            warn(
                "the backup holds what adapt does not make, which is run as it is trusted: "
                    + foreign.joined(separator: ", "))
        }
        if !lacking.isEmpty {
            warn(
                "the backup lacks what adapt makes, and comes in without that as it is trusted: "
                    + lacking.joined(separator: ", "))
        }
    }

    private func run(_ entry: RestoreEntry, of script: RestoreScript, _ connection: Connection) async throws {
        let text = String(decoding: entry.statements, as: UTF8.self)
        do {
            guard entry.hasRows else { return try await connection.run(text, deadline: Workspace.longPatience) }
            _ = try await connection.copyIn(text) { sink in
                while let rows = try await script.rows() { try await sink.write(rows) }
            }
        } catch let error as PostgresError where error.kind == .refused {
            guard [.bug, .input, .rule].contains(Refusal(error).kind), error.sqlState?.hasPrefix("XX") != true else {
                throw error
            }
            throw Refusal(
                .input, "backup cannot be restored: \(entry.words): \(error.message)", hint: hint(after: error))
        }
    }

    private func hint(after error: PostgresError) -> String {
        // What somebody added may need a function, a table or a type of another schema.
        let isMissing = ["42883", "42P01", "42704", "3F000"].contains(error.sqlState)
        guard isTrusted, isMissing, !error.message.contains("adapt.") else { return "use another backup" }
        return "only schema adapt is in it: restore it into a database that has that already (--database URL)"
    }

    private func refusal(ofForeign names: [String], on connection: Connection) -> Refusal {
        if let others = others(on: connection) {
            return Refusal(
                .input,
                "backup was made by \(others), so what it makes cannot be told from what somebody added: nothing of "
                    + "that was run, and nothing was changed",
                hint: Self.trustNobody("where you made it yourself"), details: names)
        }
        return Refusal(
            .input,
            "backup holds what adapt does not make, and restoring it may run that: nothing of that was run, and "
                + "nothing was changed",
            hint: Self.trustNobody("where your own administrator added these"), details: names)
    }

    private func refusal(ofLacking names: [String], on connection: Connection) -> Refusal {
        if let others = others(on: connection) {
            return Refusal(
                .input,
                "backup was made by \(others), so what it never had cannot be told from what somebody took away: "
                    + "nothing was changed",
                hint: Self.trustNobody("where you made it yourself"), details: names)
        }
        return Refusal(
            .input,
            "backup lacks what adapt makes, and nothing would keep what that keeps: nothing was changed",
            hint: Self.trustNobody("where your own administrator took these away"), details: names)
    }

    private static func trustNobody(_ unless: String) -> String {
        "trust no backup of somebody you do not know; \(unless): --trusted"
    }

    /// Which other programs made the backup, as it says; nil: none.
    private func others(on connection: Connection) -> String? {
        manifest.others(thanOn: Int(connection.serverVersion) / 10_000)
    }
}
