import Glibc

/// `pg_dump` and `pg_restore` of a server's own major version: another one fails, or writes what cannot be read back.
public struct DumpPrograms: Sendable {
    /// The major version of both.
    public let major: Int
    private let directory: String
    private let process: ServerProcess
    /// The longest that either may take.
    private static let patience = Duration.seconds(6 * 3600)

    /// Finds the programs. `environment`: what they connect with (PGHOST, PGPASSWORD, HOME ...); nothing of it is ever
    /// an argument. Throws `notInstalled` where no directory has them.
    public static func find(
        major: Int, in binaries: String?, environment: [String: String]
    ) async throws -> DumpPrograms {
        for directory in try await Binaries.candidates(binaries) {
            guard access(directory + "/pg_dump", X_OK) == 0, access(directory + "/pg_restore", X_OK) == 0,
                try await Binaries.version(directory, of: "pg_dump") == major
            else { continue }
            var process = Binaries.tool
            process.environment = environment
            return DumpPrograms(major: major, directory: directory, process: process)
        }
        throw LocalServerError(
            .notInstalled, "pg_dump of PostgreSQL \(major), the server's version, is not installed",
            hint: "apt-get install postgresql-client-\(major)")
    }

    /// Writes a schema, and some extensions that it needs, as of an exported snapshot to a file in custom format. Throws
    /// `outputFull` where its disk has no room for it, `busy` where somebody holds a table.
    public func dump(schema: String, extensions: [String], snapshot: String, to output: Int32) async throws {
        let ending = try await process.run(
            directory + "/pg_dump",
            [
                "--format=custom", "--schema=\(schema)", "--snapshot=\(snapshot)", "--lock-wait-timeout=10s",
                // Everybody sees all rows; what an editor may change does not matter here.
                "--enable-row-security", "--no-password", Self.encoding,
            ]
                + extensions.map { "--extension=\($0)" },
            into: output, deadline: Self.patience)
        try check(ending, "pg_dump")
    }

    /// Hands `read` what restoring a file in custom format runs, as SQL: statements, and rows between `COPY` and `\.`;
    /// runs nothing. That it was all of it is known when this returns. Throws `inputFaulty` where the file is not one that
    /// the program can read.
    public func script(
        of input: Int32, _ read: @escaping @Sendable (@escaping Pieces) async throws -> Void
    ) async throws {
        lseek(input, 0, SEEK_SET)
        let ending = try await process.run(
            directory + "/pg_restore", Self.plain + ["--file=-"], input: input, deadline: Self.patience, read)
        try check(ending, "pg_restore", otherwise: .inputFaulty)
    }

    /// Hands `read` what a schema of a database and some extensions are made with, written as `script(of:)` does;
    /// no rows.
    public func script(
        ofSchema schema: String, extensions: [String], database: String,
        _ read: @escaping @Sendable (@escaping Pieces) async throws -> Void
    ) async throws {
        let ending = try await process.run(
            directory + "/pg_dump",
            Self.plain + ["--schema-only", "--schema=\(schema)", "--lock-wait-timeout=10s", Self.encoding]
                + [Self.name(of: database)] + extensions.map { "--extension=\($0)" },
            input: nil, deadline: Self.patience, read)
        try check(ending, "pg_dump")
    }

    /// Owners, rights and where tables lie are of a server, so they are left out.
    private static let plain = ["--no-owner", "--no-privileges", "--no-tablespaces", "--no-password"]
    /// Whatever PGCLIENTENCODING says: a backup is read wherever somebody brings it.
    private static let encoding = "--encoding=UTF8"

    /// A plain name only: in a connection string libpq would look for more.
    private static func name(of database: String) -> String {
        let name = database.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return "--dbname=dbname='\(name)'"
    }

    /// `otherwise`: what is at fault where the program names an error that is none of these.
    private func check(
        _ ending: ServerProcess.Ending, _ program: String, otherwise: LocalServerError.Kind = .refused
    ) throws {
        guard !ending.succeeded else { return }
        let said = ending.output
        // Ctrl-C reaches it too, and perhaps before us.
        if Task.isCancelled || said.contains("terminated by user") { throw CancellationError() }
        let kind: LocalServerError.Kind =
            if Self.saysOutputFull(said) || ending.status == "ended by signal \(SIGXFSZ)" {
                .outputFull
            } else if Start.saysDiskFull(said) {
                .diskFull
            } else if said.contains("permission denied") {
                .notPermitted
            } else if said.contains("canceling statement due to statement timeout") {
                // So it ends its wait for a lock; for all else it has no such limit.
                .busy
            } else if !said.contains("\(program): error: ") || ending.status.hasPrefix("ended by signal ")
                || ["out of memory", "could not write"].contains(where: { said.contains($0) })
            {
                .refused
            } else {
                otherwise
            }
        let isKilled = ending.status.hasSuffix("signal 9")
        throw LocalServerError(
            kind, "\(program) failed (\(ending.status))",
            hint: isKilled ? "somebody killed it, or memory ran out (dmesg says so); try again" : nil, output: said)
    }

    /// Whether a program says that there is no room for what it writes itself, the last of it as it closes the file: on
    /// the disk, or for one user, or in one file. Where files are limited in size, a signal ends it.
    static func saysOutputFull(_ text: String) -> Bool {
        ["output file: ", "archive file: "].contains { file in
            ["No space left on device", "Disk quota exceeded", "File too large"].contains { text.contains(file + $0) }
        }
    }
}
