import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

extension BackupTests {
    /// The sample catalogue, and a backup of it that it does not know of.
    static func taken(_ body: @Sendable (Shell, String) async throws -> Void) async throws {
        try await Shell.sample { shell in try await copied { try await body(shell, $0) } }
    }

    /// A backup of the sample catalogue alone.
    static func copied(_ body: @Sendable (String) async throws -> Void) async throws {
        let kept = try await parts.value
        try await TemporaryDirectory.with { directory in
            let file = try directory.write(kept[0], to: "one.dump")
            _ = try directory.write(kept[1], to: "one.dump.manifest")
            try await body(file)
        }
    }

    /// The sample catalogue with a backup of it that it knows.
    static func noted(_ body: @Sendable (Shell, String) async throws -> Void) async throws {
        try await made(body)
    }

    /// A backup and its manifest, taken once: databases of tests are copies of one, whose backups are alike.
    private static let parts: Task<[[UInt8]], any Error> = Task {
        try await TestServer.besides {
            try await BackupTests.made { _, file in [file, file + ".manifest"].map { BackupTests.bytes(of: $0) } }
        }
    }

    private static func made<Result: Sendable>(
        _ body: @Sendable (Shell, String) async throws -> Result
    ) async throws -> Result {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let file = directory.path + "/one.dump"
                let backup = await shell.run(["db", "backup", file])
                #expect(backup.status == 0, "\(backup.errors)")
                #expect(backup.output.contains("as of operation 2"))
                return try await body(shell, file)
            }
        }
    }

    /// All bytes of a file.
    static func bytes(of path: String) -> [UInt8] {
        guard let stream = fopen(path, "r") else { return [] }
        defer { fclose(stream) }
        var (all, block) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
        while case let count = fread(&block, 1, block.count, stream), count > 0 { all += block[..<count] }
        return all
    }
}

/// Names of databases of a server.
func databases(like pattern: String, on url: String) async throws -> [String] {
    let connection = try await Connection.open(url)
    let names = try await connection.query("select datname::text from pg_database where datname like \(pattern)")
        .map { try $0.get(0, as: String.self) }
    await connection.close()
    return names
}
