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
            adapt db restore adapt-monday.dump --dry-run
            adapt db restore adapt-monday.dump --yes --database postgresql://db.example/empty
            adapt db restore adapt-monday.dump --replace

            It comes in whole and equal to what was backed up, or nothing is changed. Damage is refused, and so is a \
            backup that holds what this adapt does not make, to the letter, or lacks what it makes: also one of \
            another version of PostgreSQL. Of one of an earlier adapt the views, functions and triggers are not run: \
            adapt db migrate makes this adapt's. With --trusted it is taken as it stands, and all that is in it is run \
            with your rights: only for a backup that you made yourself. With --replace (private server) the catalogue \
            that is there makes room: it stays, as another database, which adapt db status names with the command that \
            drops it.
            """)

    @Argument(help: ArgumentHelp("Backup to restore; its manifest stands beside it.", valueName: "file")) var file:
        String
    @Flag(help: "Put it in the place of the private catalogue, which is kept under another name.") var replace = false
    @Flag(
        name: [.customShort("n"), .long],
        help: "Check the bytes, the database and your rights, and change nothing; what the file holds is not judged.")
    var dryRun = false
    @OptionGroup var trust: TrustOptions
    @OptionGroup var risk: RiskOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var silence: QuietOptions

    func run() async throws {
        let backup = try BackupFile(file)
        let target = try database.target
        if replace { _ = try target.privateServer(to: "replace") }
        guard !dryRun else { return try await rehearse(backup, on: target) }
        let kept = try await target.withConnection { try await put(backup, into: $0, of: target) }
        let manifest = backup.manifest
        Done.current?.note("backup was restored into database \(shown(kept.name))")
        try silence.confirm(
            "restored \(backup.contents) into database \(shown(kept.name))"
                + (kept.old.map { "; the catalogue that was there is kept as database \($0)" } ?? ""))
        if trust.trusted, !target.isPrivate, manifest.fingerprint != Schema.fingerprint {
            Streams.current.warn("adapt: it is of another version of the program: adapt db migrate")
        }
    }

    /// Restores it. The name of the database, and of the one that the catalogue in its place is in now.
    private func put(
        _ backup: BackupFile, into connection: Connection, of target: DatabaseTarget
    ) async throws -> (name: String, old: String?) {
        let (name, obstacle) = try await place(in: connection, of: target)
        try risk.confirm(
            "restoring into database \(shown(name)) of \(target.name)",
            obstacle == nil ? "cannot be taken back" : "puts what is there aside, under another name", name: name)
        let programs = try await target.dumpPrograms(for: connection)
        if obstacle != nil {
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

    /// The name of the database, and what is in the way and is to be replaced. Throws a `Refusal` where it is not.
    func place(
        in connection: Connection, of target: DatabaseTarget
    ) async throws -> (name: String, obstacle: Refusal?) {
        let name: String = try await connection.query("select current_database()::text")[0].get(0)
        let obstacle = try await RestoreBackup.obstacle(in: connection)
        if let obstacle, !replace { throw told(obstacle, target) }
        return (name, obstacle)
    }

    /// What is in the way, told with what puts it aside where that can be done.
    private func told(_ obstacle: Refusal, _ target: DatabaseTarget) -> Refusal {
        guard target.isPrivate else { return obstacle }
        return Refusal(
            obstacle.kind, obstacle.message,
            hint: "to put it aside, under another name: adapt db restore FILE --replace", details: obstacle.details)
    }
}
