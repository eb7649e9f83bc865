import AdaptModel
import AdaptService
import LocalServer
import Postgres

/// A backup in the place of the private catalogue.
extension DatabaseRestore {
    /// Restores beside the catalogue, then changes their names at once. The catalogue's new name.
    static func exchange(
        _ backup: BackupFile, _ programs: DumpPrograms, _ target: DatabaseTarget, _ live: Connection, _ name: String,
        isTrusted: Bool
    ) async throws -> String {
        let scratch = try await ScratchDatabase(suffix: "_restored", of: target, beside: live)
        // Of another database: who is connected to this one is in the way of its new name.
        let lines = target.lines(to: "postgres")
        try await scratch.make()
        do {
            try await scratch.with { try await scratch.restore(backup, by: programs, isTrusted: isTrusted, on: $0) }
            let limits = try await EditorLimits(of: live)
            let loss = try await scratch.with { try await limits.loss(in: $0) }
            let settings = try await ReplacedCatalogue.settings(of: live, for: scratch.name)
            let kept = try await ReplacedCatalogue.newName(of: name, in: live)
            await live.close()
            let names = Names(live: name, restored: scratch.name, kept: kept)
            try await lines.once { try await exchange(names, with: settings, lines, by: $0) }
            if let loss { Streams.current.warn("adapt: \(loss)") }
            return kept
        } catch {
            // Also for who is told to stop.
            await scratch.clear {
                try await Task { try await lines.with { try await scratch.drop(by: $0, force: true) } }.value
            }
            throw error
        }
    }

    /// What databases are called while one takes the place of another.
    private struct Names: Sendable {
        let live, restored, kept: String
    }

    /// Changes the names; where the line is lost at the very end, another one tells what became of it.
    private static func exchange(
        _ names: Names, with settings: [String], _ lines: Reconnection, by administration: Connection
    ) async throws {
        do {
            try await lines.settle(on: administration, see: "") { try await rename(names, with: settings, $0) }
        } catch let refusal as Refusal where refusal.message == Refusal.unknownEnd {
            throw Refusal(
                .busy, Refusal.unknownEnd,
                hint: "adapt db psql -l shows it: done where there is a database \(names.kept), "
                    + "with what was there before")
        }
    }

    private static func rename(_ names: Names, with settings: [String], _ connection: Connection) async throws {
        // Done already, by a line that was lost then.
        let isDone = try await connection.query(
            """
            select 1 from pg_database where datname = \(names.kept)::text::name
                and not exists (select from pg_database where datname = \(names.restored)::text)
            """)
        guard isDone.isEmpty else { return }
        let (live, restored, kept) = (quoted(names.live), quoted(names.restored), quoted(names.kept))
        do {
            // From here on it is the catalogue, with what is set on that, and nobody's to drop.
            try await connection.run(
                """
                \(settings.joined(separator: ";\n"));
                alter database \(live) rename to \(kept);
                alter database \(restored) rename to \(live)
                """)
        } catch let error as PostgresError where error.sqlState == "55006" {
            throw Refusal(
                .busy, "database \(live) is in use, so nothing was replaced",
                hint: "end the other programs, try again")
        }
    }

    private static func quoted(_ name: String) -> String { Connection.quoted(identifier: name) }
}
