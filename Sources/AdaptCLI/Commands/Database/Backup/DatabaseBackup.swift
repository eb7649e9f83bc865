import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser
import Glibc
import LocalServer
import Postgres

struct DatabaseBackup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", _superCommandName: "adapt db",
        abstract: "Copy the catalogue to a file, consistent, with a manifest of checksums beside it.",
        discussion: """
            adapt db backup
            adapt db backup /mnt/safe/adapt-monday.dump

            Others may go on working meanwhile. Without a name the file goes into the directory backup of ADAPT_HOME: \
            copy it to another disk. Until adapt db drill has restored it once, a backup is reported as untested.
            """)

    @Argument(help: ArgumentHelp("File to write; never one that is there.", valueName: "file")) var file: String?
    @OptionGroup var database: DatabaseOptions
    @Option(help: ArgumentHelp("Who does it (default: ADAPT_AUTHOR, else the user).", valueName: "name"))
    var author: String?
    @OptionGroup var silence: QuietOptions

    func run() async throws {
        guard file != "-" else {
            throw Refusal(
                .usage, "a backup is two files, so it cannot go to the standard output", hint: "adapt db backup FILE")
        }
        let target = try database.target
        let path = try file.map { BackupFile.absolute($0) } ?? DatabaseBackup.place()
        for name in [path, BackupManifest.path(of: path)] { try OutputFile.require(newName: name) }
        for left in BackupLeavings.clear(beside: path) {
            Streams.current.warn("adapt: removed \(shown(left)), which a backup that was killed left")
        }
        let (manifest, noted) = try await target.withConnection { connection in
            let programs = try await target.dumpPrograms(for: connection)
            let warnings = try await DatabaseBackup.warnings(connection)
            let manifest = try await Interruption.waited { try await DatabaseBackup.write(path, programs, connection) }
            Done.current?.note("backup \"\(path)\" is whole")
            for warning in warnings { Streams.current.warn("adapt: \(warning)") }
            return (manifest, try await note(manifest, path, connection, target))
        }
        try silence.confirm(
            "\(path): \(grouped(manifest.rows, "row")) of \(grouped(manifest.tables.count, "table")) as of operation "
                + "\(manifest.operation), \(grouped(manifest.bytes, "byte"))"
                + (noted ? " (untested until restored: adapt db drill)" : ""))
    }

    /// Notes it in the database, where the user may.
    private func note(
        _ manifest: BackupManifest, _ path: String, _ connection: Connection, _ target: DatabaseTarget
    ) async throws -> Bool {
        do {
            try await BackupRecords.add(
                manifest, file: path, by: Streams.current.author(author), in: connection,
                lines: Reconnection { try await target.connect() })
            return true
        } catch let refusal as Refusal where refusal.kind == .forbidden {
            let refusal = await refusal.explained(in: connection)
            Streams.current.warn(
                "adapt: the backup is whole, but not noted in the database: \(refusal.message)"
                    + (refusal.hint.map { "\nhint: \($0)" } ?? ""))
            return false
        } catch let refusal as Refusal {
            throw refusal.noting
        }
    }

    /// A new name in the directory of backups, which is made where it is missing.
    private static func place() throws -> String {
        let directory = try DatabaseTarget.home(Streams.current) + "/backup"
        try OutputFile.makeDirectory(directory)
        var (now, parts) = (time(nil), tm())
        gmtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 32)
        strftime(&text, text.count, "%Y%m%dT%H%M%SZ", &parts)
        return directory + "/adapt-"
            + String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            + ".dump"
    }
}

extension Refusal {
    /// What went wrong when a backup, or its drill, was noted in the database.
    var noting: Refusal {
        Refusal(
            kind,
            message == Refusal.unknownEnd
                ? "whether that is noted in the database is not known: its line was lost at the very end"
                : "that is not noted in the database: \(message)",
            hint: "adapt db status shows the last one noted; adapt db drill FILE tries it and notes both",
            details: details)
    }
}

extension DatabaseTarget {
    /// PostgreSQL's programs for backups of the server behind a connection.
    func dumpPrograms(for connection: Connection) async throws -> DumpPrograms {
        let environment = Streams.current.environment
        let own = environment.filter { $0.key.hasPrefix("PG") || $0.key == "HOME" }
        return try await DumpPrograms.find(
            major: Int(connection.serverVersion) / 10_000, in: environment["ADAPT_POSTGRES_BIN"],
            environment: own.merging(try ConnectionVariables(url).environment) { $1 })
    }
}
