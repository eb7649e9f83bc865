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
                if !isOfAnother { try await requireTrigrams(for: entry, knowing: reference, connection) }
                let fate = await findings.take(entry)
                // Once something is refused, the rest is only read, for its names.
                let isClean = await findings.isClean
                guard fate != .passedOver, isClean || isTrusted else { continue }
                try await run(entry, of: script, connection)
            }
        }
        // The script has settings of its own, which would stay.
        try await connection.run("reset all")
        let (foreign, lacking) = (await findings.foreignNames, await findings.lackingNames)
        try judge(foreign, lacking, on: connection)
    }

    /// Refuses what is foreign in the file, or else what it lacks; where it is trusted, tells it.
    private func judge(_ foreign: [String], _ lacking: [String], on connection: Connection) throws {
        guard !foreign.isEmpty || !lacking.isEmpty else { return }
        let others = manifest.others(thanOn: connection.serverVersion / 10_000)
        guard isTrusted else {
            throw refusal(of: foreign.isEmpty ? lacking : foreign, areForeign: !foreign.isEmpty, others)
        }
        // What they make themselves cannot be told from what somebody added.
        if let others { return warn("the backup was made by \(others), and comes in as it stands, as it is trusted") }
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

    /// `areForeign`: names of what the file holds, not of what it lacks. `others`: who made it, if not this program.
    private func refusal(of names: [String], areForeign: Bool, _ others: String?) -> Refusal {
        let (maker, adapt) = others.map { ("was made by \($0), and ", "this adapt") } ?? ("", "adapt")
        let what = areForeign ? "holds what \(adapt) does not make" : "lacks what \(adapt) makes"
        let end = areForeign ? "none of it was run, and nothing was changed" : "nothing was changed"
        let mine = "your own administrator " + (areForeign ? "added these" : "took these away")
        let trusted = "--trusted takes it as it stands: only where "
        // Of what another adapt makes, the doctor of this one knows nothing.
        let hint =
            others == nil
            ? "adapt doctor says what is otherwise in the catalogue that was backed up, and how to mend it; "
                + trusted + mine
            : trusted + "you made it yourself"
        return Refusal(.input, "backup \(maker)\(what): \(end)", hint: hint, details: names)
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
}
