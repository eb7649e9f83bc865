import Glibc
import Synchronization
import Testing

@testable import LocalServer

@Suite("What a program prints, piece by piece")
struct PiecesTests {
    @Test("comes whole, from a program that Ctrl-C does not reach: it is of another session")
    func session() async throws {
        let printed = Mutex<[UInt8]>([])
        let ending = try await Binaries.tool.run(
            "/bin/sh", ["-c", "cut -d ' ' -f 6 /proc/$$/stat"], input: nil, deadline: .seconds(30)
        ) { pieces in
            while let piece = try await pieces() { printed.withLock { $0 += piece } }
        }
        #expect(ending.succeeded, "\(ending)")
        let text = String(decoding: printed.withLock { $0 }, as: UTF8.self)
        let session = try #require(pid_t(text.dropLast()), "\(text)")
        #expect(session != getsid(0))
    }

    @Test("is but a part where the program is killed: how it ended comes back, not what the reader made of that")
    func killed() async throws {
        struct Half: Error {}
        let ending = try await Binaries.tool.run(
            "/bin/sh", ["-c", "echo one; kill -9 $$"], input: nil, deadline: .seconds(30)
        ) { pieces in
            while try await pieces() != nil {}
            throw Half()
        }
        #expect(!ending.succeeded && ending.status == "ended by signal 9", "\(ending)")
        await #expect(throws: Half.self) {
            _ = try await Binaries.tool.run("/bin/sh", ["-c", "echo one"], input: nil, deadline: .seconds(30)) {
                pieces in
                while try await pieces() != nil {}
                throw Half()
            }
        }
    }
}
