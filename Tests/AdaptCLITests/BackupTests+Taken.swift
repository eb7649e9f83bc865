import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

extension BackupTests {
    /// The sample catalogue with a backup of it.
    static func taken(_ body: @Sendable (Shell, String) async throws -> Void) async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let file = directory.path + "/one.dump"
                let backup = await shell.run(["db", "backup", file])
                #expect(backup.status == 0, "\(backup.errors)")
                #expect(backup.output.contains("as of operation 2"))
                try await body(shell, file)
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
