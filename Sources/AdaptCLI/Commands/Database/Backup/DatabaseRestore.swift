import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser
import LocalServer
import Postgres

struct DatabaseRestore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", _superCommandName: "adapt db",
        abstract: "Bring a backup into a database that holds nothing yet.",
        discussion: """
            adapt db restore adapt-monday.dump
            adapt db restore adapt-monday.dump --yes --database postgresql://db.example/empty
            adapt db restore adapt-monday.dump --replace

            It comes in whole and equal to what was backed up, or nothing is changed. Damage is refused, and so is a
            backup that holds what this adapt does not make, to the letter, or lacks what it makes: also one of another
            version of adapt or PostgreSQL. With --trusted it is taken as it stands, and all that is in it is run with
            your rights: only for a backup that you made yourself. With --replace (private server) the catalogue that is
            there makes room: it stays, as another database, which adapt db status names with the command that drops it.
            """)

    @Argument(help: ArgumentHelp("Backup to restore; its manifest stands beside it.", valueName: "file")) var file:
        String
    @Flag(help: "Put it in the place of the private catalogue, which is kept under another name.") var replace = false
    @OptionGroup var trust: TrustOptions
    @OptionGroup var risk: RiskOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var silence: QuietOptions

    func run() async throws {
        let backup = try BackupFile(file)
        let target = try database.target
        if replace { _ = try target.privateServer(to: "replace") }
        let kept = try await target.withConnection { try await put(backup, into: $0, of: target) }
        let manifest = backup.manifest
        Done.current?.note("backup was restored into database \(shown(kept.name))")
        try silence.confirm(
            "restored \(grouped(manifest.rows, "row")) of \(grouped(manifest.tables.count, "table")) as of operation "
                + "\(manifest.operation) (\(manifest.taken)) into database \(shown(kept.name))"
                + (kept.old.map { "; the catalogue that was there is kept as database \($0)" } ?? ""))
        if !target.isPrivate, manifest.fingerprint != Schema.fingerprint {
            Streams.current.warn("adapt: it is of another version of the program: adapt db migrate")
        }
    }

    /// Restores it. The name of the database, and of the one that the catalogue in its place is in now.
    private func put(
        _ backup: BackupFile, into connection: Connection, of target: DatabaseTarget
    ) async throws -> (name: String, old: String?) {
        let name: String = try await connection.query("select current_database()::text")[0].get(0)
        let operations = try await RestoreBackup.operations(in: connection) ?? 0
        if operations > 0, !replace { throw refusal(operations, target) }
        try risk.confirm("restoring into database \(shown(name)) of \(target.name)", name: name)
        let programs = try await target.dumpPrograms(for: connection)
        if operations > 0 {
            let old = try await Interruption.waited {
                try await DatabaseRestore.exchange(
                    backup, programs, target, connection, name, isTrusted: trust.trusted)
            }
            return (name, old)
        }
        let scratch = try await ScratchDatabase(suffix: "_check", of: target, beside: connection)
        try await Interruption.waited {
            try await backup.restoration(by: programs, isTrusted: trust.trusted, elsewhere: scratch).run(
                on: connection, lines: Reconnection { try await target.connect() })
        }
        return (name, nil)
    }

    private func refusal(_ operations: Int, _ target: DatabaseTarget) -> Refusal {
        let full = RestoreBackup.full(operations)
        guard target.isPrivate else { return full }
        return Refusal(
            full.kind, full.message, hint: "to put it aside, under another name: adapt db restore FILE --replace")
    }

    /// Restores beside the catalogue, then changes their names at once. The catalogue's new name.
    private static func exchange(
        _ backup: BackupFile, _ programs: DumpPrograms, _ target: DatabaseTarget, _ live: Connection, _ name: String,
        isTrusted: Bool
    ) async throws -> String {
        let scratch = try await ScratchDatabase(suffix: "_restored", of: target, beside: live)
        // Of another database: who is connected to this one is in the way of its new name.
        let lines = target.lines(to: "postgres")
        try await scratch.make()
        do {
            try await scratch.with { try await scratch.restore(backup, by: programs, isTrusted: isTrusted, on: $0) }
            let kept = try await ReplacedCatalogue.newName(of: name, in: live)
            await live.close()
            try await lines.once { try await exchange(name, for: scratch.name, keptAs: kept, lines, by: $0) }
            return kept
        } catch {
            // What is left where not even this can be done is named by doctor, and dropped by the next one.
            _ = try? await Task { try await lines.with { try await scratch.drop(by: $0, force: true) } }.value
            throw error
        }
    }

    /// Changes the names; where the line is lost at the very end, another one tells what became of it.
    private static func exchange(
        _ name: String, for restored: String, keptAs kept: String, _ lines: Reconnection,
        by administration: Connection
    ) async throws {
        do {
            try await lines.settle(on: administration, see: "") { try await rename(name, restored, kept, $0) }
        } catch let refusal as Refusal where refusal.message == Refusal.unknownEnd {
            throw Refusal(
                .busy, Refusal.unknownEnd,
                hint: "adapt db psql -l shows it: done where there is a database \(kept), with what was there before")
        }
    }

    private static func rename(
        _ name: String, _ restored: String, _ kept: String, _ connection: Connection
    ) async throws {
        // Done already, by a line that was lost then.
        let isDone = try await connection.query(
            """
            select 1 from pg_database where datname = \(kept)::text::name
                and not exists (select from pg_database where datname = \(restored)::text)
            """)
        guard isDone.isEmpty else { return }
        do {
            // From here on it is the catalogue, and nobody's to drop.
            try await connection.run(
                """
                comment on database \(quoted(restored)) is null;
                alter database \(quoted(name)) rename to \(quoted(kept));
                alter database \(quoted(restored)) rename to \(quoted(name))
                """)
        } catch let error as PostgresError where error.sqlState == "55006" {
            throw Refusal(
                .busy, "database \(quoted(name)) is in use, so nothing was replaced",
                hint: "end the other programs, try again")
        }
    }

    private static func quoted(_ name: String) -> String { Connection.quoted(identifier: name) }
}
