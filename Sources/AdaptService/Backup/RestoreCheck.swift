import AdaptModel
import AdaptSQL
import Postgres

/// Whether restoring a backup runs only what this program makes a schema with: who restores may do more than whoever
/// could add a function, an index or a trigger to the catalogue that was backed up.
struct RestoreCheck {
    let manifest: BackupManifest
    let programs: RestoreBackup.Programs
    /// Whether what is not ours is run all the same.
    let isTrusted: Bool
    /// Of a database without a schema of ours.
    let connection: Connection

    /// Throws a `Refusal` (input) that names what is not ours. Gives what to warn of, where the backup is of another
    /// program or server, whose functions this one does not know to the letter. The database is empty again afterwards.
    func warning() async throws -> String? {
        guard manifest.schemaVersion <= Schema.version else { throw Schema.ahead(manifest.schemaVersion) }
        let file = try await programs.script()
        let made: [RestoreScript]
        do {
            made = try await references(for: file)
            try await RestoreBackup.clear(connection)
        } catch {
            // Also for who is told to stop.
            let connection = connection
            try await Task { try await RestoreBackup.clear(connection) }.value
            throw error
        }
        let foreign = file.foreign(to: Set(made.flatMap { $0.entries.map(\.statements) }))
        let names = Set(made.flatMap { $0.entries.map(\.key) }).union(Self.former)
        let refused = foreign.filter { !mayDiffer($0) || !names.contains($0.key) }
        guard refused.isEmpty || isTrusted else { throw Self.refusal(refused) }
        guard !foreign.isEmpty else { return nil }
        guard refused.isEmpty else {
            return "the backup holds what adapt does not make, which is run as it is trusted: "
                + refused.map(\.words).joined(separator: ", ")
        }
        return "the backup is of another adapt or PostgreSQL (schema \(manifest.schemaVersion), PostgreSQL "
            + "\(manifest.serverMajor)): \(foreign.count) of the things that it makes are not those of this program, and may "
            + "run while it is restored"
    }

    private var isOfThisServer: Bool { manifest.serverMajor == connection.serverVersion / 10_000 }

    private func mayDiffer(_ entry: RestoreScript.Entry) -> Bool {
        !entry.kind.isEmpty
            && (!isOfThisServer || manifest.fingerprint != Schema.fingerprint)
    }

    /// What schemas are made with that a backup may hold: of its level, and of today's.
    private func references(for file: RestoreScript) async throws -> [RestoreScript] {
        var made: [RestoreScript] = []
        if manifest.fingerprint != Schema.fingerprint {
            let older = DatabaseScripts.migrations.prefix(max(0, manifest.schemaVersion)).map { ($0.name, $0.text) }
            _ = try await Migrator(connection, migrations: older, repeatables: false).migrate()
            made.append(try await programs.schema([]))
        }
        _ = try await Migrator(connection).migrate()
        let extensions = try await TakeBackup.extensions(of: connection)
        made.append(try await programs.schema(extensions))
        let (hasTrigrams, isWithTrigrams) = (extensions.contains("pg_trgm"), file.makes(extension: "pg_trgm"))
        if isWithTrigrams, !hasTrigrams {
            throw Refusal(
                .rule, "backup needs extension pg_trgm, which cannot be made here",
                hint: "ask the administrator to install it: apt-get install postgresql-contrib")
        }
        if hasTrigrams, !isWithTrigrams { made.append(try await withoutTrigrams()) }
        return made
    }

    /// The same schema where the extension was not to be had.
    private func withoutTrigrams() async throws -> RestoreScript {
        let scripts = DatabaseScripts.repeatables.filter { $0.name == "search" }.map(\.text)
        try await refusing {
            try await connection.transaction { connection in
                try await connection.run("drop extension pg_trgm cascade; set local search_path = adapt, pg_temp")
                for script in scripts {
                    try await connection.run(
                        script.replacing("create extension if not exists pg_trgm schema adapt", with: "null"))
                }
            }
        }
        return try await programs.schema([])
    }

    /// What older programs made and later ones dropped.
    private static var former: Set<String> {
        var names: Set<String> = []
        for script in DatabaseScripts.migrations + DatabaseScripts.repeatables {
            for drop in script.text.matches(of: #/drop (table|view|index|function) (?:if exists )?([^;(]+)/#) {
                for name in drop.2.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
                    names.insert("\(drop.1.uppercased()) \(name)")
                    // Every table that keeps its rows had this one.
                    if drop.1 == "table" { names.insert("TRIGGER \(name) \(name)_append_only") }
                }
            }
        }
        return names
    }

    private static func refusal(_ entries: [RestoreScript.Entry]) -> Refusal {
        let shown = 20
        return Refusal(
            .input, "backup holds what adapt does not make, and restoring it may run that: nothing was run",
            hint: "trust no backup of somebody you do not know; where your own administrator added these: --trusted",
            details: entries.prefix(shown).map(\.words)
                + (entries.count > shown ? ["and \(entries.count - shown) more"] : []))
    }
}
