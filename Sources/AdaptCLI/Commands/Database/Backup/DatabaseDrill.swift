import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser
import LocalServer
import Postgres

struct DatabaseDrill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill", _superCommandName: "adapt db",
        abstract:
            "Prove that a backup can be restored: into a scratch database, compared table by table, report by report.",
        discussion: """
            adapt db drill
            adapt db drill /mnt/safe/adapt-monday.dump

            Without a name: the last backup of this database. The scratch database is made on the same server and \
            dropped again; the catalogue itself is only read. A backup that passed is reported as tested from then on. \
            Refused is what adapt itself does not make, as a restore refuses it: see adapt db restore --help.
            """)

    @Argument(help: ArgumentHelp("Backup to try.", valueName: "file")) var file: String?
    @OptionGroup var trust: TrustOptions
    @OptionGroup var database: DatabaseOptions
    @Option(help: ArgumentHelp("Who does it (default: ADAPT_AUTHOR, else the user).", valueName: "name"))
    var author: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        _ = try output.chosen(among: Format.reports)
        let target = try database.target
        try await target.withConnection { try await run(on: $0, of: target) }
    }

    private func run(on live: Connection, of target: DatabaseTarget) async throws {
        let backup = try await opened(live)
        let scratch = try await ScratchDatabase(suffix: "_drill", of: target, beside: live)
        let programs = try await target.dumpPrograms(for: live)
        let (proofs, moment) = try await Interruption.waited {
            try await scratch.made {
                (
                    try await DatabaseDrill.prove(backup, programs, scratch, isTrusted: trust.trusted, $0),
                    try await BackupRecords.moment(in: $0)
                )
            }
        }
        let sheet = Sheet(
            columns: ["result", "what", "rows", "wrong"],
            rows: proofs.map {
                [.text($0.wrong == 0 ? "ok" : "WRONG"), .text($0.what), .number($0.rows), .number($0.wrong)]
            })
        try output.write(sheet)
        guard proofs.allSatisfy({ $0.wrong == 0 || $0.isOfCatalogue }) else {
            throw Refusal(
                .input, "backup \"\(backup.path)\" does not give back what was backed up", hint: "adapt db backup")
        }
        let noted = try await note(backup, at: moment, live, target)
        guard proofs.allSatisfy({ $0.wrong == 0 }) else {
            throw Refusal(
                .bug,
                "backup \"\(backup.path)\" can be restored, and gives back a catalogue that was wrong when it was taken",
                hint: "adapt check says what is wrong; it is not the backup")
        }
        guard !output.quiet else { return }
        Streams.current.warn(
            "adapt: \(backup.path) of \(backup.manifest.taken) can be restored"
                + (noted ? "" : "; it is of another catalogue, so this is not noted"))
    }

    /// Notes it. False where the backup is of another catalogue. What goes wrong is told after what was proved.
    private func note(
        _ backup: BackupFile, at moment: String, _ live: Connection, _ target: DatabaseTarget
    ) async throws -> Bool {
        do {
            return try await BackupRecords.addDrill(
                backup.manifest, file: backup.path, at: moment, by: Streams.current.author(author), in: live,
                lines: Reconnection { try await target.connect() })
        } catch let refusal as Refusal {
            Done.current?.note("backup \"\(backup.path)\" was restored and compared")
            throw refusal.noting
        }
    }

    private func opened(_ live: Connection) async throws -> BackupFile {
        if let file { return try BackupFile(file) }
        guard let known = try await BackupRecords.last(in: live) else {
            throw Refusal(.rule, "no backup of this database is known", hint: "adapt db backup")
        }
        return try BackupFile(known.file, hint: "if it was moved: adapt db drill FILE; if it is gone: adapt db backup")
    }

    /// One thing that was compared.
    struct Proof: Sendable {
        let what: String
        let rows: Int
        let wrong: Int
        /// Of what is in the catalogue itself, which a whole backup gives back as it is.
        var isOfCatalogue = false
    }

    private static func prove(
        _ backup: BackupFile, _ programs: DumpPrograms, _ scratch: ScratchDatabase, isTrusted: Bool,
        _ connection: Connection
    ) async throws -> [Proof] {
        let manifest = backup.manifest
        try await scratch.restore(backup, by: programs, isTrusted: isTrusted, on: connection)
        var proofs = [
            Proof(what: "the file is as it was written", rows: manifest.bytes, wrong: 0),
            Proof(what: "every row of \(manifest.tables.count) tables is as it was", rows: manifest.rows, wrong: 0),
        ]
        _ = try await Migrator(connection).migrate()
        let workspace = Workspace(connection: connection, author: "")
        proofs += try await workspace.check().map {
            Proof(what: $0.what, rows: $0.rows, wrong: $0.wrong, isOfCatalogue: true)
        }
        // Another version of the program may write a report in another way.
        guard manifest.program == Adapt.version, manifest.fingerprint == Schema.fingerprint else { return proofs }
        let found = try await BackupReports.all(of: workspace)
        proofs.append(
            Proof(
                what: "reports have the bytes that they had", rows: manifest.reports.count,
                wrong: found.filter { !manifest.reports.contains($0) }.count
                    + max(0, manifest.reports.count - found.count)))
        return proofs
    }
}
